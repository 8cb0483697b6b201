using AiFirewall.Effects;
using AiFirewall.Shells;

namespace AiFirewall.Commands.Classes;

/// <summary><c>Start-Process</c>: a program and its arguments, with other rights when it says <c>-Verb RunAs</c>.</summary>
internal sealed class StartProcessCommand : ICommandClass
{
    /// <inheritdoc/>
    public bool Read(CommandCall call)
    {
        if (call.Arguments.ValueOf("-FilePath") is not { } program) return false;
        var argv = new List<Argument> { new(program, call.Invocation.Span) };
        foreach (var use in call.Arguments.Uses("-ArgumentList"))
        {
            if (use.Value is not { } value) continue;
            foreach (var word in value.Text.Split(' ', StringSplitOptions.RemoveEmptyEntries)) argv.Add(new Argument(value with { Text = word.Trim('"', '\'') }, use.Span));
        }

        // An array of arguments arrives as operands after the first.
        foreach (var operand in call.Arguments.Operands.Skip(2)) argv.Add(operand);
        var isElevated = call.Arguments.ValueOf("-Verb") is { } verb && verb.Text.Equals("RunAs", StringComparison.OrdinalIgnoreCase);
        if (isElevated) call.Add(EffectKind.Elevate, new Target(TargetKind.Code, program.Text), call.Invocation.Span);
        call.Output = call.Run(argv, isElevated ? EffectTraits.Elevated : EffectTraits.None).Output;
        return false;
    }
}
