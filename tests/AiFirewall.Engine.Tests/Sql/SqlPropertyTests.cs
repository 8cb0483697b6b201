using System.Text;
using AiFirewall.Sql;
using CsCheck;

namespace AiFirewall.Tests.Sql;

public sealed class SqlPropertyTests
{
    private static readonly SqlDialect[] Dialects = Enum.GetValues<SqlDialect>();

    private static readonly string[] Pieces =
    [
        "SELECT", "DELETE", "FROM", "users", "WHERE", "id", "=", "1", "(", ")", ",", ";", "'", "\"", "`", "[", "]", "/*", "*/", "/*!50000", "--",
            "-- ",
        "#", "$$", "$a$", "\\", "\\!", "\n", " ", "'a'", "E'", "N'x'", "q'[", "DROP TABLE", "UPDATE", "SET", "INSERT INTO", "VALUES", "BEGIN", "END",
        "CASE", "WHEN", "THEN", "ELSE", "IF", "LOOP", "EXEC", "EXECUTE", "IMMEDIATE", "PREPARE", "DO", "CREATE", "FUNCTION", "PROCEDURE", "TRIGGER",
        "AS", "WITH", "x", "MERGE", "USING", "ON", "MATCHED", "GO", "DELIMITER //", "//", "COPY", "PROGRAM", "stdin", "\\.", ".shell", ":r",
            "!!", "@x",
        ":=", "||", "+", "-", "!", "~", "::", "OR", "AND", "NOT", "IN", "EXISTS", "LIKE", "BETWEEN", "IS", "NULL", "LIMIT", "UNION", "EXPLAIN",
            "ANALYZE",
        "DECLARE", "GRANT", "TO", "f(", "pg_sleep(", "0x41", "1e5", "\u00A0", "\uFFFE", "\0", "é", "U&\"", "sp_executesql", "CONCAT(", "FOR",
            "RETURN",
    ];

    private static readonly string[] Statements =
    [
        "DELETE FROM users WHERE id = 1", "DELETE FROM users", "UPDATE users SET a = 1 , b = 'x' WHERE id = 1 OR 1 = 1",
        "SELECT a , b FROM t JOIN u ON t . id = u . id WHERE x IN ( 1 , 2 ) ORDER BY a LIMIT 5", "DROP TABLE IF EXISTS users CASCADE",
        "INSERT INTO t ( a , b ) SELECT a , b FROM u WHERE c = 'x'", "WITH x AS ( DELETE FROM a WHERE b = 1 RETURNING * ) SELECT * FROM x",
        "GRANT SELECT ON t TO bob", "ALTER TABLE t DROP COLUMN c", "TRUNCATE TABLE a", "EXEC xp_cmdshell 'dir'", "COPY t FROM PROGRAM 'id'",
        "MERGE INTO t USING s ON t . id = s . id WHEN MATCHED THEN DELETE", "CREATE TABLE t ( a int , b text )", "EXPLAIN ANALYZE DELETE FROM users",
        "SELECT pg_read_file ( '/etc/passwd' )", "SELECT * FROM t WHERE a = ( SELECT max ( b ) FROM u )", "DROP DATABASE prod",
        "BEGIN ; DELETE FROM a ; COMMIT", "SET ROLE admin", "CREATE INDEX i ON t ( a )", "EXECUTE IMMEDIATE 'COMMIT'",
    ];

    [Fact]
    public void Reading_never_throws()
    {
        var gen = Gen.Select(Gen.Int[0, Pieces.Length - 1].Array[0, 40], Gen.Int[0, Dialects.Length - 1], Gen.Bool);
        gen.Sample((pieces, dialect, spaced) =>
        {
            var text = string.Join(spaced ? " " : "", pieces.Select(i => Pieces[i]));
            var script = SqlReader.Read(text, Dialects[dialect]);
            var assessment = SqlAssessor.Effects(script);
            Assert.All(assessment.Findings, f => Assert.InRange(f.Span.End, 0, text.Length));
            Assert.All(assessment.Effects, e => Assert.InRange(e.Span.End, 0, text.Length));
            MongoReader.Effects(text);
            RedisReader.Effects(text);
            SqlText.LooksLikeSql(text);
        }, iter: 20_000);
    }

    [Fact]
    public void Any_characters_can_be_read()
    {
        Gen.Select(Gen.String, Gen.Int[0, Dialects.Length - 1]).Sample((text, dialect) => SqlAssessor.Effects(SqlReader.Read(text,
            Dialects[dialect])), iter: 5_000);
    }

    [Fact]
    public void Comments_and_white_space_between_tokens_change_nothing()
    {
        string[] fillers = [" ", "\t", "\n", "\r\n", " /**/ ", "/* x */", "/* ; ' */", "  ", " -- x\n", "\n--\n", "/* DROP TABLE y */", "\f"];
        var gen = Gen.Select(Gen.Int[0, Statements.Length - 1], Gen.Int[0, fillers.Length - 1].Array[40], Gen.Int[0, Dialects.Length - 1]);
        gen.Sample((index, fill, dialect) =>
        {
            var words = Statements[index].Split(' ');
            var text = new StringBuilder();
            for (var i = 0; i < words.Length; i++) text.Append(words[i]).Append(fillers[fill[i % fill.Length]]);
            Assert.Equal(Reading(Statements[index], Dialects[dialect]), Reading(text.ToString(), Dialects[dialect]));
        }, iter: 5_000);
    }

