using System.Collections;
using System.Management.Automation.Language;
using AiFirewall.Cmdlets.Tests.Hosting;
using AiFirewall.Cmdlets.Tests.RealSession;

namespace AiFirewall.Cmdlets.Tests.Interception;

/// <summary>A way to run something, from tests/corpus/interception/forms.psd1.</summary>
/// <param name="Does">The script, its places not filled in.</param>
/// <param name="Misses">
/// Who is known to let it through: <c>command</c> for the command gate alone, <c>profile</c> for all gates that a profile arms, <c>all</c> for those
/// of the start-up hook too; empty for nobody.
/// </param>
/// <param name="Needs">What it needs of the host: <c>unix</c>, <c>pwsh</c>, <c>ThreadJob</c>; empty for nothing.</param>
internal sealed record Form(string Does, string Misses, string Needs)
{
    private static readonly Hashtable s_all = Read();
    private static readonly Lazy<bool> s_hasThreadJob = new(() => Pwsh.Run("-NoProfile", "-NonInteractive", "-Command", "exit [int]-not (Get-Command Start-ThreadJob -ErrorAction Ignore)").ExitCode == 0);

    public static IReadOnlyList<Form> Attacks { get; } = Section("Attacks");

    public static IReadOnlyList<Form> OneLiners { get; } = Section("OneLiners");

    public static IReadOnlyList<Form> Benign { get; } = Section("Benign");

    /// <summary>Whether the bare engine on this machine can run it.</summary>
    public bool RunsHere => Needs is not ("pwsh" or "ThreadJob") && RunsOnThisSystem;

    /// <summary>Whether a pwsh on this machine can run it.</summary>
    public bool RunsOnThisSystem => Needs switch { "unix" => !OperatingSystem.IsWindows(), "ThreadJob" => s_hasThreadJob.Value, _ => true };

    /// <summary>Whether it is known to run in a guarded pwsh.</summary>
    public bool RunsThrough(Guarding guarding) => Misses == "all" || (Misses == "profile" && guarding == Guarding.Profile);

    private static List<Form> Section(string name) =>
        [.. ((object[])s_all[name]!).Cast<Hashtable>().Select(form => new Form((string)form["Does"]!, (string?)form["Misses"] ?? "", (string?)form["Needs"] ?? ""))];

    private static Hashtable Read()
    {
        var script = Parser.ParseFile(Path.Combine(Staged.RepoRoot, "tests", "corpus", "interception", "forms.psd1"), out _, out var errors);
        Assert.Empty(errors);
        return (Hashtable)script.Find(ast => ast is HashtableAst, searchNestedScriptBlocks: false).SafeGetValue();
    }
}
