using AiFirewall.Effects;
using AiFirewall.Shells.Cmd.Syntax;

namespace AiFirewall.Shells.Cmd.Evaluation;

/// <summary>Runs what stands outside of the shell and is known from the text or the disk: cmd.exe itself, batch files, copies of programs.</summary>
internal sealed class CmdPrograms(CmdEvaluator evaluator)
{
    private ICmdHost Host => evaluator.Host;

    /// <summary>Runs a program; null when nothing more is known of it than its name.</summary>
    public Outcome? Run(CmdCall call, CmdState state)
    {
        var name = call.Name.Text;
        if (IsShell(name)) return Shell(call, state);
        if (CommandWords.IsInternal(name)) return Copy(call, state);
        if (name.Contains("://", StringComparison.Ordinal)) return null;
        var path = state.Absolute(name);
        if (path.Length == 0 || path[0] == Unresolved.Hole) return null;
        if (Copied(path, state) is { } original) return evaluator.Invoke(CmdText.Of(original), call.Tail, state, call.Input, call.Span, call.IsOutputRead, call.OutputFile);
        foreach (var candidate in Candidates(path))
        {
            if (Host.Content(candidate, state) is { } content) return File(candidate, content, call, state);
        }

        return null;
    }

    private static bool IsShell(string name)
    {
        var file = name.AsSpan(name.AsSpan().LastIndexOfAny('\\', '/') + 1);
        return file.Equals("cmd", StringComparison.OrdinalIgnoreCase) || file.Equals("cmd.exe", StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>The files that a name may stand for, in the order in which they are looked for.</summary>
    private static IEnumerable<string> Candidates(string path)
    {
        var dot = path.LastIndexOf('.');
        if (dot > path.LastIndexOf('/')) yield return path;
        yield return path + ".exe";
        yield return path + ".bat";
        yield return path + ".cmd";
    }

    private Outcome Shell(CmdCall call, CmdState state)
    {
        var switches = ShellSwitches.Read(call.Tail);
        var code = switches.Command?.ToValue() ?? call.Input;
        if (code is null) return Host.Run(call.ToInvocation([]), state);
        var child = state.Fork();
        child.Loops.Clear();
        child.Depth++;
        child.OuterSpan ??= call.Span;
        child.IsDelayed = switches.IsDelayed ?? false;
        (child.Positional, child.ScriptPath) = (switches.Command is null ? null : state.Positional, state.ScriptPath);
        Host.Executes(code, call.Span, child);
        if (code.Text == Unresolved.Anything) return Outcome.Unknown;
        return new Outcome(evaluator.Run(code.Text, child, switches.Command is null ? null : call.Input, call.IsOutputRead));
    }

    private Outcome? File(string path, Value content, CmdCall call, CmdState state)
    {
        var extension = path[(path.LastIndexOf('.') + 1)..].ToLowerInvariant();
        if (extension is "bat" or "cmd") return Batch(path, content, call, state);
        Host.Starts(path, content, call.Span, state);
        if (ScriptOf(extension) is { } language) Host.RunCode(language, content, call.Span, state);
        return Host.Run(call.ToInvocation(), state);
    }

    /// <summary>The language of scripts that Windows starts by their name.</summary>
    private static string? ScriptOf(string extension) => extension switch
    {
        "vbs" or "vbe" => "vbscript",
        "js" or "jse" => "jscript",
        "wsf" or "wsh" or "hta" => "windows script",
        "py" or "pyw" => "python",
        "ps1" => "powershell",
        _ => null,
    };

    private Outcome Batch(string path, Value content, CmdCall call, CmdState state)
    {
        if (state.ScriptPath == path) return Outcome.Unknown;
        var (tag, script, positional, outer, jump) = (state.Tag, state.ScriptPath, state.Positional, state.OuterSpan, state.Jump);
        Host.Starts(path, content, call.Span, state);
        state.OuterSpan ??= call.Span;
        state.ScriptPath = path;
        state.Positional = [.. CommandWords.ForInternal(call.Tail, splitsSwitches: false).Select(a => a.Value)];
        state.Depth++;
        var output = content.Text == Unresolved.Anything ? Value.Unknown : evaluator.Run(content.Text, state, call.Input, call.IsOutputRead);
        state.Depth--;
        (state.Tag, state.ScriptPath, state.Positional, state.OuterSpan, state.Jump) = (tag, script, positional, outer, jump);
        return new Outcome(output);
    }

    private static string? Copied(string path, CmdState state) => state.Copies.GetValueOrDefault(path) ?? state.Copies.GetValueOrDefault(path + ".exe");

    /// <summary>After <c>copy a b</c>, <c>move a b</c> and <c>ren a b</c>, b is what a was.</summary>
    private Outcome? Copy(CmdCall call, CmdState state)
    {
        if (call.Name.Text.ToLowerInvariant() is not ("copy" or "move" or "ren" or "rename")) return null;
        var invocation = call.ToInvocation();
        var operands = invocation.Arguments.Where(a => !a.Value.Text.StartsWith('/')).Select(a => a.Value).ToList();
        if (operands.Count == 2 && operands.TrueForAll(o => o.IsResolved))
        {
            var from = state.Absolute(operands[0].Text);
            var isRename = call.Name.Text.StartsWith("ren", StringComparison.OrdinalIgnoreCase);
            var to = isRename ? from[..(from.LastIndexOf('/') + 1)] + operands[1].Text : state.Absolute(operands[1].Text);
            if (Host.Content(from, state) is { } content) Host.Store(to, content, state);
            if (!from.Equals(to, StringComparison.OrdinalIgnoreCase) && from.EndsWith(".exe", StringComparison.OrdinalIgnoreCase)) state.Copies[to] = CmdState.Backslashes(Copied(from, state) ?? from);
        }

        return Host.Run(invocation, state);
    }
}
