using AiFirewall.Actions;
using AiFirewall.Commands.Catalog;
using AiFirewall.Effects;
using AiFirewall.Shells;

namespace AiFirewall.Commands;

/// <summary>Turns what a catalog entry says into effects, runs and output of a call.</summary>
internal static class EntryInterpreter
{
    private const int MaxTargets = 1024;

    /// <summary>Reads the effects and runs of the entry and its parents.</summary>
    public static void Read(CommandCall call)
    {
        foreach (var entry in call.Arguments.Chain)
        {
            foreach (var spec in entry.Effects)
            {
                if (EntryConditions.Hold(spec.When, call)) ReadEffect(spec, call);
            }

            foreach (var run in entry.Runs)
            {
                if (EntryConditions.Hold(run.When, call)) ReadRun(run, call);
            }
        }
    }

    /// <summary>What the call writes to standard output.</summary>
    public static Value Output(CommandCall call)
    {
        if (call.Output is { } known) return known;
        if (KnownOutput.Of(call) is { } following) return following;
        var input = call.Invocation.Input;
        switch (call.Entry.Output)
        {
            case OutputKind.None: return Value.Unknown;
            case OutputKind.Echo: return EchoOutput.Of(call);
            case OutputKind.Network: return Value.Unknown with { Origins = Origins.Network | (call.DataOrigins & Origins.Secret), Source = Url(call) };
            case OutputKind.Secret: return Value.Unknown with { Origins = Origins.Secret, Source = call.Name };
            case OutputKind.Decoded: return Value.Unknown with { Origins = call.DataOrigins | Origins.Decoded, Source = call.DataSource };
            case OutputKind.Pass when call.Arguments.Operands.Count == 0 && input is not null: return input;
            case OutputKind.Pass: return FileContents(call);
            default:
                // What a filter makes of its input is unknown, but where it came from is not.
                return Value.Unknown with { Origins = call.DataOrigins | Origins.Command, Source = call.DataSource ?? call.Name };
        }
    }

    private static Value FileContents(CommandCall call)
    {
        Value? result = null;
        foreach (var operand in Files(call))
        {
            if (operand.Value.Text == "-" && call.Invocation.Input is { } input)
            {
                result = result is null ? input : Value.Concat(result, input);
                continue;
            }

            var target = call.Path(operand.Value);
            var content = call.Host.Content(target.Text, call.Scene) ?? Value.Unknown with { Origins = Origins.File, Source = target.Text };
            if (target.Scope == TargetScope.Credentials) content = content with { Origins = content.Origins | Origins.Secret };
            result = result is null ? content : Value.Concat(result, content);
        }

        return result ?? Value.Unknown with { Origins = call.DataOrigins, Source = call.DataSource };
    }

    /// <summary>The files that are read: the operands, or what a cmdlet's path parameters name.</summary>
    private static IEnumerable<Argument> Files(CommandCall call) => call.Entry.Style != ArgumentStyle.PowerShell
        ? call.Arguments.Operands
        : call.Arguments.Options.Where(u => u.Value is not null && (u.IsNamed("-Path") || u.IsNamed("-LiteralPath"))).Select(u => new Argument(u.Value!, u.Span));

    private static string? Url(CommandCall call)
    {
        foreach (var operand in call.Arguments.Operands)
        {
            if (operand.Value.Text.Contains("://", StringComparison.Ordinal) || operand.Value.Text.Contains('.', StringComparison.Ordinal)) return operand.Value.Text;
        }

        return call.Arguments.Operands.Count > 0 ? call.Arguments.Operands[0].Value.Text : null;
    }

    private static void ReadEffect(EffectSpec spec, CommandCall call)
    {
        var traits = EntryConditions.Traits(spec.Traits, call.Arguments);
        if ((traits & EffectTraits.DryRun) != 0) return;
        if (spec.Targets.Count == 0)
        {
            call.Add(spec, Target.None with { Kind = spec.TargetKind }, call.Invocation.Span, traits);
            return;
        }

        var count = 0;
        foreach (var target in spec.Targets)
        {
            foreach (var (value, span) in Select(target, call))
            {
                if (++count > MaxTargets)
                {
                    call.Host.Add(new Finding("shell.too-large", Risk.High, $"'{call.Name}' is given more than the firewall looks at", Span: call.Scene.OuterSpan ?? call.Invocation.Span));
                    return;
                }

                // An empty name means nothing to most, but every key to a store of keys.
                if (value.Text.Length == 0 && target.Source != TargetSource.Input && spec.TargetKind != TargetKind.Database) continue;
                var resolved = spec.TargetKind == TargetKind.Path ? call.Path(value, spec.Kind) : CommandCall.Thing(spec.TargetKind, value);
                if (spec.Kind == EffectKind.StopProcess && value.Source == KnownOutput.EveryContainer)
                {
                    call.Add(spec.Kind, resolved, span, traits, EffectTraits.Many, new Finding("container.all-stopped", Risk.High, "stops every container that runs"));
                    continue;
                }

                call.Add(spec, resolved, span, value.IsGlob || (value.MaySplit && !value.IsResolved) ? traits | EffectTraits.Many : traits);

                // tee: what passes through is what the file holds.
                if (spec.Kind == EffectKind.Write && resolved.Scope != TargetScope.Sink && Passing(call) is { } passing)
                    call.Host.Store(resolved.Text, passing, (traits & EffectTraits.Append) != 0);
            }
        }
    }

