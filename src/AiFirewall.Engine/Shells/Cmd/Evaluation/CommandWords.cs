using System.Buffers;
using System.Text;
using AiFirewall.Effects;
using AiFirewall.Shells.Cmd.Parsing;
using AiFirewall.Shells.Cmd.Syntax;

namespace AiFirewall.Shells.Cmd.Evaluation;

/// <summary>Splits a command into its name and its arguments: cmd.exe does it in one way for what is built in, programs in another.</summary>
internal static class CommandWords
{
    private static readonly SearchValues<char> NameEnds = SearchValues.Create("+/[](.\\:");

    private static readonly HashSet<string> Internal = new(StringComparer.OrdinalIgnoreCase)
    {
        "assoc", "break", "call", "cd", "chdir", "cls", "color", "copy", "date", "del", "dir", "dpath", "echo", "endlocal", "erase", "exit", "ftype", "goto", "keys", "md", "mkdir",
        "mklink", "move", "path", "pause", "popd", "prompt", "pushd", "rd", "ren", "rename", "rmdir", "set", "setlocal", "shift", "start", "time", "title", "type", "ver", "verify", "vol",
    };

    /// <summary>Whether cmd.exe has a command built in.</summary>
    public static bool IsInternal(string name) => Internal.Contains(name);

    /// <summary>The name, without quotes, and the text behind it.</summary>
    public static (CmdText Name, CmdText Tail) SplitName(CmdText text)
    {
        var start = 0;
        while (start < text.Length && (CmdCharacters.IsSeparator(text[start].Char) || text[start].Char == '@')) start++;
        var end = start;
        var isQuoted = false;
        for (; end < text.Length && (isQuoted || !CmdCharacters.IsSeparator(text[end].Char)); end++)
        {
            if (text[end].Char == '"') isQuoted = !isQuoted;
        }

        if (start < end && text[start].Char != '"') end = EndOfGluedName(text.Text, start, end);
        var name = WithoutQuotes(text.Slice(start, end));

        // "del x" in quotes is the name of a program that is not there; whoever wrote it went through one more shell than meant.
        if (start < end && text[start].Char == '"' && name.Text.IndexOf(' ', StringComparison.Ordinal) is > 0 and var blank && IsInternal(name.Text[..blank]))
            return (name.Slice(0, blank), Joined(name.Slice(blank, name.Length), text.Slice(end, text.Length)));
        return (name, text.Slice(end, text.Length));
    }

    private static CmdText Joined(CmdText left, CmdText right)
    {
        var output = new CmdTextBuilder();
        output.Append(left);
        output.Append(right);
        return output.ToText();
    }

    /// <summary>The arguments of a command, split as the command itself does it.</summary>
    public static List<Argument> Split(string name, CmdText tail) =>
        !IsInternal(name) || name.Equals("assoc", StringComparison.OrdinalIgnoreCase) || name.Equals("ftype", StringComparison.OrdinalIgnoreCase) ? ForProgram(tail) : ForInternal(tail);

    /// <summary>Where the name ends in <c>del/s/q</c>, <c>cd..</c>, <c>echo.x</c>, <c>ipconfig/all</c>.</summary>
    private static int EndOfGluedName(string text, int start, int end)
    {
        var at = text.AsSpan(start, end - start).IndexOfAny(NameEnds);
        if (at <= 0) return end;
        var rest = text.AsSpan(start + at, end - start - at);
        if (IsInternal(text[start..(start + at)]) && !IsExecutableExtension(rest)) return start + at;

        // For programs only a slash ends the name, and a path may hold slashes: what follows has to look like switches.
        var slash = text.AsSpan(start, end - start).IndexOf('/');
        return slash > 0 && IsSwitches(text.AsSpan(start + slash, end - start - slash)) && !text.AsSpan(start, slash).ContainsAny('\\', ':') ? start + slash : end;
    }

    private static bool IsExecutableExtension(ReadOnlySpan<char> rest) =>
        rest.Equals(".exe", StringComparison.OrdinalIgnoreCase) || rest.Equals(".com", StringComparison.OrdinalIgnoreCase)
        || rest.Equals(".bat", StringComparison.OrdinalIgnoreCase) || rest.Equals(".cmd", StringComparison.OrdinalIgnoreCase);

    private static bool IsSwitches(ReadOnlySpan<char> text)
    {
        foreach (var c in text)
        {
            if (!char.IsAsciiLetterOrDigit(c) && c is not ('/' or '?' or ':' or '-')) return false;
        }

        return text.Length > 1;
    }

