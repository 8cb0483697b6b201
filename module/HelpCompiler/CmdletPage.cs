using System.Text;

namespace HelpCompiler;

/// <summary>A page of docs/cmdlets in the headings of platyPS: sections, and in some of them entries.</summary>
internal sealed class CmdletPage
{
    private readonly Dictionary<string, StringBuilder> _sections = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, List<PageEntry>> _entries = new(StringComparer.OrdinalIgnoreCase);

    public static CmdletPage Read(string path)
    {
        var page = new CmdletPage();
        var section = "";
        StringBuilder? body = null;
        var isCode = false;
        foreach (var line in File.ReadLines(path))
        {
            if (line.StartsWith("```", StringComparison.Ordinal)) isCode = !isCode;
            if (!isCode && line.StartsWith("## ", StringComparison.Ordinal))
            {
                section = line[3..].Trim();
                body = page._sections[section] = new StringBuilder();
                page._entries[section] = [];
            }
            else if (!isCode && line.StartsWith("### ", StringComparison.Ordinal))
            {
                var entry = new PageEntry(line[4..].Trim(), new StringBuilder());
                page._entries[section].Add(entry);
                body = entry.Body;
            }
            else
            {
                body?.Append(line).Append('\n');
            }
        }
        return page;
    }

    /// <summary>The paragraphs of a section.</summary>
    public IEnumerable<string> Paragraphs(string section) => _sections.TryGetValue(section, out var body) ? PageEntry.ParagraphsOf(body.ToString()) : [];

    /// <summary>The entries of a section.</summary>
    public IReadOnlyList<PageEntry> Entries(string section) => _entries.GetValueOrDefault(section) ?? [];
}

/// <summary>A heading of the third level and what stands under it.</summary>
internal sealed record PageEntry(string Title, StringBuilder Body)
{
    /// <summary>The text outside fences.</summary>
    public IEnumerable<string> Paragraphs => ParagraphsOf(Split().Prose);

    /// <summary>The text inside fences.</summary>
    public string Code => Split().Code.TrimEnd('\n');

    public static IEnumerable<string> ParagraphsOf(string text) =>
        from block in text.Split("\n\n", StringSplitOptions.RemoveEmptyEntries)
        let lines = block.Split('\n', StringSplitOptions.RemoveEmptyEntries)
        where lines.Length > 0
        select IsList(lines) ? string.Join('\n', lines) : string.Join(' ', lines);

    private static bool IsList(string[] lines) => lines[0].StartsWith("- ", StringComparison.Ordinal) || lines[0].StartsWith('|');

    private (string Prose, string Code) Split()
    {
        var prose = new StringBuilder();
        var code = new StringBuilder();
        var isCode = false;
        foreach (var line in Body.ToString().Split('\n'))
        {
            if (line.StartsWith("```", StringComparison.Ordinal)) isCode = !isCode;
            else (isCode ? code : prose).Append(line).Append('\n');
        }
        return (prose.ToString(), code.ToString());
    }
}
