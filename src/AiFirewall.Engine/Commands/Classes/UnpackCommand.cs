namespace AiFirewall.Commands.Classes;

/// <summary><c>unzip</c>, <c>7z x</c>, <c>cabextract</c>, <c>cpio -i</c>: programs that take archives apart. What they touch, their entries say.</summary>
internal sealed class UnpackCommand : ICommandClass
{
    /// <inheritdoc/>
    public bool Read(CommandCall call)
    {
        if (call.Arguments.Chain is [_, var part, ..] && part.Names[0] != "x") return false;
        var operands = call.Arguments.Operands;
        var archive = call.Name is "cpio" or "gcpio" or "pax" ? call.Arguments.ValueOf("-F") ?? call.Arguments.ValueOf("-I") : operands.Count > 0 ? operands[0].Value : null;
        var directory = call.Arguments.ValueOf("-d") ?? call.Arguments.ValueOf("-o") ?? call.Arguments.ValueOf("-DestinationPath") ?? call.Arguments.ValueOf("-D");
        Unpacked.Note(call, archive, directory);
        return false;
    }
}
