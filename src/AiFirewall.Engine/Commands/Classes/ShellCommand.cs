using AiFirewall.Effects;

namespace AiFirewall.Commands.Classes;

/// <summary>
/// Shells. One that another program starts with nothing to run (<c>find . -exec sh \;</c>, an editor's <c>:!sh</c>) takes its commands from
/// whoever sits at its other end, past everything that reads them.
/// </summary>
internal sealed class ShellCommand : ICommandClass
{
    /// <inheritdoc/>
    public bool Read(CommandCall call)
    {
        EntryInterpreter.Read(call);
        if (call.Scene.Depth == 0 || call.Scene.IsFromFile || (call.Scene.Traits & EffectTraits.Elsewhere) != 0) return true;
        if (call.Arguments.Operands.Count > 0 || call.Arguments.Has("-c") || call.Arguments.Has("-n") || call.Arguments.Has("--rcfile") || call.Arguments.AsksForHelp) return true;
        if (call.Invocation.Input is { Text.Length: > 0 }) return true;
        call.Add(EffectKind.ExecuteHiddenCode, new Target(TargetKind.Code, call.Name), call.Invocation.Span,
            finding: new Finding("exec.shell-escape", Risk.High, "starts a shell inside another program, whose commands nobody sees"));
        return true;
    }
}
