using AiFirewall.Effects;
using AiFirewall.Shells.Bash.Syntax;

namespace AiFirewall.Shells.Bash.Parsing;

/// <summary>
/// The braces that are open in a word. Whether <c>{</c> begins a brace expansion is known at its <c>}</c> only (Bash manual, 3.5.1), so each
/// brace and comma is kept as a literal of its own, and the parts in between are gathered when the brace closes.
/// </summary>
internal ref struct BraceFrames(BashSource source)
{
    private readonly BashSource source = source;
    private List<Frame>? frames;

    /// <summary>A brace was seen, so that literals may stand in pieces.</summary>
    public bool IsUsed { get; private set; }

    public readonly bool IsOpen => frames is { Count: > 0 };

    public void Read(ref PartCollector parts, char c)
    {
        var at = source.Position;
        if (c == '{' && source.At(at + 1) == '}' && parts.IsEmpty)
        {
            // At the start of a word '{}' is no brace expansion (find -exec).
            source.Position = at + 2;
            parts.AddRun(at, at + 2, Quoting.None);
            return;
        }
        if (c != '{' && !IsOpen)
        {
            source.Position = at + 1;
            parts.AddRun(at, at + 1, Quoting.None);
            return;
        }
        IsUsed = true;
        switch (c)
        {
            case '{':
                if (source.Bounds.Depth + (frames?.Count ?? 0) >= ReadingBounds.MaxDepth)
                {
                    source.Abandon(BashErrorKind.TooDeep, "braces are nested deeper than the reader goes");
                    return;
                }
                AddOwn(ref parts, at);
                (frames ??= []).Add(new Frame(parts.Count - 1, at));
                break;
            case ',':
                AddOwn(ref parts, at);
                frames![^1].AddComma(parts.Count - 1, at);
                break;
            default:
                Close(ref parts, at);
                break;
        }
    }

    /// <summary>Whether <paramref name="at"/> begins an alternative of a brace that begins the word.</summary>
    public readonly bool IsAtWordStart(int wordStart, int at) =>
        IsOpen && frames!.Count == 1 && frames[0].Start == wordStart && source.Text[at - 1] is '{' or ',';

    /// <summary>Unquoted literals that were kept apart, in one.</summary>
    public static IReadOnlyList<WordPart> Joined(IReadOnlyList<WordPart> parts)
    {
        var joined = new List<WordPart>(parts.Count);
        var i = 0;
        while (i < parts.Count)
        {
            var first = i++;
            if (parts[first] is not LiteralPart { Quoting: Quoting.None } literal)
            {
                joined.Add(parts[first]);
                continue;
            }
            while (i < parts.Count && parts[i] is LiteralPart { Quoting: Quoting.None }) i++;
            if (i == first + 1)
            {
                joined.Add(literal);
                continue;
            }
            var text = string.Concat(parts.Skip(first).Take(i - first).Select(part => ((LiteralPart)part).Text));
            joined.Add(new LiteralPart(text, Quoting.None, TextSpan.Between(literal.Span.Start, parts[i - 1].Span.End)));
        }
        return joined;
    }

    private readonly void AddOwn(ref PartCollector parts, int at)
    {
        parts.Flush();
        parts.AddRun(at, at + 1, Quoting.None);
        parts.Flush();
        source.Position = at + 1;
    }

    private readonly void Close(ref PartCollector parts, int at)
    {
        var frame = frames![^1];
        parts.Flush();
        if (frame.Commas is null && !HasDots(frame, at))
        {
            // Without comma or dots the brace closes nothing, unless it pairs two braces inside others: '{a},b}' is 'a}' and 'b'.
            if (frames.Count > 1) frames.RemoveAt(frames.Count - 1);
            AddOwn(ref parts, at);
            return;
        }
        frames.RemoveAt(frames.Count - 1);
        source.Position = at + 1;
        if (frame.Commas is not null)
        {
            parts.Add(List(frame, parts.TakeFrom(frame.PartIndex), at));
        }
        else if (parts.Count == frame.PartIndex + 2
                 && BraceRange.TryParse(source.Slice(frame.Start + 1, at), source.Span(frame.Start, at + 1)) is { } range)
        {
            parts.TakeFrom(frame.PartIndex);
            parts.Add(range);
        }
        else
        {
            AddOwn(ref parts, at);
        }
    }

    /// <summary>Whether two dots stand after the open brace, with something behind them.</summary>
    private readonly bool HasDots(Frame frame, int end)
    {
        var from = frame.Examined;
        frame.Examined = Math.Max(from, end - 1);
        var dots = source.Slice(from, end).IndexOf("..", StringComparison.Ordinal);
        return dots >= 0 && from + dots + 2 < end;
    }

    private readonly BraceListPart List(Frame frame, List<WordPart> taken, int end)
    {
        var alternatives = new List<Word>(frame.Commas!.Count + 1);
        var first = 1;
        var start = frame.Start + 1;
        foreach (var (partIndex, position) in frame.Commas)
        {
            var last = partIndex - frame.PartIndex;
            alternatives.Add(Alternative(taken[first..last], start, position));
            (first, start) = (last + 1, position + 1);
        }
        alternatives.Add(Alternative(taken[first..], start, end));
        return new BraceListPart(alternatives, source.Span(frame.Start, end + 1));
    }

    private readonly Word Alternative(List<WordPart> parts, int start, int end) => new(Joined(parts), source.Span(start, end));

    /// <summary>An open brace: which part it is, where it stands, and the commas after it on its own level.</summary>
    private sealed class Frame(int partIndex, int start)
    {
        public int PartIndex { get; } = partIndex;

        public int Start { get; } = start;

        /// <summary>No dots stand before this place.</summary>
        public int Examined { get; set; } = start + 1;

        public List<(int PartIndex, int Position)>? Commas { get; private set; }

        public void AddComma(int index, int position) => (Commas ??= []).Add((index, position));
    }
}
