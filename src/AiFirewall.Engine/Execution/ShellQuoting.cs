using System.Buffers;
using System.Text;
using AiFirewall.Actions;

namespace AiFirewall.Execution;

/// <summary>Writes words in a shell's syntax so that the shell reads back exactly these words.</summary>
public static class ShellQuoting
{
    // Plain in each of the three shells, wherever the word stands: no ~ = { } * ? [ ] # ! and no comma, which PowerShell reads as a list.
    private static readonly SearchValues<char> Plain =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_+:./-");

    /// <summary>A command of <paramref name="words"/>: the first is the program.</summary>
    public static string Join(IReadOnlyList<string> words, ShellDialect dialect)
    {
        var text = new StringBuilder();
        for (var i = 0; i < words.Count; i++)
        {
            if (i > 0) text.Append(' ');
            var quoted = Quote(words[i], dialect, isCommand: i == 0);
            // PowerShell takes a quoted text in front for a value to print, unless the call operator says otherwise.
            if (i == 0 && dialect == ShellDialect.PowerShell && quoted != words[0]) text.Append("& ");
            text.Append(quoted);
        }
        return text.ToString();
    }

    private static string Quote(string word, ShellDialect dialect, bool isCommand)
    {
        if (word.Length > 0 && !word.AsSpan().ContainsAnyExcept(Plain) && !(isCommand && IsKeyword(word)) && !(dialect == ShellDialect.PowerShell && IsNumberOrParameter(word)))
            return word;
        return dialect switch
        {
            ShellDialect.PowerShell => "'" + DoublePowerShellQuotes(word) + "'",
            // cmd.exe has no quoting that stops %VAR%; the reader sees the same text that cmd would.
            ShellDialect.Cmd => "\"" + word.Replace("\"", "\"\"", StringComparison.Ordinal) + "\"",
            _ => "'" + word.Replace("'", "'\\''", StringComparison.Ordinal) + "'",
        };
    }

    // POSIX XCU 2.4 reserved words, and bash's own.
    private static bool IsKeyword(string word) => word
        is "if" or "then" or "else" or "elif" or "fi" or "do" or "done" or "case" or "esac" or "while" or "until" or "for" or "in"
        or "function" or "select" or "time" or "coproc"
        // PowerShell's statements
        or "foreach" or "switch" or "return" or "throw" or "exit" or "trap" or "try" or "data" or "class" or "enum" or "param" or "begin" or "process" or "end";

    // 1kb and -eq mean something else to PowerShell than the text they are; -Name: takes the next word.
    private static bool IsNumberOrParameter(string word) => char.IsAsciiDigit(word[0]) || word[0] is '.' or '+' || (word[0] == '-' && word.Contains(':', StringComparison.Ordinal));

    // PowerShell ends a single-quoted text at any of these five.
    private static string DoublePowerShellQuotes(string word)
    {
        var text = new StringBuilder(word.Length + 2);
        foreach (var c in word)
        {
            if (c is '\'' or '\u2018' or '\u2019' or '\u201A' or '\u201B') text.Append(c);
            text.Append(c);
        }
        return text.ToString();
    }
}
