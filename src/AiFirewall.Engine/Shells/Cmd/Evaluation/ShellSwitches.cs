using System.Buffers;
using AiFirewall.Shells.Cmd.Parsing;
using AiFirewall.Shells.Cmd.Syntax;

namespace AiFirewall.Shells.Cmd.Evaluation;

/// <summary>The command line of cmd.exe itself: its switches, and the rules for quotes around the command (<c>cmd /?</c>).</summary>
/// <param name="Command">The command behind <c>/c</c>, <c>/k</c> or <c>/r</c>; null when there is none.</param>
/// <param name="IsDelayed"><c>/v:on</c>; null when it is not said.</param>
internal sealed record ShellSwitches(CmdText? Command, bool? IsDelayed)
{
    private static readonly SearchValues<char> Special = SearchValues.Create("\"&<>()@^|");

    /// <summary>Reads what stands behind the name.</summary>
    public static ShellSwitches Read(CmdText tail)
    {
        bool? isDelayed = null;
        var strips = false;
        var text = tail.Text;
        for (var i = 0; i < text.Length;)
        {
            if (CmdCharacters.IsSeparator(text[i]) || text[i] == '"')
            {
                i++;
                continue;
            }

            if (text[i] != '/' && !(text[i] == '-' && i + 1 < text.Length)) break;
            var letter = i + 1 < text.Length ? char.ToLowerInvariant(text[i + 1]) : '\0';
            if (letter is 'c' or 'k' or 'r') return new ShellSwitches(Unquote(tail.Slice(i + 2, tail.Length), strips), isDelayed);
            var end = i + 1;
            while (end < text.Length && !CmdCharacters.IsSeparator(text[end]) && text[end] != '/') end++;
            if (letter == 's') strips = true;
            if (letter == 'v') isDelayed = !text.AsSpan(i, end - i).EndsWith("off", StringComparison.OrdinalIgnoreCase);
            i = end;
        }

        return new ShellSwitches(null, isDelayed);
    }

    /// <summary>
    /// Quotes stay when there are two of them, nothing special is between them and they hold the name of a program; otherwise the first and the last
    /// one go.
    /// </summary>
    private static CmdText Unquote(CmdText command, bool strips)
    {
        command = command.Trim();
        var text = command.Text;
        if (text.Length == 0 || text[0] != '"') return command;
        var last = text.LastIndexOf('"');
        if (last == 0) return command.Slice(1, command.Length);
        var inner = text.AsSpan(1, last - 1);
        if (!strips && !inner.ContainsAny(Special) && IsProgram(inner)) return command;
        var result = new CmdTextBuilder();
        result.Append(command.Slice(1, last));
        result.Append(command.Slice(last + 1, command.Length));
        return result.ToText();
    }

    private static bool IsProgram(ReadOnlySpan<char> text)
    {
        if (!text.Contains(' ')) return true;
        foreach (var extension in (ReadOnlySpan<string>)[".exe", ".bat", ".cmd", ".com"])
        {
            if (text.EndsWith(extension, StringComparison.OrdinalIgnoreCase) && text.IndexOf(" /", StringComparison.Ordinal) < 0 && text.Contains('\\')) return true;
        }

        return false;
    }
}
