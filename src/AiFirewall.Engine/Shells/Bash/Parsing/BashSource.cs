using AiFirewall.Effects;
using AiFirewall.Shells.Bash.Syntax;

namespace AiFirewall.Shells.Bash.Parsing;

/// <summary>
/// A text being read: the cursor that every reader moves. Parts that are read on their own (what is between backquotes, the body of a
/// here-document) are sources too; their spans still name places in the first text.
/// </summary>
internal sealed class BashSource
{
    /// <summary>For a text that was unescaped before it is read: where each of its characters stood; null when it is the first text.</summary>
    private readonly int[]? origins;

    public BashSource(string text, ReadingBounds bounds, int[]? origins = null)
    {
        Text = text;
        End = text.Length;
        Bounds = bounds;
        this.origins = origins;
    }

    private BashSource(BashSource parent, int start, int end)
    {
        Text = parent.Text;
        Position = start;
        End = end;
        Bounds = parent.Bounds;
        origins = parent.origins;
    }

    public string Text { get; }

    public ReadingBounds Bounds { get; }

    public int Position { get; set; }

    public int End { get; private set; }

    /// <summary>What may end the lists that are open around the cursor.</summary>
    public Closers Enclosing { get; set; }

    /// <summary>Here-documents whose bodies begin after the next newline; null for none.</summary>
    public List<PendingDocument>? PendingDocuments { get; set; }

    /// <summary>Inside <c>$( )</c> or <c>&lt;( )</c>, where the delimiter of a here-document may be followed by the parenthesis.</summary>
    public bool IsInSubstitution { get; set; }

    /// <summary>What is known of <c>((</c> in this text; null before the first.</summary>
    public DoubleParentheses? DoubleParentheses { get; set; }

    public bool IsAtEnd => Position >= End;

    /// <summary>The bound of depth or size was met: the rest is skipped.</summary>
    public bool IsAbandoned { get; private set; }

    /// <summary>The character at the cursor; NUL at the end (the text itself holds none).</summary>
    public char Current => Position < End ? Text[Position] : '\0';

    public char At(int position) => position < End ? Text[position] : '\0';

    /// <summary>A part of this text, to be read on its own.</summary>
    public BashSource Part(int start, int end) => new(this, start, end);

    /// <summary>A text made out of a part of this one; <paramref name="positions"/> names where each character stood in this text.</summary>
    public BashSource Derived(string text, int[] positions)
    {
        for (var i = 0; i < positions.Length; i++) positions[i] = OriginOf(positions[i]);
        return new BashSource(text, Bounds, positions);
    }

    public TextSpan Span(int start, int end) =>
        origins is null ? TextSpan.Between(start, end) : TextSpan.Between(origins[start], origins[end]);

    public TextSpan SpanFrom(int start) => Span(start, Position);

    public int OriginOf(int position) => origins is null ? position : origins[position];

    public ReadOnlySpan<char> Slice(int start, int end) => Text.AsSpan(start, end - start);

    public void Error(BashErrorKind kind, string message, int start)
    {
        if (IsAbandoned) return;
        start = Math.Min(start, Position);
        var end = start == Position && Position < End ? Position + 1 : Position;
        Bounds.AddError(new BashError(kind, message, Span(start, end)));
    }

    /// <summary>Goes one level deeper; when that is too deep, gives up the rest of this text.</summary>
    public bool TryEnter()
    {
        if (IsAbandoned) return false;
        if (Bounds.TryEnter()) return true;
        Abandon(BashErrorKind.TooDeep, "commands are nested deeper than the reader goes");
        return false;
    }

    public void Leave()
    {
        Bounds.Leave();
        if (Bounds.IsSpent && !IsAbandoned) Stop();
    }

    public void CountNode()
    {
        if (IsAbandoned) return;
        if (Bounds.IsSpent) Stop();
        else if (!Bounds.TryCountNode()) Abandon(BashErrorKind.TooLarge, "the text has more parts than the reader takes");
    }

    public void Abandon(BashErrorKind kind, string message)
    {
        var start = Position;
        Position = End;
        Error(kind, message, start);
        Stop();
    }

    private void Stop()
    {
        Position = End;
        IsAbandoned = true;
        PendingDocuments = null;
    }

    /// <summary>Skips <c>\newline</c>, which the shell removes before it looks at anything (POSIX XCU 2.2.1).</summary>
    public int SkipContinuations(int position)
    {
        while (position + 1 < End && Text[position] == '\\' && Text[position + 1] == '\n') position += 2;
        return position;
    }

    /// <summary>Skips blanks, line continuations and a comment, but no newline. Stands always at the start of a token.</summary>
    public void SkipBlanks()
    {
        while (Position < End)
        {
            switch (Text[Position])
            {
                case ' ' or '\t':
                    Position++;
                    break;
                case '\r' when IsLineEnd(Position):
                    Position++;
                    break;
                case '\\' when At(Position + 1) == '\n':
                    Position += 2;
                    break;
                case '#':
                    SkipComment();
                    break;
                default:
                    return;
            }
        }
    }

    /// <summary>Skips blanks and newlines; reads the here-documents that begin after a newline.</summary>
    public void SkipNewlines()
    {
        SkipBlanks();
        while (Current == '\n')
        {
            ConsumeNewline();
            SkipBlanks();
        }
    }

    public void ConsumeNewline()
    {
        Position++;
        if (PendingDocuments is not null) HereDocumentReader.ReadPending(this);
    }

    /// <summary>Whether a newline, or a carriage return that belongs to one, or the end is at <paramref name="position"/>.</summary>
    public bool IsLineEnd(int position) =>
        position >= End || Text[position] == '\n' || (Text[position] == '\r' && (position + 1 >= End || Text[position + 1] == '\n'));

    /// <summary>Whether a word cannot go on at <paramref name="position"/>.</summary>
    public bool IsWordEnd(int position) =>
        position >= End || BashCharacters.KindOf(Text[position]) == BashCharacters.Meta || IsLineEnd(position);

    /// <summary>Where the two-character operator at the cursor ends, with continuations inside; -1 when it is not there.</summary>
    public int MatchOperator(char first, char second)
    {
        if (Current != first) return -1;
        var position = SkipContinuations(Position + 1);
        return At(position) == second ? position + 1 : -1;
    }

    private void SkipComment()
    {
        var length = Text.AsSpan(Position, End - Position).IndexOf('\n');
        var end = length < 0 ? End : Position + length;
        Bounds.AddComment(Span(Position, end));
        Position = end;
    }
}