    /// <summary>What tee and cmdlets such as Set-Content put into the files they write.</summary>
    private static Value? Passing(CommandCall call) =>
        call.Entry.Style == ArgumentStyle.PowerShell ? call.Arguments.ValueOf("-Value") ?? call.Arguments.ValueOf("-InputObject") ?? call.Invocation.Input
        : call.Entry.Output == OutputKind.Pass ? call.Invocation.Input
        : null;

    /// <summary>The arguments that a target names.</summary>
    private static IEnumerable<(Value Value, TextSpan Span)> Select(TargetSpec target, CommandCall call)
    {
        var operands = call.Arguments.Operands;
        switch (target.Source)
        {
            case TargetSource.Operands:
                for (var i = target.First - 1; i < operands.Count && (target.Last == 0 || i < target.Last); i++) yield return (operands[i].Value, operands[i].Span);
                break;
            case TargetSource.LastOperand:
                if (operands.Count > 0) yield return (operands[^1].Value, operands[^1].Span);
                break;
            case TargetSource.AllButLast:
                for (var i = 0; i < operands.Count - 1; i++) yield return (operands[i].Value, operands[i].Span);
                break;
            case TargetSource.Option:
                foreach (var use in call.Arguments.Uses(target.Text))
                {
                    if (use.Value is { } value) yield return (value, use.Span);
                }

                break;
            case TargetSource.Input:
                if (call.Invocation.Input is { } input)
                {
                    foreach (var name in call.Invocation.Dialect == ShellDialect.PowerShell ? Lines(input) : Words(input)) yield return (name, call.Invocation.Span);
                }

                break;
            case TargetSource.Literal: yield return (new Value(target.Text), call.Invocation.Span); break;
            case TargetSource.WorkingDirectory: yield return (new Value(call.Scene.WorkingDirectory), call.Invocation.Span); break;
            case TargetSource.Joined:
                var last = target.Last == 0 ? operands.Count : Math.Min(target.Last, operands.Count);
                if (target.First - 1 < last)
                    yield return (Joined(operands, target.First - 1, last), TextSpan.Between(operands[target.First - 1].Span.Start, operands[last - 1].Span.End));
                break;
        }
    }

    private static void ReadRun(RunSpec run, CommandCall call)
    {
        var traits = EntryConditions.Traits(run.Traits, call.Arguments);
        if (run.Language == "argv")
        {
            RunArgv(run, call, traits);
            return;
        }

        if (run.From.Source == TargetSource.Input)
        {
            if (call.Invocation.Input is not { } input) return;

            // `sh < script.sh` runs a file like `sh script.sh`.
            if (input is { Text: Unresolved.Anything, Origins: Origins.File, Source: { } script }) RunFile(LanguageOf(run, call), new Value(script), call.Invocation.Span, call, traits);
            else call.Output = call.RunCode(LanguageOf(run, call), input, call.Invocation.Span, traits).Output;
            return;
        }

        foreach (var (value, span) in Select(run.From, call))
        {
            if (run.IsFile) RunFile(LanguageOf(run, call), value, span, call, traits);
            else call.Output = call.RunCode(LanguageOf(run, call), value, span, traits, Rest(call, run.From)).Output;
        }
    }

    private static void RunArgv(RunSpec run, CommandCall call, EffectTraits traits)
    {
        var operands = call.Arguments.Operands;
        if (run.From.Source == TargetSource.Option)
        {
            foreach (var use in call.Arguments.Uses(run.From.Text)) RunArgumentsAfter(use, call, traits);
        }
        else
        {
            var first = run.From.First - 1;
            if (first < operands.Count && operands[first].Value.Text == "--") first++;
            if (first < operands.Count) call.Output = call.Run(operands.GetRange(first, operands.Count - first), traits).Output;
        }
    }

