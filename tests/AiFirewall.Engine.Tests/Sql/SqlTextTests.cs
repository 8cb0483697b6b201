using AiFirewall.Sql;

namespace AiFirewall.Tests.Sql;

public sealed class SqlTextTests
{
    [Theory]
    [InlineData("DROP TABLE users;")]
    [InlineData("drop table if exists users cascade")]
    [InlineData("DROP DATABASE prod")]
    [InlineData("DELETE FROM users")]
    [InlineData("delete from users where id = 1;")]
    [InlineData("UPDATE users SET admin = true")]
    [InlineData("SELECT * FROM users")]
    [InlineData("SELECT version();")]
    [InlineData("SELECT 1;")]
    [InlineData("-- clean up\nDELETE FROM users;")]
    [InlineData("INSERT INTO t (a) VALUES (1)")]
    [InlineData("TRUNCATE TABLE users")]
    [InlineData("ALTER TABLE users ADD COLUMN x int")]
    [InlineData("CREATE TABLE t (a int)")]
    [InlineData("GRANT ALL ON t TO bob")]
    [InlineData("WITH x AS (SELECT 1) DELETE FROM users")]
    [InlineData("MERGE INTO t USING s ON a = b WHEN MATCHED THEN DELETE")]
    [InlineData("/* x */ DROP TABLE users")]
    public void Statements_look_like_sql(string text) => Assert.True(SqlText.LooksLikeSql(text));

    [Theory]
    [InlineData("ls -la")]
    [InlineData("select x in a b c; do echo $x; done")]
    [InlineData("truncate -s 0 file.log")]
    [InlineData("update")]
    [InlineData("update-alternatives --set editor /usr/bin/vim")]
    [InlineData("drop table")]
    [InlineData("delete file.txt")]
    [InlineData("create react-app my-app")]
    [InlineData("alter ego")]
    [InlineData("psql -c 'DROP TABLE users'")]
    [InlineData("echo DELETE FROM users")]
    [InlineData("with open('a') as f")]
    [InlineData("copy a b")]
    [InlineData("copy a.txt to b.txt")]
    [InlineData("set x=1")]
    [InlineData("grant")]
    [InlineData("insert coin")]
    [InlineData("explain")]
    [InlineData("use strict")]
    [InlineData("")]
    [InlineData("select")]
    [InlineData("drop the table from the list")]
    public void Commands_do_not(string text) => Assert.False(SqlText.LooksLikeSql(text));
}