    [Fact]
    public void The_case_of_keywords_changes_nothing()
    {
        var gen = Gen.Select(Gen.Int[0, Statements.Length - 1], Gen.Int[0, Dialects.Length - 1]);
        gen.Sample((index, dialect) =>
        {
            var expected = Reading(Statements[index], Dialects[dialect]).ToLowerInvariant();
            Assert.Equal(expected, Reading(Statements[index].ToLowerInvariant(), Dialects[dialect]).ToLowerInvariant());
            Assert.Equal(expected, Reading(Statements[index].ToUpperInvariant(), Dialects[dialect]).ToLowerInvariant());
        }, iter: 500);
    }

    [Fact]
    public void A_known_dialect_never_shows_more_than_the_unknown_one()
    {
        foreach (var test in SqlCorpus.Cases().Where(c => c.Dialect.Length > 0 && c.Group is "dangerous" or "evasion"))
        {
            var unknown = SqlAssessor.Effects(SqlReader.Read(test.Sql)).Findings.Select(f => f.Id).ToHashSet();

            // What follows from the words of one dialect alone may be another finding elsewhere, but never nothing.
            Assert.True(unknown.Count > 0 || test.Find.Length == 0, test.ToString());
        }
    }

    [Fact]
    public void The_same_text_gives_the_same_reading()
    {
        foreach (var test in SqlCorpus.Cases())
        {
            var dialect = SqlDialects.Parse(test.Dialect);
            Assert.Equal(Reading(test.Sql, dialect), Reading(test.Sql, dialect));
        }
    }

    internal static string Reading(string sql, SqlDialect dialect)
    {
        var script = SqlReader.Read(sql, dialect);
        var text = new StringBuilder();
        foreach (var statement in script.Statements) Show(statement, text);
        var assessment = SqlAssessor.Effects(script);
        foreach (var finding in assessment.Findings) text.Append(finding.Id).Append(':').Append(finding.Severity).Append(' ');
        foreach (var effect in assessment.Effects) text.Append(effect.Kind).Append('(').Append(effect.Target.Text).Append(") ");
        return text.ToString();
    }

    private static void Show(SqlStatement s, StringBuilder text)
    {
        text.Append(s.Kind).Append(' ').Append(s.ObjectType).Append(' ').AppendJoin(',', s.Targets).Append(" <- ").AppendJoin(',', s.Reads)
            .Append(' ').Append(s.Where).Append(s.HasLimit).Append(s.Run).AppendJoin(',', s.Reaches.Select(r =>
                $"{r.Kind} {r.Operand}")).Append(" {");
        foreach (var inner in s.Nested) Show(inner, text);
        text.Append("}\n");
    }
}

public sealed class SqlCostTests
{
    public static TheoryData<string, string, string> Patterns() => new()
    {
        { "", "(", "" },
        { "", "[", "" },
        { "", "$a", "" },
        { "", "$(", "" },
        { "", "/*", "" },
        { "", "/* ", "*/" },
        { "", "'", "" },
        { "", "'a'", "" },
        { "", "--x", "" },
        { "SELECT ", "'a'||", "'b'" },
        { "DELETE FROM t WHERE ", "a = 1 OR ", "1 = 1" },
        { "DELETE FROM t WHERE ", "(", "" },
        { "DELETE FROM t WHERE ", "NOT ", "a" },
        { "DELETE FROM t WHERE a = ", "!", "1" },
        { "DELETE FROM t WHERE a = ", "- ", "1" },
        { "DELETE FROM t WHERE a = ", "BINARY ", "1" },
        { "DELETE FROM t WHERE ", "CASE WHEN a THEN ", "1" },
        { "DELETE FROM t WHERE ", "coalesce(", "" },
        { "DELETE FROM t WHERE ", "EXISTS (SELECT ", "" },
        { "DELETE FROM t WHERE a IN (", "1, ", "2)" },
        { "SELECT ", "pg_sleep(", "" },
        { "SELECT * FROM ", "a, ", "b" },
        { "SELECT * FROM ", "(", "" },
        { "", "WITH x AS (", "" },
        { "", "(DELETE FROM a ", "" },
        { "", "SELECT 1;", "" },
        { "", "BEGIN ", "" },
        { "", "IF a THEN ", "" },
        { "", "EXPLAIN ", "" },
        { "", "CREATE FUNCTION f() AS BEGIN ", "" },
        { "", "x := 'a' || ", "" },
        { "", "SET @x += 'abc'; ", "" },
        { "", "EXEC(@x) ", "" },
        { "", "DECLARE @a int = 1 ", "" },
        { "", "GRANT SELECT ", "" },
        { "", "MERGE INTO t USING s ON a = b WHEN MATCHED THEN DELETE ", "" },
        { "", "\\! a\n", "" },
        { "\\set v x\n", "SELECT :v; ", "" },
        { "", "GO\n", "" },
        { "", "q'[", "" },
        { "", "DO $$ ", "" },
        { "", "COPY t FROM stdin;\n", "" },
        { "DELIMITER //\n", "SELECT 1 // ", "" },
        { "", "SELECT 1 DROP TABLE a ", "" },
        { "", "\\", "" },
    };

    [Theory]
    [MemberData(nameof(Patterns))]
    public void Steps_grow_with_the_length_of_the_text(string head, string piece, string tail)
    {
        foreach (var dialect in Enum.GetValues<SqlDialect>())
        {
            var few = Steps(head, piece, tail, 500, dialect);
            var many = Steps(head, piece, tail, 4000, dialect);
            Assert.True(many <= (few * 8 * 1.5) + 4000, $"{dialect}: {few} steps for 500, {many} for 4000");
        }
    }

    private static long Steps(string head, string piece, string tail, int count, SqlDialect dialect)
    {
        var text = new StringBuilder(head);
        for (var i = 0; i < count; i++) text.Append(piece);
        return SqlReader.Read(text.Append(tail).ToString(), dialect).Steps;
    }
}
