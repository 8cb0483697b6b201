using AiFirewall.Actions;
using AiFirewall.Effects;
using AiFirewall.Shells;
using AiFirewall.Shells.PowerShell;

namespace AiFirewall.Commands.Classes;

/// <summary><c>pwsh</c> and <c>powershell</c>: the code on their command line.</summary>
internal sealed class PwshCommand : ICommandClass
{
    /// <inheritdoc/>
    public bool Read(CommandCall call)
    {
        var line = PowerShellCommandLine.Parse(call.Invocation.Arguments, call.Name == "powershell");
        var span = call.Invocation.Span;
        switch (line.Start)
        {
            case PowerShellStart.Command or PowerShellStart.EncodedCommand:
                call.Output = call.RunCode("powershell", line.Code, span).Output;
                break;
            case PowerShellStart.File:
                ReadFile(call, line, span);
                break;
            case PowerShellStart.StandardInput:
                call.Output = call.RunCode("powershell", call.Invocation.Input ?? Value.Unknown, span).Output;
                break;
            case PowerShellStart.Interactive when call.Invocation.Input is { } input:
                call.Output = call.RunCode("powershell", input, span).Output;
                break;
            default:
                call.Add(EffectKind.Execute, new Target(TargetKind.Code, call.Name), span, line.Start == PowerShellStart.Version ? EffectTraits.Informational : EffectTraits.None);
                break;
        }

        return true;
    }

    private static void ReadFile(CommandCall call, PowerShellCommandLine line, TextSpan span)
    {
        var target = PathResolver.Resolve(line.Code.Text, call.Scene.WorkingDirectory, call.Host.Paths, hasBackslashes: call.Invocation.Dialect != ShellDialect.Bash);
        call.Add(EffectKind.Execute, target, span);
        if (call.Host.Content(target.Text, call.Scene) is { } content) call.Output = call.RunCode("powershell", content, span, isFile: content.Has(Origins.File)).Output;
    }
}
