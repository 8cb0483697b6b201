using AiFirewall.Effects;

namespace AiFirewall.Shells.Bash;

/// <summary>Builtins that change what the shell knows: directories, variables, functions, evaluated text. Others are commands like any.</summary>
internal sealed class BashBuiltins(IBashHost host)
{
    /// <summary>Builtins that change the shell's state and are commands of the catalog as well (<c>set +o history</c>, <c>enable -f lib.so</c>).</summary>
    private static readonly string[] AlsoCommands = ["export", "unset", "set", "hash", "alias", "shopt", "enable", "complete", "declare", "typeset", "umask", "test", "["];

    /// <summary>Marks the place of a program that a builtin of its name hides.</summary>
    private const string Remembered = "hash ";

    /// <summary>Builtins that no remembered place of a program stands before (POSIX XCU 2.9.1).</summary>
    private static readonly string[] Names = ["echo", "printf", "test", "[", "true", "false", "pwd", "cd", "kill", "read", "type", "eval", "exec", "source", ".", ":"];

    /// <summary>Runs a builtin; null when the command is none of these.</summary>
    public Outcome? Run(BashEvaluator evaluator, Invocation call, BashState state)
    {
        var outcome = Change(evaluator, call, state);
        if (outcome is not null && Array.IndexOf(AlsoCommands, call.Name.Text) >= 0) host.Run(call, state);
        return outcome;
    }

    private Outcome? Change(BashEvaluator evaluator, Invocation call, BashState state)
    {
        switch (call.Name.Text)
        {
            case ":" or "true": return Outcome.Silent with { Status = 0 };
            case "false": return Outcome.Silent with { Status = 1 };
            case "cd" or "chdir": return ChangeDirectory(call, state);
            case "pushd":
                state.DirectoryStack = state.DirectoryStack.Push(state.WorkingDirectory);
                return ChangeDirectory(call, state);
            case "popd":
                var back = Unresolved.Anything;
                if (!state.DirectoryStack.IsEmpty) state.DirectoryStack = state.DirectoryStack.Pop(out back);
                (state.PreviousDirectory, state.WorkingDirectory) = (state.WorkingDirectory, back);
                return Outcome.Silent;
            case "export" or "declare" or "typeset" or "local" or "readonly": return Declare(call, state);
            case "unset":
                foreach (var argument in call.Arguments) Subscripts(evaluator, argument.Value, call, state);
                return Unset(call, state);
            case "set": return Set(call, state);
            case "shift": return Shift(call, state);
            case "read" or "mapfile" or "readarray": return Read(call, state);
            case "eval": return Eval(evaluator, call, state);
            case "source" or ".": return Source(evaluator, call, state);
            case "exec": return Exec(evaluator, call, state);
            case "command" or "builtin": return Command(evaluator, call, state);
            case "alias": return Alias(call, state);
            case "unalias":
                foreach (var argument in call.Arguments) state.SetAlias(argument.Value.Text, null);
                return Outcome.Silent;
            case "hash": return Hash(call, state);
            case "enable" when call.Arguments.Count > 1 && call.Arguments[0].Value.Text == "-n":
                // Without the builtin the remembered place of a program counts again.
                foreach (var argument in call.Arguments.Skip(1))
                {
                    if (state.Alias(Remembered + argument.Value.Text) is { } program) state.SetAlias(argument.Value.Text, program);
                }

                return Outcome.Silent;
            case "trap": return Trap(evaluator, call, state);
            case "printf" when call.Arguments.Count > 2 && call.Arguments[0].Value.Text == "-v":
                Subscripts(evaluator, call.Arguments[1].Value, call, state);
                state.Set(call.Arguments[1].Value.Text, PrintfFormat.Apply([.. call.Arguments.Skip(2).Select(a => a.Value)]));
                return Outcome.Silent;
            case "let":
                foreach (var argument in call.Arguments)
                {
                    Subscripts(evaluator, argument.Value, call, state);
                    BashArithmetic.Run(argument.Value, state);
                }

                return Outcome.Silent;
            case "test" or "[" when call.Arguments.Count > 1 && call.Arguments[0].Value.Text is "-v" or "-R":
                Subscripts(evaluator, call.Arguments[1].Value, call, state);
                return Outcome.Unknown with { Output = Value.Empty };
            case "return" or "break" or "continue" or "exit" or "shopt" or "wait" or "jobs" or "bg" or "fg" or "times" or "type" or "umask" or "getopts" or "enable" or "caller"
                or "dirs" or "disown" or "test" or "[" or "compgen" or "complete" or "compopt" or "logout" or "help":
                return Outcome.Unknown with { Output = Value.Empty };
            default: return null;
        }
    }

