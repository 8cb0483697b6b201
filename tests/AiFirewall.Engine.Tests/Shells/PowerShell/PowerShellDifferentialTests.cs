using System.Collections.Concurrent;
using System.Reflection;
using System.Text;
using CsCheck;
using Xunit.Abstractions;

namespace AiFirewall.Tests.Shells.PowerShell;

/// <summary>
/// Our reading and PowerShell's own, over whole scripts, their pieces, and code put together at random. More scripts can be given by hand: the
/// variable <c>AIFIREWALL_POWERSHELL_SCRIPTS</c> names directories, and <c>AIFIREWALL_POWERSHELL_REPORT</c> a file for what differs.
/// </summary>
public sealed class PowerShellDifferentialTests(ITestOutputHelper output)
{
    private static readonly string Root = typeof(PowerShellDifferentialTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(entry => entry.Key == "RepoRoot").Value!;

    [Fact]
    public void Scripts_here_and_elsewhere_and_their_pieces_are_read_as_PowerShell_reads_them()
    {
        var elsewhere = (Environment.GetEnvironmentVariable("AIFIREWALL_POWERSHELL_SCRIPTS") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        var scripts = ((string[])["profiles", "module", "tests/Pester"]).Select(folder => Path.Combine(Root, folder)).Concat(elsewhere)
            .Where(Directory.Exists).SelectMany(ScriptsUnder).Append(Path.Combine(Root, "build.ps1"));
        var tally = new Tally();
        Parallel.ForEach(scripts, path =>
        {
            var text = File.ReadAllText(path);
            tally.Take(text, path, isWhole: true);
            if (!SyntaxCorpus.ActsWhenParsed(text)) foreach (var piece in Differential.PiecesOf(text)) tally.Take(piece, path, isWhole: false);
        });

        output.WriteLine(tally.ToString());
        if (Environment.GetEnvironmentVariable("AIFIREWALL_POWERSHELL_REPORT") is { } report) File.WriteAllText(report, tally + "\n" + string.Join("\n", tally.Differences));
        Assert.True(tally.Compared > 50, tally.ToString());
        Assert.Empty(tally.Differences);
    }

    [Fact]
    public void Twenty_thousand_generated_texts_are_read_as_PowerShell_reads_them()
    {
        var tally = new Tally();
        // A fixed seed: the same texts in every run, beside the changing ones of the parser's own tests.
        Gen.Int.Array[15].Sample(numbers => tally.Take(SyntaxCorpus.Compose(numbers), "generated", isWhole: false), iter: 22_000, threads: 2, seed: "0N0XIzNsQ0O2");
        Assert.True(tally.Compared > 10_000, tally.ToString());
        Assert.Empty(tally.Differences);
    }

    private static IEnumerable<string> ScriptsUnder(string folder) =>
        Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            .Where(path => Path.GetExtension(path).ToUpperInvariant() is ".PS1" or ".PSM1" or ".PSD1" && new FileInfo(path).Length < 2_000_000);

    /// <summary>Counts what was compared, each text once.</summary>
    private sealed class Tally
    {
        private readonly ConcurrentDictionary<string, bool> _seen = new(StringComparer.Ordinal);
        private int _scripts;
        private int _pieces;
        private int _notCompared;

        public ConcurrentQueue<string> Differences { get; } = new();

        public int Compared => _scripts + _pieces;

        public void Take(string text, string path, bool isWhole)
        {
            if (!_seen.TryAdd(text, true)) return;
            var difference = Differential.Compare(text, out var isCompared);
            if (!isCompared) Interlocked.Increment(ref _notCompared);
            else if (isWhole) Interlocked.Increment(ref _scripts);
            else Interlocked.Increment(ref _pieces);
            if (difference is not null) Differences.Enqueue($"{path}: {difference}\n    {Shown(text)}");
        }

        public override string ToString() => $"{_scripts} scripts and {_pieces} pieces compared, {_notCompared} not, {Differences.Count} differ";

        private static string Shown(string text) => new StringBuilder(text.Length > 300 ? text[..300] : text).Replace("\n", "\\n").ToString();
    }
}
