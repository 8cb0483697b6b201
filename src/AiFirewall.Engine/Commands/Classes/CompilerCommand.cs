using AiFirewall.Shells;

namespace AiFirewall.Commands.Classes;

/// <summary>Compilers: the program they write is made of what they read, so that running it is running that.</summary>
internal sealed class CompilerCommand : ICommandClass
{
    /// <summary>The source of a file that a compiler wrote.</summary>
    public const string Built = "a compiler";

    /// <inheritdoc/>
    public bool Read(CommandCall call)
    {
        var origins = Origins.None;
        string? source = null;
        foreach (var operand in call.Arguments.Operands)
        {
            if (call.Host.Content(call.Path(operand.Value).Text, call.Scene) is not { } content) continue;
            origins |= content.Origins & (Origins.Network | Origins.Decoded);
            if ((content.Origins & (Origins.Network | Origins.Decoded)) != 0) source ??= content.Source;
        }

        var program = call.Arguments.ValueOf("-o") ?? call.Arguments.ValueOf("--output") ?? (call.Name.Contains("++", StringComparison.Ordinal) || call.Name.EndsWith("cc", StringComparison.Ordinal) || call.Name.StartsWith("clang", StringComparison.Ordinal) ? new Value("a.out") : null);
        if (program is not null) call.Host.Store(call.Path(program).Text, Value.Unknown with { Origins = origins, Source = source ?? Built }, append: false);
        return false;
    }
}