    /// <summary>A subscript is expanded once more when the builtin looks the element up: <c>let 'a[$(rm x)]=1'</c>.</summary>
    private static void Subscripts(BashEvaluator evaluator, Value name, Invocation call, BashState state)
    {
        if (name.Text.Contains('[', StringComparison.Ordinal) && (name.Text.Contains("$(", StringComparison.Ordinal) || name.Text.Contains('`', StringComparison.Ordinal)))
            Nested(evaluator, $": $(({name.Text}))", call, state, state.Positional);
    }

    private Outcome ChangeDirectory(Invocation call, BashState state)
    {
        var target = call.Arguments.LastOrDefault(a => a.Value.Text is "-" || !a.Value.Text.StartsWith('-'))?.Value;
        var previous = state.WorkingDirectory;
        if (target is null) state.WorkingDirectory = state.Variable("HOME")?.Scalar?.Text ?? host.Variable("HOME") ?? Unresolved.Anything;
        else if (target.Text == "-") state.WorkingDirectory = state.PreviousDirectory;
        else state.WorkingDirectory = target.IsGlob ? Unresolved.Anything : PathText.Absolute(target.Text, state.WorkingDirectory, hasBackslashes: false);
        state.PreviousDirectory = previous;
        return Outcome.Silent;
    }

    private Outcome Declare(Invocation call, BashState state)
    {
        var isReference = false;
        var isTakenBack = false;
        foreach (var argument in call.Arguments)
        {
            var text = argument.Value.Text;
            if (text.StartsWith('-') || text.StartsWith('+'))
            {
                // export -n is what declare +x is: the variable stays, and programs no longer see it.
                var isExport = call.Name.Text == "export";
                isReference |= !isExport && text[0] == '-' && text.Contains('n', StringComparison.Ordinal);
                isTakenBack |= isExport ? text.Contains('n', StringComparison.Ordinal) : text[0] == '+' && text.Contains('x', StringComparison.Ordinal);
                continue;
            }

            var equals = text.IndexOf('=', StringComparison.Ordinal);
            if (isTakenBack && text.Length > 0) host.Unsets(equals <= 0 ? text : text[..equals], argument.Span, state);
            if (equals <= 0)
            {
                if (call.Name.Text == "local" && text.Length > 0) state.Set(text, BashVariable.Unset);
                continue;
            }

            var isAppend = text[equals - 1] == '+';
            var name = text[..(isAppend ? equals - 1 : equals)];
            var value = argument.Value with { Text = text[(equals + 1)..], IsGlob = false, IsQuoted = false, MaySplit = false };

            // A reference is written through; what it leads to may change after it was made.
            if (isReference)
            {
                state.Set(name, new BashVariable(Value.Unknown) { Refers = value.IsResolved ? value.Text : null });
                continue;
            }

            if (isAppend && state.Variable(name)?.Scalar is { } old) value = Value.Concat(old, value);
            state.Set(name, value);
            host.Assigns(name, value, argument.Span, state);
        }

        return Outcome.Silent;
    }

    private Outcome Unset(Invocation call, BashState state)
    {
        foreach (var argument in call.Arguments)
        {
            if (argument.Value.Text.StartsWith('-')) continue;
            state.Set(argument.Value.Text, BashVariable.Unset);
            state.Undefine(argument.Value.Text);
            host.Unsets(argument.Value.Text, argument.Span, state);
        }

        return Outcome.Silent;
    }

