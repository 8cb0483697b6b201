using System.Text;
using AiFirewall.Effects;

namespace AiFirewall.Shells;

/// <summary>Puts a value together from pieces in linear time, and bounded: beyond the bound the rest is a hole.</summary>
internal struct ValueBuilder
{
    /// <summary>The longest text that is followed; doubling a variable in a loop would otherwise never end.</summary>
    public const int MaxLength = 1 << 18;

    private Value? _only;
    private StringBuilder? _text;
    private Origins _origins;
    private string? _source;
    private bool _isGlob;
    private bool _isQuoted;
    private bool _maySplit;

    /// <summary>Whether anything was added.</summary>
    public readonly bool HasPieces => _only is not null;

    /// <summary>Adds a piece.</summary>
    public void Add(Value piece)
    {
        if (_only is null)
        {
            _only = piece;
            (_origins, _source, _isGlob, _isQuoted, _maySplit) = (piece.Origins, piece.Source, piece.IsGlob, piece.IsQuoted, piece.MaySplit);
            return;
        }

        _text ??= new StringBuilder(_only.Text);
        _origins |= piece.Origins;
        _source ??= piece.Source;
        _isGlob |= piece.IsGlob;
        _isQuoted |= piece.IsQuoted;
        _maySplit |= piece.MaySplit;
        if (_text.Length + piece.Text.Length <= MaxLength) _text.Append(piece.Text);
        else if (_text.Length == 0 || _text[^1] != Unresolved.Hole) _text.Append(Unresolved.Hole);
    }

    /// <summary>All of it; empty when nothing was added.</summary>
    public readonly Value ToValue() =>
        _text is null ? _only ?? Value.Empty : new Value(_text.ToString(), _origins, _source) { IsGlob = _isGlob, IsQuoted = _isQuoted, MaySplit = _maySplit };
}
