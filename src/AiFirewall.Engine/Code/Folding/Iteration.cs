using AiFirewall.Shells;

namespace AiFirewall.Code.Folding;

/// <summary>What a loop goes through.</summary>
internal static class Iteration
{
    /// <summary>The items of a value; one that stands for any where they are not known.</summary>
    public static IEnumerable<CodeValue> Of(CodeValue source, bool takesKeys, CodeRun run)
    {
        switch (source.Sort)
        {
            case CodeSort.List when takesKeys: return Enumerable.Range(0, source.Items.Count).Select(i => CodeValue.Of(i));
            case CodeSort.List: return source.Items;
            case CodeSort.Map when source.Members is { } members: return takesKeys || run.Language.Name == "python" ? members.Keys.Select(k => CodeValue.Of(k)).ToList() : members.Values.ToList();
            case CodeSort.Text when source.Text.IsResolved: return source.Text.Text.Take(64).Select(c => CodeValue.Of(c.ToString(), source.Text.Origins));
            case CodeSort.Object when source.Name == "stdin" && source.Text.IsResolved: return Lines(source.Text);
            case CodeSort.Object when source.Name == "file": return [CodeValue.From(source.Origins, source.Text.Source ?? source.Text.Text)];
            default: return [CodeValue.From(source.Origins, source.Text.Source)];
        }
    }

    /// <summary>The lines of a text, each with its line break.</summary>
    public static List<CodeValue> Lines(Value text)
    {
        var lines = new List<CodeValue>();
        foreach (var line in text.Text.Split('\n'))
        {
            if (lines.Count < 64) lines.Add(CodeValue.Of(text with { Text = line + "\n" }));
        }

        if (lines.Count > 0 && lines[^1].Text.Text == "\n") lines.RemoveAt(lines.Count - 1);
        return lines;
    }
}