    private static Outcome Set(Invocation call, BashState state)
    {
        for (var i = 0; i < call.Arguments.Count; i++)
        {
            var text = call.Arguments[i].Value.Text;
            if (text == "--")
            {
                state.Positional = [.. call.Arguments.Skip(i + 1).Select(a => a.Value)];
                break;
            }

            if (text.StartsWith('-') || text.StartsWith('+'))
            {
                if (text is "-o" or "+o") i++;
                continue;
            }

            state.Positional = [.. call.Arguments.Skip(i).Select(a => a.Value)];
            break;
        }

        return Outcome.Silent;
    }

    private static Outcome Shift(Invocation call, BashState state)
    {
        var count = call.Arguments.Count > 0 && int.TryParse(call.Arguments[0].Value.Text, out var given) ? given : 1;
        if (state.Positional is { } positional) state.Positional = [.. positional.Skip(count)];
        return Outcome.Silent;
    }

    /// <summary>The first line of a known input, else something of the input's origin.</summary>
    private static Outcome Read(Invocation call, BashState state)
    {
        var input = call.Input ?? Value.Unknown;
        var names = new List<string>();
        var isArray = call.Name.Text != "read";
        var takesAll = false;
        for (var i = 0; i < call.Arguments.Count; i++)
        {
            var text = call.Arguments[i].Value.Text;
            if (text.StartsWith('-'))
            {
                if (text is "-a") isArray = true;
                if (text.EndsWith('d') && i + 1 < call.Arguments.Count && call.Arguments[i + 1].Value.Text.Length == 0) takesAll = true;
                else if (text.Length >= 2 && text[^1] is 'd' or 'n' or 'N' or 'p' or 't' or 'u' or 'i' or 'O' or 's' && text[^1] != 's') i++;
                continue;
            }

            names.Add(text);
        }

        if (names.Count == 0) names.Add(call.Name.Text == "read" ? "REPLY" : "MAPFILE");
        if (isArray)
        {
            state.Set(names[0], input.IsResolved
                ? new BashVariable(null, [.. input.Text.Split(call.Name.Text == "read" ? ' ' : '\n', StringSplitOptions.RemoveEmptyEntries).Select((t, i) => KeyValuePair.Create(i.ToString(System.Globalization.CultureInfo.InvariantCulture), input with { Text = t }))])
                : new BashVariable(input with { MaySplit = true }));
            return Outcome.Silent;
        }

        // With an empty delimiter the whole text is one line.
        var line = takesAll ? input.Text : input.Text.Split('\n', 2)[0];
        var words = names.Count == 1 ? [line.Trim()] : line.Split(state.Separators.ToCharArray(), names.Count, StringSplitOptions.RemoveEmptyEntries);
        for (var i = 0; i < names.Count; i++)
        {
            var value = input.IsResolved ? input with { Text = i < words.Length ? words[i] : "" } : Value.Unknown with { Origins = input.Origins, Source = input.Source };
            state.Set(names[i], value);
        }

        return Outcome.Silent;
    }

    private Outcome Eval(BashEvaluator evaluator, Invocation call, BashState state)
    {
        var first = call.Arguments.Count > 0 && call.Arguments[0].Value.Text == "--" ? 1 : 0;
        var code = Value.Join([.. call.Arguments.Skip(first).Select(a => a.Value)], " ");
        var tag = state.Tag;
        host.Executes(code, "eval", call.Span, state);
        var outcome = code.Text.Length == 0 || code.Text == Unresolved.Anything ? Outcome.Unknown : Nested(evaluator, code.Text, call, state, state.Positional);
        state.Tag = tag;
        return outcome;
    }

