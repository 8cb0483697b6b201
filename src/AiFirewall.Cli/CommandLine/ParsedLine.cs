using System.Buffers;

namespace AiFirewall.Cli.CommandLine;

/// <summary>The words after a verb, told apart into options and operands.</summary>
internal sealed class ParsedLine
{
    private static readonly SearchValues<char> TextCharacters = SearchValues.Create(" \t\n;|&");

    private readonly List<KeyValuePair<string, string>> _values = [];

    private ParsedLine()
    {
    }

    /// <summary>The words that are no options.</summary>
    public List<string> Operands { get; } = [];

    /// <summary>What is wrong, one sentence without a full stop; null for nothing.</summary>
    public string? Problem { get; private set; }

    /// <summary>A remark that does not stop the verb; null for none.</summary>
    public string? Remark { get; private set; }

    /// <summary>Whether an option was given.</summary>
    public bool Has(string option) => ValueOf(option) is not null;

    /// <summary>The value of an option, empty for a switch; null when it was not given. The last one counts.</summary>
    public string? ValueOf(string option)
    {
        string? value = null;
        foreach (var given in _values)
        {
            if (given.Key == option) value = given.Value;
        }
        return value;
    }

    /// <summary>Every value of an option, in their order.</summary>
    public IEnumerable<string> ValuesOf(string option)
    {
        foreach (var given in _values)
        {
            if (given.Key == option) yield return given.Value;
        }
    }

    /// <summary>Tells the words from <paramref name="start"/> on apart.</summary>
    /// <param name="verb">The verb's name, for messages.</param>
    /// <param name="words">All words.</param>
    /// <param name="start">The first word after the verb.</param>
    /// <param name="options">The verb's options; <c>--help</c> is always one.</param>
    /// <param name="style">Where options may stand.</param>
    public static ParsedLine Read(string verb, string[] words, int start, IReadOnlyList<Option> options, OperandStyle style)
    {
        var line = new ParsedLine();
        for (var i = start; i < words.Length && line.Problem is null; i++)
        {
            var word = words[i];
            if (word == "--")
            {
                line.Operands.AddRange(words.AsSpan(i + 1));
                break;
            }
            if (word.Length > 1 && word[0] == '-')
            {
                i = line.TakeOption(verb, words, i, options);
                continue;
            }
            if (style == OperandStyle.Command && !IsWholeText(word))
            {
                line.TakeCommand(words.AsSpan(i), options);
                break;
            }
            if (style == OperandStyle.Command && line.Operands.Count > 0)
                line.Problem = $"'guard {verb}' takes one command text or the words of one command, not both";
            line.Operands.Add(word);
        }
        return line;
    }

    // Nobody calls a program "rm -rf build": a word with blanks in it is a command text, and what follows can only be options.
    private static bool IsWholeText(string word) => word.AsSpan().ContainsAny(TextCharacters);

    private void TakeCommand(ReadOnlySpan<string> words, IReadOnlyList<Option> options)
    {
        if (Operands.Count > 0) Problem = "give one command text or the words of one command, not both";
        foreach (var word in words)
        {
            foreach (var option in options)
            {
                if (option.Is(word)) Remark ??= $"'{word}' after the command is part of the command; options of guard stand before it";
            }
            Operands.Add(word);
        }
    }

    private int TakeOption(string verb, string[] words, int at, IReadOnlyList<Option> options)
    {
        var word = words[at];
        var equals = word.StartsWith("--", StringComparison.Ordinal) ? word.IndexOf('=', StringComparison.Ordinal) : -1;
        var name = equals < 0 ? word : word[..equals];
        if (name is "--help" or "-h")
        {
            _values.Add(new("--help", ""));
            return at;
        }
        foreach (var option in options)
        {
            if (!option.Is(name)) continue;
            if (option.Value is null)
            {
                if (equals >= 0) Problem = $"option '{name}' takes no value";
                _values.Add(new(option.Name, ""));
                return at;
            }
            if (equals >= 0)
            {
                _values.Add(new(option.Name, word[(equals + 1)..]));
                return at;
            }
            if (at + 1 >= words.Length)
            {
                Problem = $"option '{name}' needs a value: {name} {option.Value}";
                return at;
            }
            _values.Add(new(option.Name, words[at + 1]));
            return at + 1;
        }
        Problem = $"unknown option '{name}' for 'guard {verb}'{Suggestion.For(name, NamesOf(options))}; see 'guard {verb} --help'";
        return at;
    }

    private static IEnumerable<string> NamesOf(IReadOnlyList<Option> options)
    {
        foreach (var option in options) yield return option.Name;
        yield return "--help";
    }
}
