using AiFirewall.Shells;

namespace AiFirewall.Commands.Classes;

/// <summary><c>Start-BitsTransfer</c>: what it downloads into a file is code from the network when it is run later.</summary>
internal sealed class BitsTransferCommand : ICommandClass
{
    /// <inheritdoc/>
    public bool Read(CommandCall call)
    {
        if (call.Arguments.ValueOf("-Source") is not { } source || call.Arguments.ValueOf("-Destination") is not { } destination) return false;
        call.Host.Store(call.Path(destination).Text, Value.Unknown with { Origins = Origins.Network, Source = source.Text }, append: false);
        return false;
    }
}