    private Outcome Source(BashEvaluator evaluator, Invocation call, BashState state)
    {
        if (call.Arguments.Count == 0) return Outcome.Unknown;
        var tag = state.Tag;
        var outcome = Outcome.Unknown;
        var path = call.Arguments[0].Value;
        if (((path.Text is "/dev/stdin" or "/dev/fd/0" or "/proc/self/fd/0" ? call.Input : null) ?? host.Source(path, call.Span, state)) is { } content)
        {
            host.Executes(content, "source", call.Span, state);
            var positional = call.Arguments.Count > 1 ? [.. call.Arguments.Skip(1).Select(a => a.Value)] : state.Positional;
            if (content.Text != Unresolved.Anything) outcome = Nested(evaluator, content.Text, call, state, positional);
        }

        state.Tag = tag;
        return outcome;
    }

    /// <summary>Text that is run in the shell itself: what it sets stays set.</summary>
    private static Outcome Nested(BashEvaluator evaluator, string text, Invocation call, BashState state, IReadOnlyList<Value>? positional)
    {
        var (outerText, outerSpan, outerPositional) = (state.Text, state.OuterSpan, state.Positional);
        state.OuterSpan ??= call.Span;
        state.Positional = positional;
        state.Depth++;
        var output = evaluator.Run(text, state, call.Input);
        state.Depth--;
        (state.Text, state.OuterSpan, state.Positional) = (outerText, outerSpan, outerPositional);
        return new Outcome(output);
    }

    private static Outcome? Exec(BashEvaluator evaluator, Invocation call, BashState state)
    {
        var rest = SkipOptions(call.Arguments, withValue: 'a');
        return rest.Count == 0 ? Outcome.Silent : evaluator.Invoke(rest, state, call.Input, call.Environment, call.Span, call.IsOutputRead, call.OutputFile, skipFunctions: true);
    }

    private static Outcome? Command(BashEvaluator evaluator, Invocation call, BashState state)
    {
        foreach (var argument in call.Arguments)
        {
            if (!argument.Value.Text.StartsWith('-')) break;
            if (argument.Value.Text.AsSpan().IndexOfAny("vV") > 0) return Outcome.Unknown;
        }

        var rest = SkipOptions(call.Arguments, withValue: '\0');
        return rest.Count == 0 ? Outcome.Silent : evaluator.Invoke(rest, state, call.Input, call.Environment, call.Span, call.IsOutputRead, call.OutputFile, skipFunctions: true);
    }

    private static List<Argument> SkipOptions(IReadOnlyList<Argument> arguments, char withValue)
    {
        var i = 0;
        for (; i < arguments.Count; i++)
        {
            var text = arguments[i].Value.Text;
            if (text == "--")
            {
                i++;
                break;
            }

            if (text.Length < 2 || text[0] != '-') break;
            if (withValue != '\0' && text[^1] == withValue) i++;
        }

        return [.. arguments.Skip(i)];
    }

    private static Outcome Alias(Invocation call, BashState state)
    {
        foreach (var argument in call.Arguments)
        {
            var equals = argument.Value.Text.IndexOf('=', StringComparison.Ordinal);
            if (equals > 0) state.SetAlias(argument.Value.Text[..equals], argument.Value.Text[(equals + 1)..]);
        }

        return Outcome.Silent;
    }

    /// <summary><c>hash -p /bin/rm wipe</c> makes <c>wipe</c> run <c>rm</c>.</summary>
    private static Outcome Hash(Invocation call, BashState state)
    {
        if (call.Arguments.Count >= 3 && call.Arguments[0].Value.Text == "-p")
        {
            var name = call.Arguments[2].Value.Text;
            state.SetAlias(Array.IndexOf(Names, name) < 0 ? name : Remembered + name, call.Arguments[1].Value.Text);
        }

        return Outcome.Silent;
    }

    private Outcome Trap(BashEvaluator evaluator, Invocation call, BashState state)
    {
        var code = call.Arguments.FirstOrDefault(a => a.Value.Text != "--")?.Value;
        if (code is null || code.Text is "" or "-" or "-l" or "-p" || call.Arguments.Count < 2) return Outcome.Silent;
        var inner = state.Fork(isProcess: false);
        host.Executes(code, "trap", call.Span, inner);
        return code.Text == Unresolved.Anything ? Outcome.Unknown : Nested(evaluator, code.Text, call, inner, state.Positional);
    }
}
