using AiFirewall.Audit;
using CsCheck;

namespace AiFirewall.Tests.Audit;

public sealed class AuditReaderTests
{
    [Fact]
    public void A_log_that_does_not_exist_is_empty() =>
        Assert.Empty(AuditReader.Read(Path.Combine(Path.GetTempPath(), Guid.NewGuid().ToString("N"))));

    [Fact]
    public void Keys_that_are_not_known_are_passed_over_and_missing_ones_are_null()
    {
        var entry = AuditReader.Parse(7, """{"decision":"ALLOW","prev":"abc","executed":"yes","exit_code":1.5,"findings":["a.b",1]}""");

        Assert.True(entry.IsRecord);
        Assert.Equal(7, entry.Line);
        Assert.Equal("ALLOW", entry.Decision);
        Assert.Null(entry.Time);
        Assert.Null(entry.Executed);
        Assert.Null(entry.ExitCode);
        Assert.Equal(["a.b"], entry.Findings);
    }

    [Theory]
    [InlineData("\"2026-01-02T03:04:05.678900Z\"")]
    [InlineData("\"2026-01-02T03:04:05.678900+00:00\"")]
    [InlineData("\"2026-01-02T04:04:05.678900+01:00\"")]
    [InlineData("\"2026-01-02T03:04:05.678900\"")]
    [InlineData("1767323045.6789")]
    public void Times_are_read_in_every_form_that_logs_have(string ts) =>
        Assert.Equal(
            new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero).AddMicroseconds(678_900),
            AuditReader.Parse(1, $"{{\"ts\":{ts}}}").Time!.Value, TimeSpan.FromMicroseconds(10));

    [Theory]
    [InlineData("[]")]
    [InlineData("1")]
    [InlineData("{")]
    [InlineData("not json")]
    [InlineData("{\"rendered\":\"\\ud83d\"}")]
    public void A_line_that_is_no_record_is_told_apart(string line)
    {
        var entry = AuditReader.Parse(1, line);

        Assert.False(entry.IsRecord);
        Assert.Equal(line, entry.Text);
    }

    [Fact]
    public void Whatever_a_line_holds_reading_never_throws() =>
        Gen.OneOf(Gen.String, Gen.String.Select(text => $"{{\"ts\":\"{text}\",\"impact\":{{}}}}")).Sample(line => AuditReader.Parse(1, line) is not null);
}
