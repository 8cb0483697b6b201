using AiFirewall.Effects;

namespace AiFirewall.Commands.Classes;

/// <summary><c>java</c>: agents and libraries that are loaded before the program, named behind a colon.</summary>
internal sealed class JavaCommand : ICommandClass
{
    private static readonly string[] Loading = ["-javaagent:", "-agentpath:", "-Xbootclasspath/a:", "-Xbootclasspath/p:", "-Xbootclasspath:"];

    /// <inheritdoc/>
    public bool Read(CommandCall call)
    {
        foreach (var argument in call.Invocation.Arguments)
        {
            var text = argument.Value.Text;
            if (Array.Find(Loading, l => text.StartsWith(l, StringComparison.Ordinal)) is not { } option) continue;
            var path = text[option.Length..];
            var end = path.IndexOf('=', StringComparison.Ordinal);
            call.Add(EffectKind.Execute, call.Path(argument.Value with { Text = end < 0 ? path : path[..end] }), argument.Span);
        }

        return false;
    }
}
