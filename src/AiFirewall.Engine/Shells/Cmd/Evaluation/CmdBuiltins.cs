using AiFirewall.Effects;
using AiFirewall.Shells.Cmd.Parsing;
using AiFirewall.Shells.Cmd.Syntax;

namespace AiFirewall.Shells.Cmd.Evaluation;

/// <summary>What cmd.exe does itself: variables, directories, jumps, and running what others name.</summary>
internal sealed class CmdBuiltins(CmdEvaluator evaluator)
{
    private readonly CmdPrograms _programs = new(evaluator);

    private ICmdHost Host => evaluator.Host;

    /// <summary>Runs a command that only concerns the shell, or that runs another one; null for any other.</summary>
    public Outcome? Run(CmdCall call, CmdState state)
    {
        switch (call.Name.Text.ToLowerInvariant())
        {
            case "call": return Call(call, state);
            case "cd" or "chdir": return ChangeDirectory(call, state);
            case "echo": return Echo(call, state);
            case "endlocal":
                state.PopLocal();
                return Outcome.Silent;
            case "exit":
                var isScript = call.Tail.Text.Contains("/b", StringComparison.OrdinalIgnoreCase);
                state.Jump = new CmdJump(null, EndsShell: !isScript);
                return Outcome.Silent;
            case "goto": return GoTo(call, state);
            case "popd":
                if (state.Directories.TryPop(out var directory)) state.WorkingDirectory = directory;
                return Outcome.Silent;
            case "pushd":
                state.Directories.Push(state.WorkingDirectory);
                return call.Tail.Trim().Length == 0 ? Outcome.Silent : ChangeDirectory(call, state);
            case "set": return new CmdVariables(Host).Run(call, state);
            case "path" when call.Tail.Text.Contains('\\', StringComparison.Ordinal):
                state.Set("PATH", call.Tail.Trim().ToValue());
                return Outcome.Silent;
            case "setlocal":
                state.PushLocal();
                if (call.Tail.Text.Contains("enabledelayed", StringComparison.OrdinalIgnoreCase)) state.IsDelayed = true;
                if (call.Tail.Text.Contains("disabledelayed", StringComparison.OrdinalIgnoreCase)) state.IsDelayed = false;
                return Outcome.Silent;
            case "shift":
                if (state.Positional is { Count: > 0 } positional) state.Positional = [.. positional.Skip(1)];
                return Outcome.Silent;
            case "start": return Start(call, state);
        }

        if (IsDrive(call.Name.Text) && call.Tail.Trim().Length == 0)
        {
            if (!state.WorkingDirectory.StartsWith(call.Name.Text, StringComparison.OrdinalIgnoreCase)) state.WorkingDirectory = char.ToUpperInvariant(call.Name.Text[0]) + ":/";
            return Outcome.Silent;
        }

        return _programs.Run(call, state);
    }

    private static bool IsDrive(string text) => text.Length == 2 && char.IsAsciiLetter(text[0]) && text[1] == ':';

    /// <summary><c>echo x</c>, <c>echo.x</c>, <c>echo(x</c>: the character behind the name vanishes. What is printed is data.</summary>
    private Outcome Echo(CmdCall call, CmdState state)
    {
        var text = call.Tail.Length > 0 ? call.Tail.Slice(1, call.Tail.Length) : call.Tail;
        var word = text.Text.Trim();
        Host.Run(call.ToInvocation([new Argument(text.ToValue(), call.Span)]), state);
        if (word.Equals("off", StringComparison.OrdinalIgnoreCase) || word.Equals("on", StringComparison.OrdinalIgnoreCase)) return Outcome.Silent;
        return new Outcome(text.ValueOf(text.Text + "\n"));
    }

    private static Outcome? ChangeDirectory(CmdCall call, CmdState state)
    {
        var text = call.Tail.Trim();
        if (text.Text.StartsWith("/d", StringComparison.OrdinalIgnoreCase) && (text.Length == 2 || text[2].Char is ' ' or '\t' or '"')) text = text.Slice(2, text.Length).Trim();
        if (text.Length == 0) return new Outcome(new Value(CmdState.Backslashes(state.WorkingDirectory) + "\n"));
        if (text.Text == "/?") return null;
        state.WorkingDirectory = state.Absolute(CommandWords.WithoutQuotes(text).Text.TrimEnd(' ', ';', ','));
        return Outcome.Silent;
    }

