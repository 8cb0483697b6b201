using System.Globalization;
using System.Text.Json;

namespace AiFirewall.Tests.Fuzzing;

/// <summary>
/// Texts that nobody wrote, for as long as <c>AIFIREWALL_FUZZ_SECONDS</c> says in all (by itself 40 in CI and 5 elsewhere). The same texts in
/// every run, so that a failure is a fault and no bad luck. For longer runs with other texts: <c>bench/AiFirewall.Benchmarks -- fuzz</c>.
/// </summary>
public sealed class FuzzTests
{
    private const int Seed = 20260105;

    private static readonly double Seconds =
        double.TryParse(Environment.GetEnvironmentVariable("AIFIREWALL_FUZZ_SECONDS"), NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds) ? seconds
        : Environment.GetEnvironmentVariable("CI") == "true" ? 40 : 5;

    [Theory]
    [InlineData("Bash")]
    [InlineData("PowerShell")]
    [InlineData("Cmd")]
    [InlineData("Sql")]
    public void Any_text_gets_an_answer(string language) =>
        NoneOf(NewFuzzer().Run(Enum.Parse<FuzzLanguage>(language), checksWrapping: false, from: 0, TimeSpan.FromSeconds(Seconds / 5)));

    [Fact]
    public void Texts_in_texts_are_what_they_are() =>
        NoneOf(NewFuzzer().Run(FuzzLanguage.Bash, checksWrapping: true, from: 1_000_000, TimeSpan.FromSeconds(Seconds / 5)));

    /// <summary>What people wrote, in everything that runs or holds it.</summary>
    [Fact]
    public void Cases_of_the_corpus_are_what_they_are_in_other_texts() => NoneOf(NewFuzzer().RunSeeds(FuzzLanguage.Bash, checksWrapping: true));

    [Fact]
    public void The_text_with_a_number_is_the_same_every_time()
    {
        var (one, other) = (NewFuzzer(), NewFuzzer());
        Assert.All(Enumerable.Range(0, 200), i => Assert.Equal(one.Draw((FuzzLanguage)(i % 4), i), other.Draw((FuzzLanguage)(i % 4), i)));
    }

    [Fact]
    public void Shrinking_keeps_what_fails_and_nothing_else() =>
        Assert.Equal("<<>", Shrinker.Shrink("some text < with the three < characters > that it takes", text => text.Count(c => c == '<') > 1 && text.Contains('>', StringComparison.Ordinal)));

    private static Fuzzer NewFuzzer() => new(TestWorld.Guard, TestWorld.Observation, TestWorld.RepositoryRoot, Seed);

    private static void NoneOf(IEnumerable<FuzzFailure> failures)
    {
        var found = failures.Take(20).Select(f => $"{f.Fault.Property}: {f.Fault.Message}\n    {f.Case.Language} {f.Case.Dialect} (text {f.Index}): {JsonSerializer.Serialize(f.Case.Text)}").ToList();
        Assert.True(found.Count == 0, $"{found.Count} faults:\n" + string.Join('\n', found));
    }
}