    /// <summary><c>fd -x rm -rf</c>: what follows the option, to a <c>;</c> or the end, is the command.</summary>
    private static void RunArgumentsAfter(OptionUse use, CommandCall call, EffectTraits traits)
    {
        var argv = new List<Argument>();
        var isAfter = false;
        foreach (var argument in call.Invocation.Arguments)
        {
            if (isAfter && argument.Value.Text is ";" or @"\;" or "+") break;
            if (isAfter) argv.Add(argument);
            isAfter |= argument.Span == use.Span;
        }

        call.Output = call.Run(argv, traits).Output;
    }

    /// <summary>Code in a file: read when this action wrote it or the machine shows it, else run as it is.</summary>
    private static void RunFile(string language, Value path, TextSpan span, CommandCall call, EffectTraits traits)
    {
        var target = call.Path(path);
        var content = call.Host.Content(target.Text, call.Scene);
        var isRead = IsRead(target, content, call.Scene);
        call.Add(EffectKind.Execute, target, span, isRead ? traits | EffectTraits.Informational : traits);
        if (path.Text is "-" or "/dev/stdin")
        {
            if (call.Invocation.Input is { } input) call.Output = call.RunCode(language, input, span, traits).Output;
            return;
        }

        if (content is not null)
            call.Output = call.RunCode(language, content, span, traits, [path, .. Rest(call, new TargetSpec(TargetSource.Operands))], isFile: content.Has(Origins.File) && !isRead).Output;
        else if (target.Text.StartsWith("/dev/", StringComparison.Ordinal))
            call.Output = call.RunCode(language, Value.Unknown, span, traits).Output;
        else if ((path.Origins & (Origins.Network | Origins.Decoded)) != 0)
            call.Output = call.RunCode(language, Value.Unknown with { Origins = path.Origins, Source = path.Source }, span, traits).Output;
    }

    /// <summary>
    /// A script in a temporary folder is nobody's: where it is known to the end, all that it does is judged as if it stood in the command,
    /// and that it lies there says nothing more.
    /// </summary>
    internal static bool IsRead(Target script, Value? content, Scene scene) =>
        script.Scope == TargetScope.Temporary && content is { IsResolved: true } && (content.Origins & (Origins.Network | Origins.Decoded)) == 0 && (scene.Traits & EffectTraits.Elevated) == 0;

    /// <summary>The operands after the code are its positional parameters.</summary>
    private static List<Value> Rest(CommandCall call, TargetSpec from)
    {
        var skip = from.Source == TargetSource.Operands ? from.First : 0;
        var rest = new List<Value>();
        for (var i = skip; i < call.Arguments.Operands.Count; i++) rest.Add(call.Arguments.Operands[i].Value);
        return rest;
    }

    /// <summary>The language as the interpreter knows it: <c>sql:postgres</c>, and the caller's own for <c>shell</c>.</summary>
    private static string LanguageOf(RunSpec run, CommandCall call) =>
        run.Dialect.Length > 0 ? $"{run.Language}:{run.Dialect}" : run.Language == "shell" ? ShellOf(call) : run.Language;

    private static string ShellOf(CommandCall call) => call.Invocation.Dialect switch
    {
        ShellDialect.PowerShell => "powershell",
        ShellDialect.Cmd => "cmd",
        _ => "bash",
    };

    /// <summary>Operands joined by spaces, as <c>echo</c>, <c>eval</c> and <c>ssh</c> do.</summary>
    internal static Value Joined(IReadOnlyList<Argument> operands, int first, int end)
    {
        var values = new Value[Math.Max(0, end - first)];
        for (var i = first; i < end; i++) values[i - first] = operands[i].Value;
        return Value.Join(values, " ");
    }

    /// <summary>The names that a pipeline of objects brings, each whole.</summary>
    private static IEnumerable<Value> Lines(Value input)
    {
        var lines = input.Text.Split(['\n', '\r', '\0'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        for (var i = 0; i < lines.Length && i < 256; i++) yield return input with { Text = lines[i] };
    }

    /// <summary>The names in a text read from input, separated by white space or NUL; a hole when they are not known.</summary>
    internal static IEnumerable<Value> Words(Value input)
    {
        var words = input.Text.Split(['\n', ' ', '\t', '\0', '\r'], StringSplitOptions.RemoveEmptyEntries);
        for (var i = 0; i < words.Length && i < 256; i++) yield return input with { Text = words[i], MaySplit = false };
    }
}
