using System.Text;
using AiFirewall.Effects;

namespace AiFirewall.Shells.PowerShell;

/// <summary>What <c>pwsh</c> or <c>powershell</c> was started for.</summary>
internal enum PowerShellStart : byte
{
    /// <summary>To be typed into.</summary>
    Interactive,
    /// <summary><c>-Command</c>: the text is run.</summary>
    Command,
    /// <summary><c>-EncodedCommand</c>: the decoded text is run.</summary>
    EncodedCommand,
    /// <summary><c>-File</c>: a script is run.</summary>
    File,
    /// <summary>The text comes through standard input (<c>-Command -</c>, <c>-File -</c>).</summary>
    StandardInput,
    /// <summary>It only tells its version or its usage.</summary>
    Version,
}

/// <summary>The arguments of PowerShell's own executables (about_Pwsh, about_PowerShell_exe).</summary>
/// <param name="Start">What it is started for.</param>
/// <param name="Code">The text that is run, or the path of the script; unknown as far as the arguments are.</param>
/// <param name="Arguments">What is passed to the script or command.</param>
internal sealed record PowerShellCommandLine(PowerShellStart Start, Value Code, IReadOnlyList<Value> Arguments)
{
    private sealed record Option(string Name, int ShortestLength, bool TakesValue, string? Short = null);

    // In the order and with the shortest lengths of PowerShell (CommandLineParameterParser.cs); the first match counts.
    private static readonly Option[] Options =
    [
        new("version", 1, false), new("help", 1, false), new("?", 1, false), new("login", 1, false), new("noexit", 3, false),
        new("noprofile", 3, false), new("nologo", 3, false), new("noninteractive", 4, false), new("socketservermode", 2, false),
        new("v2socketservermode", 4, false), new("servermode", 1, false), new("namedpipeservermode", 3, false), new("sshservermode", 4, false),
        new("noprofileloadtime", 17, false), new("interactive", 1, false), new("configurationfile", 17, true),
        new("configurationname", 6, true), new("custompipename", 3, true), new("commandwithargs", 15, true, "cwa"), new("command", 1, true),
        new("windowstyle", 1, true), new("file", 1, true), new("isswait", 7, false), new("outputformat", 1, true, "of"),
        new("inputformat", 3, true, "if"), new("executionpolicy", 2, true, "ep"), new("encodedcommand", 1, true, "ec"),
        new("encodedarguments", 8, true, "ea"), new("settingsfile", 8, true), new("sta", 3, false), new("mta", 3, false),
        new("workingdirectory", 2, true, "wd"), new("removeworkingdirectorytrailingcharacter", 39, false), new("psconsolefile", 1, true),
        new("token", 2, true), new("utctimestamp", 3, true),
    ];

    /// <summary>The options given, by their full names, with their values.</summary>
    public IReadOnlyList<KeyValuePair<string, Value>> Given { get; init; } = [];

    /// <summary><c>-NoProfile</c></summary>
    public bool HasNoProfile => Has("noprofile");

    /// <summary>Whether an option was given, by its full name in lower case.</summary>
    public bool Has(string name) => Given.Any(option => option.Key == name);

    /// <summary>Reads the arguments of <c>pwsh</c> or <c>powershell</c>.</summary>
    /// <param name="arguments">The arguments, without the program.</param>
    /// <param name="isWindowsPowerShell">It is <c>powershell.exe</c>, where text without an option is a command, not a file.</param>
    public static PowerShellCommandLine Parse(IReadOnlyList<Argument> arguments, bool isWindowsPowerShell)
    {
        List<KeyValuePair<string, Value>> given = [];
        var words = Words(arguments);
        for (var i = 0; i < words.Count; i++)
        {
            var word = words[i];
            if (Unresolved.In(word.Text) && word.Text[0] == Unresolved.Hole) return Finish(PowerShellStart.Command, Rest(words, i), []);
            if (Match(word.Text) is not { } option)
            {
                if (word.Text == "-") return Finish(PowerShellStart.StandardInput, Value.Unknown, []);
                return isWindowsPowerShell || word.Text.StartsWith('-')
                    ? Finish(PowerShellStart.Command, Rest(words, i), [])
                    : Finish(PowerShellStart.File, word, [.. words.Skip(i + 1)]);
            }

            var value = option.TakesValue && i + 1 < words.Count ? words[i + 1] : Value.Empty;
            given.Add(new(option.Name, value));
            switch (option.Name)
            {
                case "help" or "?" or "version" when option.Name != "version" || !isWindowsPowerShell:
                    return Finish(PowerShellStart.Version, Value.Empty, []);
                case "version": i++; continue; // powershell.exe -Version 2 …
                case "command" or "file" when value.Text == "-": return Finish(PowerShellStart.StandardInput, Value.Unknown, []);
                case "command": return Finish(PowerShellStart.Command, Rest(words, i + 1), []);
                case "commandwithargs": return Finish(PowerShellStart.Command, value, [.. words.Skip(i + 2)]);
                case "encodedcommand": return Finish(PowerShellStart.EncodedCommand, Decode(value), [.. words.Skip(i + 2)]);
                case "file": return Finish(PowerShellStart.File, value, [.. words.Skip(i + 2)]);
            }

            if (option.TakesValue) i++;
        }

        return Finish(PowerShellStart.Interactive, Value.Empty, []);

        PowerShellCommandLine Finish(PowerShellStart start, Value code, IReadOnlyList<Value> rest) => new(start, code, rest) { Given = given };
    }

    /// <summary>The text of an <c>-EncodedCommand</c>: base64 of UTF-16.</summary>
    public static Value Decode(Value encoded)
    {
        if (!encoded.IsResolved) return new Value(Unresolved.Anything, encoded.Origins | Origins.Decoded, encoded.Source);
        var buffer = new byte[(encoded.Text.Length / 4 * 3) + 3];
        return Convert.TryFromBase64String(encoded.Text, buffer, out var length)
            ? new Value(Unresolved.Clean(Encoding.Unicode.GetString(buffer, 0, length)), encoded.Origins | Origins.Decoded, encoded.Source)
            : new Value(Unresolved.Anything, encoded.Origins | Origins.Decoded, encoded.Source);
    }

    // A reader of PowerShell splits -Name:value; to the executable it is all text.
    private static List<Value> Words(IReadOnlyList<Argument> arguments)
    {
        List<Value> words = [];
        foreach (var argument in arguments)
        {
            if (argument.Parameter is not { } name)
            {
                words.Add(argument.Value);
                continue;
            }

            words.Add(argument.HasAttachedValue ? Value.Concat(new Value($"-{name}:"), argument.Value) : new Value("-" + name));
        }

        return words;
    }

    private static Option? Match(string word)
    {
        var dashes = word.StartsWith("--", StringComparison.Ordinal) ? 2 : 1;
        if (word.Length <= dashes || !(Parsing.Characters.IsDash(word[0]) || word[0] == '/')) return null;
        var name = word[dashes..].TrimEnd(':');
        return Array.Find(Options, option =>
            name.Equals(option.Short, StringComparison.OrdinalIgnoreCase)
            || (name.Length >= option.ShortestLength && option.Name.StartsWith(name, StringComparison.OrdinalIgnoreCase)));
    }

    private static Value Rest(List<Value> words, int start)
    {
        var text = Value.Empty;
        for (var i = start; i < words.Count; i++)
        {
            if (i > start) text = Value.Concat(text, new Value(" "));
            text = i == start ? words[i] : Value.Concat(text, words[i]);
        }

        return text;
    }
}
