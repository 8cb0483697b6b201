using AiFirewall.Shells.PowerShell.Parsing;
using AiFirewall.Shells.PowerShell.Syntax;

namespace AiFirewall.Shells.PowerShell;

/// <summary>
/// Reads PowerShell text (7, and 5.1 where it differs only in what it lacks) into a syntax tree. Never throws; linear in the length
/// of the text; never loads a module, assembly or type, as PowerShell's own parser can.
/// </summary>
public static class PowerShellParser
{
    /// <summary>The deepest nesting that is read.</summary>
    public const int MaxDepth = 200;

    /// <summary>The most nodes that are read.</summary>
    public const int MaxNodes = 200_000;

    /// <summary>Reads <paramref name="text"/>.</summary>
    /// <param name="text">A command line or script.</param>
    /// <returns>The tree, with errors for what could not be read.</returns>
    public static PowerShellScript Parse(string text) => new Parser(text).ParseScript();
}
