using AiFirewall.Effects;
using AiFirewall.Sql;

namespace AiFirewall.Tests.Sql;

public sealed class SqlReaderTests
{
    [Theory]
    [InlineData("SELECT a FROM t", SqlStatementKind.Select, "", "t")]
    [InlineData("SELECT * FROM a JOIN b ON a.x = b.x, c AS d LEFT JOIN LATERAL (SELECT * FROM e) f ON true", SqlStatementKind.Select, "", "a,b,c,e")]
    [InlineData("SELECT * FROM (a JOIN b USING (x))", SqlStatementKind.Select, "", "a,b")]
    [InlineData("SELECT extract(year FROM d), substring(x FROM 2) FROM t WHERE a IS DISTINCT FROM b", SqlStatementKind.Select, "", "t")]
    [InlineData("(SELECT 1 FROM a) UNION (SELECT 2 FROM b)", SqlStatementKind.Select, "", "a,b")]
    [InlineData("TABLE t", SqlStatementKind.Select, "", "t")]
    [InlineData("VALUES (1, 2)", SqlStatementKind.Select, "", "")]
    [InlineData("WITH x AS (SELECT * FROM a), y AS (SELECT * FROM x) SELECT * FROM y", SqlStatementKind.Select, "", "a")]
    [InlineData("SELECT * INTO b FROM a", SqlStatementKind.Create, "b", "a")]
    [InlineData("INSERT INTO s.t (a) SELECT a FROM u", SqlStatementKind.Insert, "s.t", "u")]
    [InlineData("INSERT OR REPLACE INTO t VALUES (1)", SqlStatementKind.Insert, "t", "")]
    [InlineData("REPLACE INTO t VALUES (1)", SqlStatementKind.Insert, "t", "")]
    [InlineData("UPDATE [a].[b] SET c = 1 WHERE d = 2", SqlStatementKind.Update, "a.b", "")]
    [InlineData("UPDATE u SET c = 1 FROM users u WHERE u.id = 1", SqlStatementKind.Update, "users", "users")]
    [InlineData("DELETE FROM a USING b WHERE a.x = b.x", SqlStatementKind.Delete, "a", "b")]
    [InlineData("DELETE a, b FROM a JOIN b ON a.x = b.x WHERE a.y = 1", SqlStatementKind.Delete, "a,b", "a,b")]
    [InlineData("MERGE INTO t USING s ON t.id = s.id WHEN MATCHED THEN UPDATE SET a = 1", SqlStatementKind.Merge, "t", "s")]
    [InlineData("CREATE TABLE IF NOT EXISTS \"my table\" (a int)", SqlStatementKind.Create, "my table", "")]
    [InlineData("CREATE UNIQUE INDEX i ON t (a)", SqlStatementKind.Create, "t", "")]
    [InlineData("CREATE OR REPLACE VIEW v AS SELECT * FROM t", SqlStatementKind.Create, "v", "t")]
    [InlineData("ALTER TABLE IF EXISTS t ADD c int", SqlStatementKind.Alter, "t", "")]
    [InlineData("DROP TABLE a, b.c CASCADE", SqlStatementKind.Drop, "a,b.c", "")]
    [InlineData("TRUNCATE a, b", SqlStatementKind.Truncate, "a,b", "")]
    [InlineData("RENAME TABLE a TO b, c TO d", SqlStatementKind.Alter, "a,c", "")]
    [InlineData("GRANT SELECT ON t TO bob", SqlStatementKind.Grant, "t", "")]
    [InlineData("REVOKE admin FROM bob", SqlStatementKind.Revoke, "", "")]
    [InlineData("SET ROLE admin", SqlStatementKind.RoleChange, "admin", "")]
    [InlineData("SET search_path = a", SqlStatementKind.Set, "", "")]
    [InlineData("USE db", SqlStatementKind.Use, "db", "")]
    [InlineData("BEGIN TRANSACTION", SqlStatementKind.Transaction, "", "")]
    [InlineData("START TRANSACTION READ ONLY", SqlStatementKind.Transaction, "", "")]
    [InlineData("SAVEPOINT a", SqlStatementKind.Transaction, "", "")]
    [InlineData("CALL p(1, 2)", SqlStatementKind.Call, "p", "")]
    [InlineData("EXEC dbo.p 1, 2", SqlStatementKind.Call, "dbo.p", "")]
    [InlineData("EXPLAIN SELECT * FROM t", SqlStatementKind.Explain, "", "")]
    [InlineData("COPY t (a, b) FROM STDIN WITH CSV", SqlStatementKind.Copy, "t", "")]
    [InlineData("VACUUM ANALYZE t", SqlStatementKind.Maintenance, "", "")]
    [InlineData("REINDEX TABLE t", SqlStatementKind.Maintenance, "t", "")]
    [InlineData("SHOW TABLES", SqlStatementKind.Show, "", "")]
    [InlineData("PRAGMA table_info(t)", SqlStatementKind.Pragma, "table_info", "")]
    [InlineData("LOCK TABLE t", SqlStatementKind.Lock, "t", "")]
    [InlineData("nonsense here", SqlStatementKind.Unknown, "", "")]
    public void A_statement_has_its_kind_targets_and_reads(string sql, SqlStatementKind kind, string targets, string reads)
    {
        var statement = Assert.Single(SqlReader.Read(sql).Statements);
        Assert.Equal(kind, statement.Kind);
        Assert.Equal(targets, string.Join(',', statement.Targets));
        Assert.Equal(reads, string.Join(',', statement.Reads));
    }

