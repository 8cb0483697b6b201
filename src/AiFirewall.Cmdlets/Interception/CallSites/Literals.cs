using System.Collections;
using System.Diagnostics;
using System.Globalization;
using System.Management.Automation;

namespace AiFirewall.Cmdlets.Interception.CallSites;

/// <summary>Writes values as literals of a language, so that the engine reads from a text what a command would get.</summary>
internal static class Literals
{
    /// <summary>Stands in a PowerShell text for a value that is not known. The engine knows no such variable.</summary>
    public const string UnknownPowerShell = "$AiFirewallUnknownValue";

    /// <summary>Stands in a Bash text for a value that is not known.</summary>
    public const string UnknownBash = "\"$AIFIREWALL_UNKNOWN_VALUE\"";

    private const string FileSystemPrefix = "FileSystem::";
    private const string LongFileSystemPrefix = @"Microsoft.PowerShell.Core\FileSystem::";

    /// <summary>A text in single quotes.</summary>
    public static string Quote(string text) => $"'{text.Replace("'", "''", StringComparison.Ordinal).Replace("\u2018", "\u2018\u2018", StringComparison.Ordinal).Replace("\u2019", "\u2019\u2019", StringComparison.Ordinal)}'";

    /// <summary>A text in single quotes of Bash.</summary>
    public static string QuoteBash(string text) => $"'{text.Replace("'", @"'\''", StringComparison.Ordinal)}'";

    /// <summary>A path without the provider's name in front: rules know plain paths.</summary>
    public static string WithoutProvider(string text) =>
        text.StartsWith(LongFileSystemPrefix, StringComparison.OrdinalIgnoreCase) ? text[LongFileSystemPrefix.Length..]
        : text.StartsWith(FileSystemPrefix, StringComparison.OrdinalIgnoreCase) ? text[FileSystemPrefix.Length..]
        : text;

    /// <summary>A value as PowerShell writes it.</summary>
    /// <returns>Whether it can be written; objects of other kinds can not.</returns>
    public static bool TryPowerShell(object? value, out string literal)
    {
        literal = Of(LiveValues.Bare(value)) ?? "";
        return literal.Length > 0;
    }

    /// <summary>A value as PowerShell writes it, or the mark of an unknown one.</summary>
    public static string PowerShellOrUnknown(object? value) => TryPowerShell(value, out var literal) ? literal : UnknownPowerShell;

    private static string? Of(object? value) => value switch
    {
        null => "$null",
        string text => Quote(WithoutProvider(text)),
        bool truth => truth ? "$true" : "$false",
        SwitchParameter given => given.IsPresent ? "$true" : "$false",
        FileSystemInfo file => Quote(file.FullName),
        PathInfo path => Quote(WithoutProvider(path.ProviderPath)),
        Process process => IdOf(process),
        ScriptBlock block => $"{{{block}}}",
        BlockText block => block.Text,
        CommandInfo command => Quote(command.Name),
        char or Enum or Guid or Uri or Version => Quote(value.ToString()!),
        IDictionary table => Table(table),
        byte[] => null,
        IList list => List(list),
        sbyte or byte or short or ushort or int or uint or long or ulong or decimal or double or float => ((IFormattable)value).ToString(null, CultureInfo.InvariantCulture),
        _ => null,
    };

    private static string? IdOf(Process process)
    {
        try
        {
            return process.Id.ToString(CultureInfo.InvariantCulture);
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    private static string? List(IList list)
    {
        var literals = new List<string>(list.Count);
        foreach (var element in list)
        {
            if (Of(LiveValues.Bare(element)) is not { } literal) return null;
            literals.Add(literal);
        }
        return literals.Count == 0 ? "@()" : $"@({string.Join(", ", literals)})";
    }

    private static string? Table(IDictionary table)
    {
        var pairs = new List<string>(table.Count);
        foreach (DictionaryEntry pair in table)
        {
            if (Of(LiveValues.Bare(pair.Value)) is not { } literal) return null;
            pairs.Add($"{Quote(pair.Key.ToString() ?? "")} = {literal}");
        }
        return $"@{{{string.Join("; ", pairs)}}}";
    }
}
