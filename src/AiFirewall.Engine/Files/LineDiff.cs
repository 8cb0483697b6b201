using DiffPlex;

namespace AiFirewall.Files;

/// <summary>A run of lines that is replaced by another.</summary>
/// <param name="OldStart">First line in the old text, from 0.</param>
/// <param name="OldCount">How many of its lines go.</param>
/// <param name="NewStart">First line in the new text, from 0.</param>
/// <param name="NewCount">How many lines come.</param>
internal readonly record struct LineChange(int OldStart, int OldCount, int NewStart, int NewCount);

/// <summary>Which lines of a text change.</summary>
/// <remarks>
/// A shortest diff costs the product of what differs. So what is the same at both ends is set aside, lines that occur once on each side and in
/// the same order divide the rest, and only what lies between two of them is compared in full, where that is small; a large gap in which
/// nothing is shared is replaced as a whole. Time grows with the text times its logarithm.
/// </remarks>
internal sealed class LineDiff
{
    private const int MaxGap = 600;

    private readonly List<LineChange> _changes = [];

    private LineDiff(string[] old, string[] now) => (Old, New) = (old, now);

    /// <summary>The lines before.</summary>
    public string[] Old { get; }

    /// <summary>The lines after.</summary>
    public string[] New { get; }

    /// <summary>What changes, in order.</summary>
    public IReadOnlyList<LineChange> Changes => _changes;

    /// <summary>How many lines come.</summary>
    public int Added => _changes.Sum(c => c.NewCount);

    /// <summary>How many lines go.</summary>
    public int Removed => _changes.Sum(c => c.OldCount);

    /// <summary>Compares two texts. The way in which lines end does not count.</summary>
    public static LineDiff Of(string old, string now)
    {
        var diff = new LineDiff(Lines(old), Lines(now));
        diff.Compare();
        return diff;
    }

    /// <summary>The lines of a text, without their ends.</summary>
    public static string[] Lines(string text)
    {
        if (text.Length == 0) return [];
        var lines = text.Split('\n');
        for (var i = 0; i < lines.Length; i++)
        {
            if (lines[i].EndsWith('\r')) lines[i] = lines[i][..^1];
        }

        return lines[^1].Length == 0 ? lines[..^1] : lines;
    }

    private void Compare()
    {
        int start = 0, oldEnd = Old.Length, newEnd = New.Length;
        while (start < oldEnd && start < newEnd && Old[start] == New[start]) start++;
        while (oldEnd > start && newEnd > start && Old[oldEnd - 1] == New[newEnd - 1])
        {
            oldEnd--;
            newEnd--;
        }

        var (oldAt, newAt) = (start, start);
        foreach (var (oldLine, newLine) in Anchors(start, oldEnd, newEnd))
        {
            CompareGap(oldAt, oldLine, newAt, newLine);
            (oldAt, newAt) = (oldLine + 1, newLine + 1);
        }

        CompareGap(oldAt, oldEnd, newAt, newEnd);
    }

    /// <summary>Lines that occur once on each side, as many of them as are in the same order on both.</summary>
    private List<(int Old, int New)> Anchors(int start, int oldEnd, int newEnd)
    {
        if (oldEnd == start || newEnd == start || (oldEnd - start) + (newEnd - start) <= MaxGap) return [];
        var places = new Dictionary<string, (int Old, int New)>(oldEnd - start, StringComparer.Ordinal);
        for (var i = start; i < oldEnd; i++) places[Old[i]] = places.ContainsKey(Old[i]) ? (-1, -1) : (i, -2);
        for (var i = start; i < newEnd; i++)
        {
            if (places.TryGetValue(New[i], out var place)) places[New[i]] = place.New == -2 ? (place.Old, i) : (-1, -1);
        }

        var shared = places.Values.Where(p => p.Old >= 0 && p.New >= 0).ToList();
        shared.Sort(static (a, b) => a.Old.CompareTo(b.Old));
        return LongestRising(shared);
    }

    // Patience sorting: the longest subsequence that rises on the new side as well.
    private static List<(int Old, int New)> LongestRising(List<(int Old, int New)> pairs)
    {
        var piles = new List<int>();
        var before = new int[pairs.Count];
        for (var i = 0; i < pairs.Count; i++)
        {
            int low = 0, high = piles.Count;
            while (low < high)
            {
                var middle = (low + high) / 2;
                if (pairs[piles[middle]].New < pairs[i].New) low = middle + 1;
                else high = middle;
            }

            before[i] = low > 0 ? piles[low - 1] : -1;
            if (low == piles.Count) piles.Add(i);
            else piles[low] = i;
        }

        var result = new List<(int, int)>();
        for (var i = piles.Count > 0 ? piles[^1] : -1; i >= 0; i = before[i]) result.Add(pairs[i]);
        result.Reverse();
        return result;
    }

    private void CompareGap(int oldStart, int oldEnd, int newStart, int newEnd)
    {
        while (oldStart < oldEnd && newStart < newEnd && Old[oldStart] == New[newStart])
        {
            oldStart++;
            newStart++;
        }

        while (oldEnd > oldStart && newEnd > newStart && Old[oldEnd - 1] == New[newEnd - 1])
        {
            oldEnd--;
            newEnd--;
        }

        var (oldCount, newCount) = (oldEnd - oldStart, newEnd - newStart);
        if (oldCount == 0 && newCount == 0) return;
        if (oldCount == 0 || newCount == 0 || oldCount + newCount > MaxGap)
        {
            Add(new LineChange(oldStart, oldCount, newStart, newCount));
            return;
        }

        var blocks = Differ.Instance.CreateDiffs(Text(Old, oldStart, oldCount), Text(New, newStart, newCount), false, false, LineFeeds.Instance).DiffBlocks;
        foreach (var block in blocks)
            Add(new LineChange(oldStart + block.DeleteStartA, block.DeleteCountA, newStart + block.InsertStartB, block.InsertCountB));
    }

    private void Add(LineChange change)
    {
        if (_changes.Count > 0 && _changes[^1] is var last && last.OldStart + last.OldCount == change.OldStart && last.NewStart + last.NewCount == change.NewStart)
            _changes[^1] = new LineChange(last.OldStart, last.OldCount + change.OldCount, last.NewStart, last.NewCount + change.NewCount);
        else _changes.Add(change);
    }

    private static string Text(string[] lines, int start, int count) => string.Join('\n', lines, start, count);

    /// <summary>Lines by line feeds and nothing else, so that they are counted as above.</summary>
    private sealed class LineFeeds : IChunker
    {
        public static LineFeeds Instance { get; } = new();

        public IReadOnlyList<string> Chunk(string text) => text.Split('\n');
    }
}
