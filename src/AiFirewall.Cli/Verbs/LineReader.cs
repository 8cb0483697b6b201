using System.Text;

namespace AiFirewall.Cli.Verbs;

/// <summary>Reads lines as bytes: what a line holds is judged by who reads it, not by a decoder on the way.</summary>
internal sealed class LineReader(Stream input)
{
    /// <summary>The longest line; what is longer is skipped to its end.</summary>
    public const int MaxLength = 16 * 1024 * 1024;

    private byte[] _buffer = new byte[64 * 1024];
    private int _start;
    private int _end;
    private int _searched;
    private bool _isAtEnd;

    /// <summary>Whether the next line can be had without reading.</summary>
    public bool IsLineBuffered => _isAtEnd || _buffer.AsSpan(_start, _end - _start).Contains((byte)'\n');

    /// <summary>The next line without its end; a last line needs none.</summary>
    /// <param name="line">The line; holds until the next call.</param>
    /// <param name="isTooLong">The line was longer than <see cref="MaxLength"/>, <paramref name="line"/> is its beginning.</param>
    /// <returns>Whether there was one.</returns>
    public bool TryRead(out ReadOnlyMemory<byte> line, out bool isTooLong)
    {
        isTooLong = false;
        var skipped = 0L;
        while (true)
        {
            var newline = _buffer.AsSpan(_searched, _end - _searched).IndexOf((byte)'\n');
            if (newline >= 0 || _isAtEnd)
            {
                var end = newline >= 0 ? _searched + newline : _end;
                line = _buffer.AsMemory(_start, end - _start);
                if (line.Length > 0 && line.Span[^1] == '\r') line = line[..^1];
                isTooLong = skipped > 0;
                var isLine = newline >= 0 || line.Length > 0 || isTooLong;
                _start = _searched = newline >= 0 ? end + 1 : _end;
                return isLine;
            }
            _searched = _end;
            if (_end - _start > MaxLength)
            {
                skipped += _end - _start;
                _end = _searched = _start;
            }
            Fill();
        }
    }

    /// <summary>The beginning of a line as text, to show it.</summary>
    public static string TextOf(ReadOnlyMemory<byte> line) => Encoding.UTF8.GetString(line.Span[..Math.Min(line.Length, 400)]);

    private void Fill()
    {
        if (_start > 0)
        {
            _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
            (_searched, _end, _start) = (_searched - _start, _end - _start, 0);
        }
        if (_end == _buffer.Length) Array.Resize(ref _buffer, _buffer.Length * 2);
        var read = input.Read(_buffer, _end, _buffer.Length - _end);
        _isAtEnd = read == 0;
        _end += read;
    }
}
