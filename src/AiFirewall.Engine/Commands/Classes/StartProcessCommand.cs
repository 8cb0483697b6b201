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
        argv.AddRange(Words(call));
        var isElevated = call.Arguments.ValueOf("-Verb") is { } verb && verb.Text.Equals("RunAs", StringComparison.OrdinalIgnoreCase);
        if (isElevated) call.Add(EffectKind.Elevate, new Target(TargetKind.Code, program.Text), call.Invocation.Span);
        call.Output = call.Run(argv, isElevated ? EffectTraits.Elevated : EffectTraits.None).Output;
        return false;
    }

    /// <summary>
    /// What the program gets. All that <c>-ArgumentList</c> is given is joined by blanks, as it is, and only then taken apart: an argument with a
    /// blank in it is one only between double quotes (about the parameter, Start-Process).
    /// </summary>
    private static IEnumerable<Argument> Words(CommandCall call)
    {
        // By its position the first of an array is bound, and the others are operands that stand where it stands.
        var uses = call.Arguments.Uses("-ArgumentList").Where(use => use.Value is not null).ToList();
        if (uses.Count == 0) return [];
        var line = Value.Join([.. uses.Select(use => use.Value!)], " ");
        return CommandLineWords.Of(line.Text).Select(word => new Argument(line with { Text = word, IsQuoted = true, IsGlob = false }, uses[0].Span));
    }
}