    private static Outcome GoTo(CmdCall call, CmdState state)
    {
        var text = call.Tail.Trim().Text;
        var isColon = text.StartsWith(':');
        var label = text.TrimStart(':', ' ', '\t');
        label = CmdCharacters.Label(label).ToString();
        state.Jump = new CmdJump(isColon && label.Equals("eof", StringComparison.OrdinalIgnoreCase) ? null : label);
        return Outcome.Silent;
    }

    /// <summary><c>call :label …</c> runs a part of the script; <c>call command</c> expands the command once more and runs it.</summary>
    private Outcome Call(CmdCall call, CmdState state)
    {
        var text = call.Tail.Trim();
        if (text.Length > 0 && text[0].Char == ':') return CallLabel(call, text, state);
        var again = new CmdTextBuilder();
        new PercentExpansion(state).Expand(text, again);
        var (name, tail) = CommandWords.SplitName(evaluator.Expand(again.ToText(), state));
        return name.Length == 0 ? Outcome.Silent : evaluator.Invoke(name, tail, state, call.Input, call.Span, call.IsOutputRead, call.OutputFile);
    }

    private Outcome CallLabel(CmdCall call, CmdText text, CmdState state)
    {
        var words = CommandWords.ForInternal(text.Slice(1, text.Length), splitsSwitches: false);
        if (words.Count == 0 || state.Script is not { } script) return Outcome.Silent;
        var label = words[0].Value.Text;
        if (Unresolved.In(label))
        {
            foreach (var any in script.Lines.Labels.Values) script.Later(any, state.Fork());
            return Outcome.Unknown;
        }

        if (!script.Lines.Labels.TryGetValue(label, out var line)) return Outcome.Unknown;
        if (state.Depth > 12) return Outcome.Unknown;
        var (positional, at) = (state.Positional, script.Line);
        state.Positional = [.. words.Skip(1).Select(w => w.Value.IsQuoted ? w.Value with { Text = '"' + w.Value.Text + '"' } : w.Value)];
        state.Depth++;
        var loops = new Dictionary<char, Value>(state.Loops);
        state.Loops.Clear();
        var output = evaluator.RunFrom(line, state, call.Input, script.Lines.Count, call.IsOutputRead);
        foreach (var (letter, value) in loops) state.Loops[letter] = value;
        state.Depth--;
        (state.Positional, script.Line) = (positional, at);
        if (state.Jump is { EndsShell: false }) state.Jump = null;
        return new Outcome(output);
    }

    /// <summary><c>start ["title"] [/switches] command</c></summary>
    private Outcome? Start(CmdCall call, CmdState state)
    {
        var text = call.Tail.Trim();
        var title = CmdText.Empty;
        if (text.Length > 0 && text[0].Char == '"') (title, text) = Word(text);
        while (text.Length > 0 && text[0].Char == '/')
        {
            (var word, text) = Word(text);
            var name = word.Text.ToLowerInvariant();
            if (name is "/d" or "/node" or "/affinity" or "/machine") (word, text) = Word(text);
            else if (name.StartsWith("/d", StringComparison.Ordinal)) word = word.Slice(2, word.Length);
            if (name.StartsWith("/d", StringComparison.Ordinal) && word.Length > 0)
            {
                state = state.Fork();
                state.WorkingDirectory = state.Absolute(CommandWords.WithoutQuotes(word).Text);
            }
        }

        // A quoted program alone is taken for a title by start; whoever wrote it means the program.
        if (text.Length == 0) text = title.Text.Contains('\\', StringComparison.Ordinal) ? title : CmdText.Empty;
        if (text.Length == 0) return null;
        state.Starts++;
        var (program, tail) = CommandWords.SplitName(text);
        if (CmdEvaluator.IsItself(program, state)) Host.Exhausts("the script starts itself without end", state.OuterSpan ?? call.Span, state);
        if (program.Text.Contains("://", StringComparison.Ordinal)) return Host.Run(call.ToInvocation([new Argument(CommandWords.WithoutQuotes(text).ToValue(), text.Span)]), state);
        return evaluator.Invoke(program, tail, state.Fork(), call.Input, call.Span, call.IsOutputRead);
    }

    private static (CmdText Word, CmdText Behind) Word(CmdText text)
    {
        var end = 0;
        var isQuoted = false;
        for (; end < text.Length && (isQuoted || !CmdCharacters.IsSeparator(text[end].Char)) && (isQuoted || end == 0 || text[end].Char != '/'); end++)
        {
            if (text[end].Char == '"') isQuoted = !isQuoted;
        }

        return (text.Slice(0, end), text.Slice(end, text.Length).Trim());
    }
}