    [Theory]
    [InlineData("DROP TABLE t", SqlObjectType.Table)]
    [InlineData("DROP MATERIALIZED VIEW v", SqlObjectType.View)]
    [InlineData("DROP DATABASE d", SqlObjectType.Database)]
    [InlineData("DROP SCHEMA s", SqlObjectType.Schema)]
    [InlineData("DROP USER u", SqlObjectType.User)]
    [InlineData("DROP INDEX i", SqlObjectType.Index)]
    [InlineData("DROP EXTENSION e", SqlObjectType.Extension)]
    [InlineData("DROP EVENT TRIGGER e", SqlObjectType.Trigger)]
    [InlineData("DROP USER MAPPING FOR u SERVER s", SqlObjectType.Server)]
    [InlineData("DROP OWNED BY u", SqlObjectType.Owned)]
    public void A_drop_says_what_it_drops(string sql, SqlObjectType type) => Assert.Equal(type,
        Assert.Single(SqlReader.Read(sql).Statements).ObjectType);

    [Theory]
    [InlineData("postgres", SqlDialect.Postgres)]
    [InlineData("PostgreSQL", SqlDialect.Postgres)]
    [InlineData("pg", SqlDialect.Postgres)]
    [InlineData("mariadb", SqlDialect.MySql)]
    [InlineData("sqlite", SqlDialect.Sqlite)]
    [InlineData("mssql", SqlDialect.TSql)]
    [InlineData("sqlserver", SqlDialect.TSql)]
    [InlineData("oracle", SqlDialect.Oracle)]
    [InlineData("whatever", SqlDialect.Unknown)]
    [InlineData(null, SqlDialect.Unknown)]
    public void A_dialect_is_known_by_its_names(string? name, SqlDialect dialect) => Assert.Equal(dialect, SqlDialects.Parse(name));

    [Fact]
    public void A_span_names_the_statement()
    {
        const string Sql = "SELECT 1;  DELETE FROM users WHERE id = 1 ; SELECT 2";
        Assert.Equal(["SELECT 1", "DELETE FROM users WHERE id = 1", "SELECT 2"], SqlReader.Read(Sql).Statements.Select(s => s.Span.Of(Sql)));
    }

    [Fact]
    public void Text_that_is_run_has_the_place_where_it_stands()
    {
        const string Sql = "SELECT 1; EXEC('DROP TABLE users')";
        var finding = Assert.Single(SqlAssessor.Effects(SqlReader.Read(Sql, SqlDialect.TSql)).Findings, f => f.Id == "sql.drop-table");
        Assert.Contains("DROP TABLE users", finding.Span.Of(Sql) + finding.Evidence + Sql[finding.Span.Start..], StringComparison.Ordinal);
        Assert.True(finding.Span.Start >= 10);
    }

    [Fact]
    public void Statements_nested_too_deep_are_a_problem()
    {
        var sql = string.Concat(Enumerable.Repeat("PREPARE p AS ", 300)) + "DELETE FROM users";
        var script = SqlReader.Read(sql, SqlDialect.Postgres);
        Assert.Contains(script.Problems, p => p.Kind == SqlProblemKind.TooDeep);
        Assert.Contains(SqlAssessor.Effects(script).Findings, f => f.Id == "sql.unreadable");
    }

