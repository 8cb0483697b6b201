using AiFirewall.Cmdlets.Tests.Hosting;

namespace AiFirewall.Cmdlets.Tests;

public sealed class TestGuardSqlTests : IDisposable
{
    private readonly Session _session = new();
    private readonly string _folder = Directory.CreateTempSubdirectory("guard-sql").FullName;

    public void Dispose()
    {
        _session.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public void Text_is_read_as_SQL_of_the_dialect()
    {
        var ran = _session.Run("'SELECT 1', '/*!50000 DROP DATABASE prod */' | Test-GuardSql -Dialect mysql | ForEach-Object { \"$($_.Verdict)|$($_.Action.Type)|$($_.Action.Dialect)\" }").Clean();
        Assert.Equal(["Allow|sql|mysql", "Block|sql|mysql"], ran.Lines);
    }

    [Fact]
    public void Quiet_answers_yes_or_no_for_every_input()
    {
        var ran = _session.Run("'SELECT 1', 'DELETE FROM users', '{\"type\":' | Test-GuardSql -Quiet");
        Assert.Equal([true, false], ran.Output.Select(o => o.BaseObject).Take(2));
        Assert.Equal([false], _session.Run("{ Get-Date } | Test-GuardSql -Quiet").Output.Select(o => o.BaseObject));
    }

    [Fact]
    public void Files_come_by_name_by_pattern_and_down_the_pipeline()
    {
        File.WriteAllText(Path.Combine(_folder, "a.sql"), "SELECT 1;\nDROP TABLE users;\n");
        File.WriteAllText(Path.Combine(_folder, "b.sql"), "SELECT 'é'", System.Text.Encoding.Unicode);
        const string Show = " | ForEach-Object { \"$($_.Verdict)\" }";
        Assert.Equal(["RequireApproval", "Allow"], _session.Run($"Test-GuardSql -Path '{_folder}/*.sql'{Show}").Clean().Lines);
        Assert.Equal(["RequireApproval"], _session.Run($"Test-GuardSql -LiteralPath '{_folder}/a.sql'{Show}").Clean().Lines);
        Assert.Equal(["RequireApproval"], _session.Run($"[IO.FileInfo]'{_folder}/a.sql' | Test-GuardSql{Show}").Clean().Lines);
    }

    [Fact]
    public void A_file_that_cannot_be_read_is_an_error_and_no_yes()
    {
        File.WriteAllBytes(Path.Combine(_folder, "broken.sql"), [0x53, 0xFF, 0xFE, 0xC0]);
        foreach (var path in (string[])["missing.sql", "broken.sql"])
        {
            var ran = _session.Run($"Test-GuardSql -LiteralPath '{_folder}/{path}' -Quiet");
            Assert.Equal([false], ran.Output.Select(o => o.BaseObject));
            Assert.StartsWith("AiFirewall.FileUnreadable,", Assert.Single(ran.Errors).FullyQualifiedErrorId, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Other_actions_are_no_SQL()
    {
        var ran = _session.Run("New-GuardAction 'ls' -Shell Bash | Test-GuardSql");
        Assert.Empty(ran.Output);
        Assert.StartsWith("AiFirewall.ActionInvalid,", Assert.Single(ran.Errors).FullyQualifiedErrorId, StringComparison.Ordinal);
    }
}