    /// <summary>Takes all quotes out: they vanish before a program is looked for, wherever they stand.</summary>
    public static CmdText WithoutQuotes(CmdText text)
    {
        if (!text.Text.Contains('"', StringComparison.Ordinal)) return text;
        var output = new CmdTextBuilder();
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i].Char != '"') output.Append(text[i]);
        }

        return output.ToText();
    }

    /// <summary>Arguments as cmd.exe splits them for what is built in: at blanks, commas, semicolons and equals signs; switches may be glued.</summary>
    public static List<Argument> ForInternal(CmdText tail, bool splitsSwitches = true)
    {
        var arguments = new List<Argument>();
        for (var i = 0; i < tail.Length;)
        {
            if (CmdCharacters.IsSeparator(tail[i].Char))
            {
                i++;
                continue;
            }

            var start = i;
            var isQuoted = false;
            for (; i < tail.Length && (isQuoted || !CmdCharacters.IsSeparator(tail[i].Char)); i++)
            {
                if (tail[i].Char == '"') isQuoted = !isQuoted;
            }

            var word = tail.Slice(start, i);
            if (splitsSwitches) AddSplit(word, arguments);
            else arguments.Add(ToArgument(word));
        }

        return arguments;
    }

    /// <summary><c>/s/q</c> is two switches, <c>x/s</c> a name and a switch; <c>/d:x</c> and a path with slashes stay whole.</summary>
    private static void AddSplit(CmdText word, List<Argument> arguments)
    {
        var text = word.Text;
        var slash = text.IndexOf('/', StringComparison.Ordinal);
        if (slash < 0 || text[0] == '"' || !AreSwitches(text.AsSpan(slash)))
        {
            arguments.Add(ToArgument(word));
            return;
        }

        if (slash > 0) arguments.Add(ToArgument(word.Slice(0, slash)));
        while (slash < text.Length)
        {
            var next = text.IndexOf('/', slash + 1);
            if (next < 0) next = text.Length;
            arguments.Add(ToArgument(word.Slice(slash, next)));
            slash = next;
        }
    }

    /// <summary>Each slash is followed by one letter or <c>?</c>, perhaps with a colon and a value.</summary>
    private static bool AreSwitches(ReadOnlySpan<char> text)
    {
        for (var i = 0; i < text.Length;)
        {
            if (i + 1 >= text.Length || !(char.IsAsciiLetter(text[i + 1]) || text[i + 1] == '?')) return false;
            var next = text[(i + 1)..].IndexOf('/');
            var end = next < 0 ? text.Length : i + 1 + next;
            if (end - i > 2 && text[i + 2] != ':' && !char.IsAsciiLetter(text[i + 2])) return false;
            if (end - i > 4 && text[i + 2] != ':') return false;
            i = end;
        }

        return true;
    }

    private static Argument ToArgument(CmdText word) => new(Unquoted(word, WithoutQuotes(word).Text), word.Span);

    private static Value Unquoted(CmdText word, string text) => word.ValueOf(text) with
    {
        IsQuoted = word.Text.Contains('"', StringComparison.Ordinal),
        IsGlob = text.AsSpan().ContainsAny('*', '?'),
        MaySplit = Unresolved.In(text) && !word.Text.Contains('"', StringComparison.Ordinal),
    };

    /// <summary>
    /// Arguments as the run-time library of programs splits them: at blanks outside of quotes; <c>\"</c> and <c>""</c> inside quotes are quotes.
    /// </summary>
    /// <remarks>https://learn.microsoft.com/cpp/c-language/parsing-c-command-line-arguments</remarks>
    public static List<Argument> ForProgram(CmdText tail)
    {
        var arguments = new List<Argument>();
        for (var i = 0; i < tail.Length;)
        {
            if (CmdCharacters.IsBlank(tail[i].Char))
            {
                i++;
                continue;
            }

            var start = i;
            var text = ProgramWord(tail, ref i);
            arguments.Add(new Argument(Unquoted(tail.Slice(start, i), text), tail.Slice(start, i).Span));
        }

        return arguments;
    }

    private static string ProgramWord(CmdText tail, ref int i)
    {
        var text = new StringBuilder();
        var isQuoted = false;
        while (i < tail.Length && (isQuoted || !CmdCharacters.IsBlank(tail[i].Char)))
        {
            var backslashes = 0;
            while (i < tail.Length && tail[i].Char == '\\')
            {
                backslashes++;
                i++;
            }

            var isQuote = i < tail.Length && tail[i].Char == '"';
            text.Append('\\', isQuote ? backslashes / 2 : backslashes);
            if (!isQuote)
            {
                if (backslashes > 0) continue;
                text.Append(tail[i++].Char);
            }
            else if (backslashes % 2 == 1)
            {
                text.Append('"');
                i++;
            }
            else if (isQuoted && i + 1 < tail.Length && tail[i + 1].Char == '"')
            {
                text.Append('"');
                i += 2;
            }
            else
            {
                isQuoted = !isQuoted;
                i++;
            }
        }

        return text.ToString();
    }
}
