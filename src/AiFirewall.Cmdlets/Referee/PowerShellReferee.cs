using System.Collections.Concurrent;
using System.Management.Automation.Language;
using AiFirewall.Actions;
using AiFirewall.Effects;
using AiFirewall.Interpretation;
using AiFirewall.Shells.PowerShell;
using AiFirewall.Shells.PowerShell.Syntax;

namespace AiFirewall.Cmdlets.Referee;

/// <summary>
/// Lets PowerShell's own parser read what the engine has read: a command, member call or script block that only PowerShell sees is a finding.
/// </summary>
/// <remarks>
/// PowerShell's parser acts while it parses: it loads modules, assemblies and DSC resources that a text names. It gets a text only when our
/// reader found nothing of that in it (<see cref="ParseTimeActions"/>), and never while the session has keywords that code of its own was
/// added to (<see cref="DynamicKeyword"/>).
/// </remarks>
internal sealed class PowerShellReferee : IReferee
{
    private const int MaxRemembered = 512;
    private const int MaxRememberedLength = 16_384;

    // Loops judge the same line again and again.
    private readonly ConcurrentDictionary<string, IReadOnlyList<Finding>> _remembered = new(StringComparer.Ordinal);

    /// <summary>The one of this process.</summary>
    public static PowerShellReferee Instance { get; } = new();

    /// <inheritdoc/>
    public IReadOnlyList<Finding> Check(GuardAction action) =>
        action is ShellAction { Shell: ShellDialect.PowerShell } shell ? Check(shell.Command) : [];

    /// <summary>What PowerShell sees in a text that our reader does not.</summary>
    /// <param name="text">A command line or script.</param>
    /// <returns>A finding for each; empty when there is none, or when PowerShell must not read it or would not run it.</returns>
    public IReadOnlyList<Finding> Check(string text)
    {
        if (_remembered.TryGetValue(text, out var known)) return known;
        var findings = Compare(text);
        if (text.Length > MaxRememberedLength || DynamicKeyword.GetKeyword().Count > 0) return findings;
        if (_remembered.Count >= MaxRemembered) _remembered.Clear();
        return _remembered[text] = findings;
    }

    private static List<Finding> Compare(string text)
    {
        // The engine reads holes as holes; to PowerShell they are characters.
        var script = PowerShellParser.Parse(text);
        if (ParseTimeActions.In(script) is not null || DynamicKeyword.GetKeyword().Count > 0) return [];
        var tree = Parser.ParseInput(text, out _, out var errors);
        // What PowerShell does not accept does not run.
        return errors.Length > 0 ? [] : Unseen(script, tree);
    }

    /// <summary>The parts of the host's tree that our reading has no counterpart of.</summary>
    private static List<Finding> Unseen(PowerShellScript script, ScriptBlockAst tree)
    {
        var ours = ReadParts.OfTheReader(script);
        List<Finding> unseen = [];
        foreach (var part in ReadParts.OfTheHost(tree))
        {
            if (!ours.Remove(part.Key)) unseen.Add(RefereeFindings.Unseen(part.Name, part.Span));
        }

        return unseen;
    }
}