    [Fact]
    public void Too_long_a_text_is_a_problem()
    {
        var script = SqlReader.Read("SELECT 1; " + new string(' ', SqlReader.LongestText));
        Assert.False(script.IsComplete);
        Assert.Contains(script.Problems, p => p.Kind == SqlProblemKind.TooLong);
    }

    [Theory]
    [InlineData("SELECT * FROM t", EffectKind.ReadDatabase, "t")]
    [InlineData("INSERT INTO t VALUES (1)", EffectKind.ChangeDatabase, "t")]
    [InlineData("UPDATE t SET a = 1 WHERE id = 1", EffectKind.ChangeDatabase, "t")]
    [InlineData("DELETE FROM t WHERE id = 1", EffectKind.ChangeDatabase, "t")]
    [InlineData("DELETE FROM t", EffectKind.DestroyDatabase, "t")]
    [InlineData("DROP TABLE t", EffectKind.DestroyDatabase, "t")]
    [InlineData("CREATE TABLE t (a int)", EffectKind.ChangeDatabase, "t")]
    [InlineData("COPY t FROM PROGRAM 'id'", EffectKind.Execute, "id")]
    [InlineData("COPY t TO '/tmp/x'", EffectKind.Write, "/tmp/x")]
    [InlineData("SELECT pg_read_file('/etc/passwd')", EffectKind.Read, "/etc/passwd")]
    [InlineData("SELECT * FROM pg_shadow", EffectKind.ReadSecret, "pg_shadow")]
    [InlineData("KILL 5", EffectKind.StopProcess, "5")]
    [InlineData("\\! rm x", EffectKind.Execute, "rm x")]
    [InlineData("COMMIT", EffectKind.ReadDatabase, "")]
    public void A_statement_has_its_effect(string sql, EffectKind kind, string target) =>
        Assert.Contains(SqlAssessor.Effects(SqlReader.Read(sql)).Effects, e => e.Kind == kind && e.Target.Text == target);

    [Theory]
    [InlineData("DELETE FROM t", Risk.Critical)]
    [InlineData("DELETE FROM t LIMIT 10", Risk.High)]
    [InlineData("DELETE a FROM a JOIN b ON a.id = b.id", Risk.High)]
    [InlineData("DELETE a FROM a JOIN b ON 1 = 1", Risk.Critical)]
    [InlineData("DROP DATABASE d", Risk.Critical)]
    [InlineData("DROP TABLE t", Risk.High)]
    [InlineData("ALTER TABLE t ADD c int", Risk.Medium)]
    [InlineData("ALTER TABLE t DROP COLUMN c", Risk.High)]
    [InlineData("CREATE TEMP TABLE t (a int); DROP TABLE t", Risk.Low)]
    [InlineData("SELECT pg_sleep(1)", Risk.Medium)]
    [InlineData("SELECT pg_sleep(3600)", Risk.High)]
    [InlineData("SELECT 1; SELECT 2", Risk.Low)]
    public void The_worst_finding_has_its_severity(string sql, Risk severity) =>
        Assert.Equal(severity, SqlAssessor.Effects(SqlReader.Read(sql)).Findings.Max(f => f.Severity));

    [Fact]
    public void A_caller_that_reads_shell_code_and_includes_itself_gets_no_findings_for_them()
    {
        var script = SqlReader.Read("\\! ls\n\\i a.sql\n", SqlDialect.Postgres);
        Assert.Equal(["ls"], script.ShellCode.Select(s => s.Code));
        Assert.Equal(["a.sql"], script.Includes.Select(s => s.Path));
        Assert.Empty(SqlAssessor.Effects(script, new SqlContext { ReadsShellCode = true, ReadsIncludes = true }).Findings);
    }

    [Fact]
    public void Files_of_the_client_are_resolved_by_the_caller()
    {
        var context = new SqlContext { ResolvePath = path => new Target(TargetKind.Path, "/home/dev/app/" + path, TargetScope.Project) };
        var effects = SqlAssessor.Effects(SqlReader.Read("\\copy t to 'a.csv'", SqlDialect.Postgres), context).Effects;
        Assert.Contains(effects, e => e.Kind == EffectKind.Write && e.Target is { Text: "/home/dev/app/a.csv", Scope: TargetScope.Project });
    }
}
