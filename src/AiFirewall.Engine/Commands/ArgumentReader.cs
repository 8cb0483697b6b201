using AiFirewall.Commands.Catalog;
using AiFirewall.Effects;
using AiFirewall.Shells;

namespace AiFirewall.Commands;

/// <summary>Sorts arguments into subcommands, options and operands, the way the command itself would.</summary>
internal sealed class ArgumentReader
{
    private readonly ParsedArguments _parsed = new();
    private readonly IReadOnlyList<Argument> _arguments;
    private readonly List<IReadOnlyList<OptionSpec>> _specs = [];
    private ArgumentStyle _style = ArgumentStyle.Gnu;
    private readonly HashSet<int> _taken = [];
    private int _next;
    private bool _optionsEnded;

    private ArgumentReader(IReadOnlyList<Argument> arguments, CommandEntry entry)
    {
        _arguments = arguments;
        Enter(entry);
    }

    /// <summary>Reads the arguments of an invocation of <paramref name="entry"/>.</summary>
    public static ParsedArguments Read(IReadOnlyList<Argument> arguments, CommandEntry entry)
    {
        var reader = new ArgumentReader(arguments, entry);
        reader.ReadAll();
        return reader._parsed;
    }

    private void ReadAll()
    {
        while (_next < _arguments.Count)
        {
            if (_taken.Remove(_next))
            {
                _next++;
                continue;
            }

            var argument = _arguments[_next++];
            if (argument.Parameter is not null && _style != ArgumentStyle.PowerShell) argument = AsPlainText(argument);
            if (!_optionsEnded && ReadOption(argument)) continue;
            ReadOperand(argument);
        }

        if (_style == ArgumentStyle.PowerShell) BindPositions();
        if (_style == ArgumentStyle.None && _parsed.Operands is [{ Value.Text: "--help" or "--version" } only])
            _parsed.Options.Add(new OptionUse(null, only.Value.Text, null, only.Span));
        _parsed.AsksForHelp = _parsed.Options.Exists(o => o.Value is null && (o.IsNamed("--help") || o.IsNamed("--version")))
            || (_parsed.Operands.Count == 0 && _parsed.Options.Count == 1 && _parsed.Options[0] is { Spec: null, Name: "-h" or "-V" or "-help" or "-version" or "-?" or "/?" });
    }

    private void Enter(CommandEntry entry)
    {
        if (entry.Style != ArgumentStyle.Inherited) _style = entry.Style;
        _parsed.Chain.Add(entry);
        if (entry.Options.Count > 0) _specs.Add(entry.Options);
    }

    /// <summary>A native command called from PowerShell gets <c>-name</c> and <c>-name:value</c> as texts.</summary>
    public static Argument AsPlainText(Argument argument) => argument.Parameter is null ? argument : new(
        new Value("-" + argument.Parameter + (argument.HasAttachedValue ? ":" + argument.Value.Text : "")) { IsQuoted = argument.Value.IsQuoted }, argument.Span);

    private void ReadOperand(Argument argument)
    {
        if (_parsed.Operands.Count == 0 && _parsed.Entry.Subcommands.Count > 0 && EnterSubcommand(argument)) return;
        if (_style == ArgumentStyle.Posix) _optionsEnded = true;
        _parsed.Operands.Add(argument);
    }

    /// <summary>The longest name that matches wins; patterns come after exact names.</summary>
    private bool EnterSubcommand(Argument argument)
    {
        var word = argument.Value.Text;
        CommandEntry? best = null;
        var bestWords = 0;
        var isPattern = false;
        foreach (var candidate in _parsed.Entry.Subcommands)
        {
            foreach (var name in candidate.Names)
            {
                var words = 1;
                var matches = name.Equals(word, StringComparison.OrdinalIgnoreCase);
                if (!matches && name.IndexOf(' ', StringComparison.Ordinal) is > 0 and var space && name.AsSpan(0, space).Equals(word, StringComparison.OrdinalIgnoreCase))
                    matches = MatchesFollowing(name.AsSpan(space + 1), out words);
                var glob = false;
                if (!matches && best is null && name.Contains('*', StringComparison.Ordinal)) matches = glob = Glob.Matches(name, word, ignoreCase: true);
                if (!matches || words < bestWords || (glob && best is not null) || (words == bestWords && best is not null && !isPattern)) continue;
                (best, bestWords, isPattern) = (candidate, words, glob);
            }
        }

        if (best is null) return false;
        // The further words of its name are no operands, even where options stand between them.
        var at = _next;
        for (var i = 1; i < bestWords; i++)
        {
            at = NextWord(at);
            _taken.Add(at++);
        }

        Enter(best);
        return true;
    }

