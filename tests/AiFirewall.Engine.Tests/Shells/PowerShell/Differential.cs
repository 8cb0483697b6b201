using System.Management.Automation.Language;
using AiFirewall.Shells.PowerShell;

namespace AiFirewall.Tests.Shells.PowerShell;

/// <summary>Compares our reading of a text with that of PowerShell's own parser.</summary>
internal static class Differential
{
    /// <summary>What the two read differently; null when nothing, or when they cannot be compared.</summary>
    /// <param name="text">The text.</param>
    /// <param name="isCompared">Whether the two were compared.</param>
    public static string? Compare(string text, out bool isCompared)
    {
        isCompared = false;
        if (SyntaxCorpus.ActsWhenParsed(text)) return null;
        var script = PowerShellParser.Parse(text);
        // A bound of ours is no difference in reading; it is said, and the text refused.
        if (script.Errors.Any(error => error.Kind is AiFirewall.Shells.PowerShell.Syntax.PowerShellErrorKind.TooDeep or AiFirewall.Shells.PowerShell.Syntax.PowerShellErrorKind.TooLarge)) return null;
        var oracle = OracleFacts.Of(text);
        if (oracle.IsAccepted is not { } isAccepted) return null;
        isCompared = true;
        if (isAccepted != script.IsComplete) return $"PowerShell: {string.Join("; ", oracle.Errors.Take(3))} | ours: {string.Join("; ", script.Errors.Take(3))}";
        if (!isAccepted) return null;
        var ours = TreeFacts.Of(script);
        if (oracle.Facts.SequenceEqual(ours)) return null;
        return $"only PowerShell: {Some(oracle.Facts, ours)} | only ours: {Some(ours, oracle.Facts)}";
    }

    /// <summary>A text in pieces: its statements, function bodies and script blocks, and some cut off in the middle.</summary>
    public static IEnumerable<string> PiecesOf(string text)
    {
        var tree = Parser.ParseInput(text, out _, out _);
        foreach (var node in tree.FindAll(node => node is StatementAst or ScriptBlockExpressionAst or FunctionDefinitionAst, searchNestedScriptBlocks: true))
        {
            var extent = node.Extent;
            if (extent.EndOffset - extent.StartOffset is < 12 or > 20_000) continue;
            yield return extent.Text;
            if (extent.Text.Length > 40) yield return extent.Text[..(int)((uint)extent.StartOffset * 7919 % (uint)extent.Text.Length)];
        }
    }

    private static string Some(IReadOnlyList<string> facts, IReadOnlyList<string> others)
    {
        var rest = others.GroupBy(fact => fact, StringComparer.Ordinal).ToDictionary(group => group.Key, group => group.Count(), StringComparer.Ordinal);
        List<string> left = [];
        foreach (var fact in facts)
        {
            if (rest.GetValueOrDefault(fact) > 0) rest[fact]--;
            else left.Add(fact.Length > 120 ? fact[..120] : fact);
        }

        return string.Join(", ", left.Take(4));
    }
}
