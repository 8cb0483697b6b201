using System.Buffers;
using System.Text;

namespace AiFirewall.Cli.Terminal;

/// <summary>
/// UTF-8 text to a stream, buffered. <see cref="Console"/>'s own writers are not used: setting up their encoding costs more than all the
/// judging does.
/// </summary>
internal sealed class TextOutput(Stream stream)
{
    private const int FlushAbove = 32 * 1024;

    private readonly ArrayBufferWriter<byte> _buffer = new(1024);

    /// <summary>Where bytes go that are UTF-8 already; call <see cref="Flush"/> in the end.</summary>
    public IBufferWriter<byte> Bytes => _buffer;

    /// <summary>Writes a text.</summary>
    public TextOutput Write(string text)
    {
        Encoding.UTF8.GetBytes(text, _buffer);
        return this;
    }

    /// <summary>Ends a line.</summary>
    public TextOutput Line(string text = "")
    {
        Write(text);
        return Write("\n");
    }

    /// <summary>Hands on what has been written if it has grown large.</summary>
    public void FlushWhenLarge()
    {
        if (_buffer.WrittenCount > FlushAbove) Flush();
    }

    /// <summary>Hands on what has been written.</summary>
    public void Flush()
    {
        if (_buffer.WrittenCount == 0) return;
        stream.Write(_buffer.WrittenSpan);
        stream.Flush();
        _buffer.ResetWrittenCount();
    }
}
