using AiFirewall.Sql;

namespace AiFirewall.Tests.Sql;

public sealed class SqlPiecesTests
{
    [Theory]
    [InlineData(SqlDialect.Postgres, "SELECT 1; SELECT 2", "SELECT 1¦SELECT 2")]
    [InlineData(SqlDialect.Postgres, ";;SELECT ';';;-- a; b\n", "SELECT ';'")]
    [InlineData(SqlDialect.Postgres, "SELECT $$;$$; SELECT 'a''; b'", "SELECT $$;$$¦SELECT 'a''; b'")]
    [InlineData(SqlDialect.Postgres, "/* a; */ DELETE FROM t -- b;\n WHERE c = 1; SELECT 2", "/* a; */ DELETE FROM t -- b;\n WHERE c = 1¦SELECT 2")]
    [InlineData(SqlDialect.Postgres, "DO $$ BEGIN DELETE FROM t; END $$; SELECT 1", "DO $$ BEGIN DELETE FROM t; END $$¦SELECT 1")]
    [InlineData(SqlDialect.MySql, "/*!50000 DROP TABLE t */; SELECT 1", "/*!50000 DROP TABLE t */¦SELECT 1")]
    [InlineData(SqlDialect.MySql, "CREATE TRIGGER t AFTER INSERT ON a FOR EACH ROW BEGIN DELETE FROM b; SET @x = 1; END; SELECT 1", "CREATE TRIGGER t AFTER INSERT ON a FOR EACH ROW BEGIN DELETE FROM b; SET @x = 1; END¦SELECT 1")]
    [InlineData(SqlDialect.Sqlite, "CREATE TRIGGER t AFTER DELETE ON a BEGIN DELETE FROM b; SELECT CASE WHEN 1 THEN 2 END; END; SELECT 1", "CREATE TRIGGER t AFTER DELETE ON a BEGIN DELETE FROM b; SELECT CASE WHEN 1 THEN 2 END; END¦SELECT 1")]
    [InlineData(SqlDialect.Sqlite, "SELECT 1", "SELECT 1")]
    public void A_text_is_cut_where_its_statements_end(SqlDialect dialect, string sql, string pieces) =>
        Assert.Equal(pieces.Split('¦'), SqlPieces.Of(sql, SqlReader.Read(sql, dialect)).Select(p => p.Text));
}
