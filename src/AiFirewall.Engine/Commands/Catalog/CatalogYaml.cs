using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace AiFirewall.Commands.Catalog;

/// <summary>Reads catalog files. The schema is described in <c>docs/catalog.md</c>.</summary>
public static class CatalogYaml
{
    /// <summary>Reads a file's text.</summary>
    /// <param name="path">Its path, for messages; the file's name gives the family.</param>
    /// <param name="text">Its text.</param>
    /// <returns>What was read. Never throws for bad text: see <see cref="CatalogFile.Problems"/>.</returns>
    public static CatalogFile Read(string path, string text)
    {
        var family = Path.GetFileNameWithoutExtension(path);
        var reader = new CatalogEntryReader(path, family);
        try
        {
            var stream = new YamlStream();
            stream.Load(new StringReader(text));
            if (stream.Documents.Count != 1) return Failed(path, family, 1, "a catalog file holds exactly one YAML document");
            return reader.ReadFile(stream.Documents[0].RootNode);
        }
        catch (YamlException e)
        {
            return Failed(path, family, (int)e.Start.Line, $"this is no valid YAML: {e.InnerException?.Message ?? e.Message}");
        }
    }

    private static CatalogFile Failed(string path, string family, int line, string message) =>
        new(family, [], [], [new CatalogProblem(path, line, message)]);
}