    private bool MatchesFollowing(ReadOnlySpan<char> rest, out int words)
    {
        words = 1;
        var at = _next;
        foreach (var range in rest.Split(' '))
        {
            at = NextWord(at);
            if (at >= _arguments.Count || !Glob.Matches(rest[range], _arguments[at].Value.Text, ignoreCase: true)) return false;
            at++;
            words++;
        }

        return true;
    }

    /// <summary>The next argument that is neither an option nor the value of one.</summary>
    private int NextWord(int at)
    {
        while (at < _arguments.Count && _arguments[at].Parameter is null && _arguments[at].Value.Text is { Length: > 1 } text && text[0] == '-')
            at += Find(text, StringComparison.Ordinal) is { Value: OptionValue.Required } && !text.Contains('=', StringComparison.Ordinal) ? 2 : 1;
        return at;
    }

    private bool ReadOption(Argument argument) => _style switch
    {
        ArgumentStyle.None => false,
        ArgumentStyle.KeyValue => ReadKeyValue(argument) || ReadLong(argument, "--"),
        ArgumentStyle.Windows => ReadWindows(argument) || ReadLong(argument, "--"),
        ArgumentStyle.PowerShell => ReadParameter(argument),
        ArgumentStyle.SingleDash => ReadSeparator(argument) || ReadLong(argument, "--") || ReadLong(argument, "-"),
        _ => ReadSeparator(argument) || ReadLong(argument, "--") || ReadCluster(argument),
    };

    private bool ReadSeparator(Argument argument)
    {
        if (argument.Value.Text != "--") return false;
        _optionsEnded = true;
        return true;
    }

    private bool ReadKeyValue(Argument argument)
    {
        var text = argument.Value.Text;
        var equals = text.IndexOf('=', StringComparison.Ordinal);
        if (equals <= 0 || Find(text[..equals], StringComparison.Ordinal) is not { } spec) return false;
        Add(spec, text[..equals], argument.Value with { Text = text[(equals + 1)..] }, argument);
        return true;
    }

    /// <summary><c>--name</c>, <c>--name=value</c>, <c>--name value</c>; unique prefixes count.</summary>
    private bool ReadLong(Argument argument, string dashes)
    {
        var text = argument.Value.Text;
        if (!text.StartsWith(dashes, StringComparison.Ordinal) || text.Length == dashes.Length || text[dashes.Length] == Unresolved.Hole) return false;
        if (dashes.Length == 1 && text.Length > 1 && char.IsAsciiDigit(text[1])) return false;
        var equals = text.IndexOf('=', dashes.Length);
        var name = equals < 0 ? text : text[..equals];
        var spec = Find(name, StringComparison.Ordinal) ?? (dashes.Length == 2 ? FindPrefix(name) : Find("-" + name, StringComparison.Ordinal));
        if (equals > 0) Add(spec, name, argument.Value with { Text = text[(equals + 1)..] }, argument);
        else Add(spec, name, spec is { Value: OptionValue.Required } ? TakeNext() : null, argument);
        return true;
    }

    /// <summary><c>-abc</c>, <c>-ovalue</c>, <c>-o value</c>.</summary>
    private bool ReadCluster(Argument argument)
    {
        var text = argument.Value.Text;
        if (text.Length < 2 || text[0] != '-' || text[1] == Unresolved.Hole) return false;

        // Some tools mix clusters with long options of one dash (-exec, -name): an exact name wins.
        if (text.Length > 2 && Find(text, StringComparison.Ordinal) is { } exact)
        {
            Add(exact, text, exact.Value == OptionValue.Required ? TakeNext() : null, argument);
            return true;
        }

        for (var i = 1; i < text.Length; i++)
        {
            if (text[i] == Unresolved.Hole) break;
            var name = "-" + text[i];
            var spec = Find(name, StringComparison.Ordinal);
            if (spec is null or { Value: OptionValue.None or OptionValue.Assigned })
            {
                Add(spec, name, null, argument);
                continue;
            }

            var rest = text[(i + 1)..];
            if (rest.Length > 0 && rest[0] == '=') rest = rest[1..];
            if (rest.Length > 0) Add(spec, name, argument.Value with { Text = rest }, argument);
            else Add(spec, name, spec.Value == OptionValue.Required ? TakeNext() : null, argument);
            break;
        }

        return true;
    }

    /// <summary><c>/s</c>, <c>/x:value</c>, <c>-s</c>; case does not matter. <c>/home/x</c> is a path.</summary>
    private bool ReadWindows(Argument argument)
    {
        var text = argument.Value.Text;
        if (text.Length < 2 || text[0] is not ('/' or '-')) return false;
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        var name = "/" + (colon > 0 ? text[1..colon] : text[1..]);
        var spec = Find(name, StringComparison.OrdinalIgnoreCase) ?? Find("-" + name[1..], StringComparison.OrdinalIgnoreCase);
        if (spec is null && (name.IndexOf('/', 1) > 0 || name.Length > 24)) return false;
        if (spec is null && text[0] == '/' && name.Length == 3 && name.AsSpan(1).IndexOfAnyExceptInRange('a', 'z') < 0) return ReadFlagsAsOne(argument, name);
        if (colon > 0) Add(spec, name, argument.Value with { Text = text[(colon + 1)..] }, argument);
        else Add(spec, name, spec is { Value: OptionValue.Required } ? TakeNext() : null, argument);
        return true;
    }

