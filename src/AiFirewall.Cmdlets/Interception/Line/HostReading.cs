using System.Management.Automation.Language;

namespace AiFirewall.Cmdlets.Interception.Line;

/// <summary>What the host's own parser says of a line.</summary>
internal static class HostReading
{
    /// <summary>Whether a text is the beginning of a longer one, so that the host asks for more instead of running it.</summary>
    /// <remarks>
    /// The parser acts while it reads some texts (<c>using module</c>, <c>configuration</c>), so it is only asked about texts that hold
    /// none of those words. A statement with one of them that goes over several lines is judged line by line.
    /// </remarks>
    public static bool IsIncomplete(string text)
    {
        if (ActsWhileParsed(text)) return false;
        Parser.ParseInput(text, out _, out var errors);
        // As the engine tells the two apart: by the first.
        return errors is [{ IncompleteInput: true }, ..];
    }

    private static bool ActsWhileParsed(string text) =>
        text.Contains("using", StringComparison.OrdinalIgnoreCase) || text.Contains("configuration", StringComparison.OrdinalIgnoreCase)
        || text.Contains("import-dsc", StringComparison.OrdinalIgnoreCase) || HasQualifiedTypeName(text);

    // [Name, Assembly] makes the parser load the assembly.
    private static bool HasQualifiedTypeName(string text)
    {
        for (var open = text.IndexOf('['); open >= 0; open = text.IndexOf('[', open + 1))
        {
            var close = text.IndexOf(']', open);
            if (close > open && text.AsSpan(open, close - open).Contains(',')) return true;
        }
        return false;
    }
}
