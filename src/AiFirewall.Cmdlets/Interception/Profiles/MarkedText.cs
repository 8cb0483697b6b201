using System.Text;

namespace AiFirewall.Cmdlets.Interception.Profiles;

/// <summary>A file of the user's with a block of ours in it, between two marks. Everything outside the marks stays as it is, byte for byte.</summary>
/// <remarks>The text is never written back from what was decoded: a block is cut out of the bytes or put between them.</remarks>
internal sealed class MarkedText
{
    private const string First = "# >>> AiFirewall >>>";
    private const string Last = "# <<< AiFirewall <<<";

    private readonly byte[] _bytes;
    private readonly Encoding _encoding;
    private readonly int _preamble;

    private MarkedText(byte[] bytes, Encoding encoding, int preamble)
    {
        _bytes = bytes;
        _encoding = encoding;
        _preamble = preamble;
        Text = encoding.GetString(bytes, preamble, bytes.Length - preamble);
    }

    /// <summary>The text, without a byte order mark.</summary>
    public string Text { get; }

    /// <summary>The bytes of the file.</summary>
    public ReadOnlySpan<byte> Bytes => _bytes;

    /// <summary>Reads a file's bytes, in the encoding that its byte order mark tells; UTF-8, or bytes that stand for themselves, without one.</summary>
    /// <exception cref="InvalidDataException">They are not text in that encoding.</exception>
    public static MarkedText Of(byte[] bytes)
    {
        var (encoding, preamble) = EncodingOf(bytes);
        var read = new MarkedText(bytes, encoding, preamble);
        // Else a place in the text would not be a place in the bytes.
        if (!encoding.GetBytes(read.Text).AsSpan().SequenceEqual(bytes.AsSpan(preamble)))
            throw new InvalidDataException("it is not text in the encoding that its first bytes tell");
        return read;
    }

    /// <summary>The block between the marks, with them, and its line ending; null when there is none.</summary>
    /// <exception cref="InvalidDataException">There are marks, but not one of each, or not in their order.</exception>
    public string? Block => Range() is { } range ? Text[range] : null;

    /// <summary>Puts a block into the file, in place of the one that is there.</summary>
    /// <param name="lines">The lines between the marks.</param>
    /// <param name="at">Where in the text it goes when there is none yet: the beginning of a line.</param>
    /// <returns>The bytes of the file with it; those of the file when it is there already.</returns>
    /// <exception cref="InvalidDataException">As for <see cref="Block"/>.</exception>
    public byte[] With(IEnumerable<string> lines, int at)
    {
        var newLine = Text.Contains("\r\n", StringComparison.Ordinal) ? "\r\n" : Text.Contains('\n') ? "\n" : Environment.NewLine;
        var block = string.Concat(((string[])[First, .. lines, Last]).Select(line => line + newLine));
        if (Range() is { } range) return Spliced(range.Start.Value, range.End.Value, block);
        // A file whose last line has no end gets one together with the block, and loses both together: see Without.
        if (at > 0 && Text[at - 1] != '\n') block = newLine + block[..^newLine.Length];
        return Spliced(at, at, block);
    }

    /// <summary>The bytes of the file without the block.</summary>
    /// <exception cref="InvalidDataException">As for <see cref="Block"/>.</exception>
    public byte[] Without()
    {
        if (Range() is not { } range) return _bytes;
        var (start, end) = (range.Start.Value, range.End.Value);
        // The block had no line ending of its own: the one before it came with it.
        if (end == Text.Length && Text[end - 1] != '\n' && start > 0) start -= start > 1 && Text[start - 2] == '\r' ? 2 : 1;
        return Spliced(start, end, "");
    }

    private Range? Range()
    {
        var (first, last) = (Only(First), Only(Last));
        if (first < 0 && last < 0) return null;
        if (first < 0 || last < first) throw new InvalidDataException($"it has the marks of AiFirewall, but not '{First}' before '{Last}'");
        var end = last + Last.Length;
        if (end < Text.Length && Text[end] == '\r') end++;
        if (end < Text.Length && Text[end] == '\n') end++;
        return first..end;
    }

    /// <summary>Where a mark stands on a line of its own; -1 for nowhere.</summary>
    private int Only(string mark)
    {
        var found = -1;
        for (var at = Text.IndexOf(mark, StringComparison.Ordinal); at >= 0; at = Text.IndexOf(mark, at + mark.Length, StringComparison.Ordinal))
        {
            var isLine = (at == 0 || Text[at - 1] == '\n') && (at + mark.Length == Text.Length || Text[at + mark.Length] is '\r' or '\n');
            if (!isLine) continue;
            if (found >= 0) throw new InvalidDataException($"it has '{mark}' more than once");
            found = at;
        }
        return found;
    }

    private byte[] Spliced(int start, int end, string block) =>
    [
        .. _bytes.AsSpan(0, ByteAt(start)),
        .. _encoding.GetBytes(block),
        .. _bytes.AsSpan(ByteAt(end)),
    ];

    private int ByteAt(int index) => _preamble + _encoding.GetByteCount(Text.AsSpan(0, index));

    private static (Encoding Encoding, int Preamble) EncodingOf(byte[] bytes) => bytes switch
    {
        [0xEF, 0xBB, 0xBF, ..] => (new UTF8Encoding(false, true), 3),
        [0xFF, 0xFE, 0, 0, ..] => (new UTF32Encoding(false, false, true), 4),
        [0, 0, 0xFE, 0xFF, ..] => (new UTF32Encoding(true, false, true), 4),
        [0xFF, 0xFE, ..] => (new UnicodeEncoding(false, false, true), 2),
        [0xFE, 0xFF, ..] => (new UnicodeEncoding(true, false, true), 2),
        _ => (IsUtf8(bytes) ? new UTF8Encoding(false, true) : Encoding.Latin1, 0),
    };

    private static bool IsUtf8(byte[] bytes) => System.Text.Unicode.Utf8.IsValid(bytes);
}
