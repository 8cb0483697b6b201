using System.Text;
using AiFirewall.Effects;
using AiFirewall.Shells;

namespace AiFirewall.Code.Folding;

/// <summary>A text being put together that does not grow without bound: one that is too long is not known.</summary>
internal sealed class BoundedText
{
    /// <summary>The longest text that is followed.</summary>
    public const int MaxLength = 1 << 16;

    private readonly StringBuilder _text = new();
    private Origins _origins;
    private string? _source;
    private bool _isTooLong;

    /// <summary>Adds a piece.</summary>
    public BoundedText Append(Value piece)
    {
        _origins |= piece.Origins;
        _source ??= piece.Source;
        return Append(piece.Text);
    }

    /// <summary>Adds a piece.</summary>
    public BoundedText Append(string piece)
    {
        if (_text.Length + piece.Length > MaxLength) _isTooLong = true;
        else _text.Append(piece);
        return this;
    }

    /// <summary>Adds a character.</summary>
    public BoundedText Append(char piece)
    {
        if (_text.Length >= MaxLength) _isTooLong = true;
        else _text.Append(piece);
        return this;
    }

    /// <summary>Takes an origin for all of it.</summary>
    public BoundedText From(Origins origins, string? source = null)
    {
        _origins |= origins;
        _source ??= source;
        return this;
    }

    /// <summary>The text.</summary>
    public Value Result => new(_isTooLong ? Unresolved.Anything : _text.ToString(), _origins, _source);
}
