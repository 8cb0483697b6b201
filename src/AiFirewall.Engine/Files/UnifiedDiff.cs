using System.Globalization;
using System.Text;

namespace AiFirewall.Files;

/// <summary>Words a diff as people and tools know it.</summary>
internal static class UnifiedDiff
{
    /// <summary>Lines around a change.</summary>
    public const int Context = 3;

    /// <summary>Most lines of a diff.</summary>
    public const int MaxLines = 200;

    private const int MaxWidth = 200;

    /// <summary>The text of a diff; empty when nothing changes.</summary>
    /// <param name="diff">What changes.</param>
    /// <param name="oldName">The file before; <c>/dev/null</c> for none.</param>
    /// <param name="newName">The file after.</param>
    public static string Of(LineDiff diff, string oldName, string newName)
    {
        if (diff.Changes.Count == 0) return "";
        var text = new StringBuilder();
        text.Append("--- ").Append(oldName).Append('\n').Append("+++ ").Append(newName).Append('\n');
        var lines = 2;
        for (var first = 0; first < diff.Changes.Count;)
        {
            var last = first;
            while (last + 1 < diff.Changes.Count && diff.Changes[last + 1].OldStart - End(diff.Changes[last]) <= 2 * Context) last++;
            if (!TryWriteHunk(diff, first, last, text, ref lines))
            {
                text.Append(CultureInfo.InvariantCulture, $"… cut after {MaxLines} lines: {diff.Added} lines are added and {diff.Removed} removed in all\n");
                break;
            }

            first = last + 1;
        }

        return text.ToString();
    }

    private static bool TryWriteHunk(LineDiff diff, int first, int last, StringBuilder text, ref int lines)
    {
        var (start, end) = (diff.Changes[first], diff.Changes[last]);
        var before = Math.Min(Context, start.OldStart);
        var after = Math.Min(Context, diff.Old.Length - End(end));
        var oldCount = End(end) - start.OldStart + before + after;
        var newCount = end.NewStart + end.NewCount - start.NewStart + before + after;
        text.Append("@@ -").Append(Range(start.OldStart - before, oldCount)).Append(" +").Append(Range(start.NewStart - before, newCount)).Append(" @@\n");
        lines++;
        var at = start.OldStart - before;
        for (var i = first; i <= last; i++)
        {
            var change = diff.Changes[i];
            if (!TryWrite(' ', diff.Old, at, change.OldStart - at, text, ref lines)) return false;
            if (!TryWrite('-', diff.Old, change.OldStart, change.OldCount, text, ref lines)) return false;
            if (!TryWrite('+', diff.New, change.NewStart, change.NewCount, text, ref lines)) return false;
            at = End(change);
        }

        return TryWrite(' ', diff.Old, at, after, text, ref lines);
    }

    private static bool TryWrite(char mark, string[] from, int start, int count, StringBuilder text, ref int lines)
    {
        for (var i = start; i < start + count; i++)
        {
            if (++lines > MaxLines) return false;
            text.Append(mark);
            if (from[i].Length <= MaxWidth) text.Append(from[i]);
            else text.Append(from[i], 0, MaxWidth).Append('…');
            text.Append('\n');
        }

        return true;
    }

    private static string Range(int start, int count) =>
        count == 1 ? (start + 1).ToString(CultureInfo.InvariantCulture) : string.Create(CultureInfo.InvariantCulture, $"{(count == 0 ? start : start + 1)},{count}");

    private static int End(LineChange change) => change.OldStart + change.OldCount;
}