    /// <summary><c>del /sq</c> is not documented but works for some tools.</summary>
    private bool ReadFlagsAsOne(Argument argument, string name)
    {
        foreach (var c in name.AsSpan(1)) Add(Find("/" + c, StringComparison.OrdinalIgnoreCase), "/" + c, null, argument);
        return true;
    }

    /// <summary>Parameters by unique prefix; a switch takes no value unless it is attached.</summary>
    private bool ReadParameter(Argument argument)
    {
        if (argument.Parameter is not { } parameter) return false;
        var name = "-" + parameter;
        var spec = Find(name, StringComparison.OrdinalIgnoreCase) ?? FindPrefix(name) ?? CommonParameters.Find(name);
        if (argument.HasAttachedValue)
        {
            var isOff = spec is null or { Value: OptionValue.None } && argument.Value.Text.Equals("False", StringComparison.OrdinalIgnoreCase);
            _parsed.Options.Add(new OptionUse(spec, spec?.Names[0] ?? name, argument.Value, argument.Span) { IsSwitchedOff = isOff });
        }
        else if (spec is { Value: not OptionValue.None })
        {
            var first = _next;
            Add(spec, spec.Names[0], TakeNext(), argument);
            TakeRestOfArray(spec, first);
        }
        else
        {
            Add(spec, spec?.Names[0] ?? name, null, argument);
        }

        return true;
    }

    /// <summary>The items of an array (<c>a, b</c>) all stand where the array stands, and belong to its parameter.</summary>
    private void TakeRestOfArray(OptionSpec spec, int first)
    {
        while (first < _next && _next < _arguments.Count && _arguments[_next].Parameter is null && _arguments[_next].Span == _arguments[first].Span)
        {
            var item = _arguments[_next++];
            Add(spec, spec.Names[0], item.Value, item);
        }
    }

    /// <summary>Operands fill the positional parameters that were not given by name, in order.</summary>
    private void BindPositions()
    {
        var position = 0;
        OptionSpec? last = null;
        Argument? previous = null;
        foreach (var operand in _parsed.Operands)
        {
            if (last is not null && previous is not null && previous.Span == operand.Span)
            {
                Add(last, last.Names[0], operand.Value, operand);
                continue;
            }

            previous = operand;
            OptionSpec? free = null;
            for (; free is null && position < 10; position++)
            {
                free = AtPosition(position) is { } spec && !_parsed.Options.Exists(u => u.Spec == spec) ? spec : null;
            }

            if (free is null) return;
            Add(free, free.Names[0], operand.Value, operand);
            last = free;
        }
    }

    private OptionSpec? AtPosition(int position)
    {
        for (var i = _specs.Count - 1; i >= 0; i--)
        {
            foreach (var spec in _specs[i])
            {
                if (spec.Position == position) return spec;
            }
        }

        return null;
    }

    private OptionSpec? Find(string name, StringComparison comparison)
    {
        for (var i = _specs.Count - 1; i >= 0; i--)
        {
            foreach (var spec in _specs[i])
            {
                for (var n = 0; n < spec.Names.Count; n++)
                {
                    if (spec.Names[n].Equals(name, comparison)) return spec;
                }
            }
        }

        return null;
    }

    private OptionSpec? FindPrefix(string name)
    {
        // A subcommand's own options go before those of its parents.
        for (var i = _specs.Count - 1; i >= 0; i--)
        {
            OptionSpec? found = null;
            var isAmbiguous = false;
            foreach (var spec in _specs[i])
            {
                for (var n = 0; n < spec.Names.Count; n++)
                {
                    if (!spec.Names[n].StartsWith(name, StringComparison.OrdinalIgnoreCase) || found == spec) continue;
                    isAmbiguous = found is not null;
                    found = spec;
                }
            }

            if (found is not null) return isAmbiguous ? null : found;
        }

        return null;
    }

    private Value? TakeNext()
    {
        if (_next >= _arguments.Count || (_style == ArgumentStyle.PowerShell && _arguments[_next].Parameter is not null)) return null;
        var argument = _arguments[_next++];
        return argument.Parameter is null ? argument.Value : AsPlainText(argument).Value;
    }

    private void Add(OptionSpec? spec, string name, Value? value, Argument argument) =>
        _parsed.Options.Add(new OptionUse(spec, name, value, argument.Span));
}
