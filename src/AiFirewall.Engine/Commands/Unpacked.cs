using AiFirewall.Shells;

namespace AiFirewall.Commands;

/// <summary>What comes out of an archive came from where the archive came from: a download, unpacked and run, is a download that is run.</summary>
internal static class Unpacked
{
    /// <summary>Takes note that an archive is unpacked below a directory.</summary>
    /// <param name="call">The call that unpacks.</param>
    /// <param name="archive">The archive; null or <c>-</c> for standard input.</param>
    /// <param name="directory">Where its files go; null for the working directory.</param>
    public static void Note(CommandCall call, Value? archive, Value? directory)
    {
        var content = archive is null || archive.Text == "-" ? call.Invocation.Input : call.Host.Content(call.Path(archive).Text, call.Scene) ?? archive;
        if (content is null || !content.Has(Origins.Network)) return;
        var place = directory is null ? call.Scene.WorkingDirectory : call.Path(directory).Text;
        call.Host.StoreTree(place, Value.Unknown with { Origins = Origins.Network, Source = content.Source });
    }
}
