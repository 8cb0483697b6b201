using System.Text;
using AiFirewall.Effects;

namespace AiFirewall.Shells;

/// <summary>
/// Puts a value together from pieces in linear time, and bounded: beyond the bound the rest is a hole. By itself the pieces are those of a
/// word; <see cref="ForOutput"/> takes what commands one after the other write.
/// </summary>
internal struct ValueBuilder
{
    /// <summary>The longest text that is followed; doubling a variable in a loop would otherwise never end.</summary>
    public const int MaxLength = 1 << 18;

    private const int MaxOutput = 64 * 1024;

    private Value? _only;
    private StringBuilder? _text;
    private Origins _origins;
    private string? _source;
    private bool _isOutput;
    private bool _hasText;
    private bool _isGlob;
    private bool _isQuoted;
    private bool _maySplit;

    /// <summary>A builder for output: nothing written is no piece, two unknown texts in a row are one, and how a word was quoted is no part of it.</summary>
    public static ValueBuilder ForOutput() => new() { _isOutput = true };

    /// <summary>Whether anything was added.</summary>
    public readonly bool HasPieces => _only is not null;

    /// <summary>Adds a piece.</summary>
    public void Add(Value piece)
    {
        if (_isOutput && piece.Text.Length == 0 && piece.Origins == Origins.None) return;
        _hasText |= !string.IsNullOrWhiteSpace(piece.Text);
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
        var endsUnknown = _text.Length > 0 && _text[^1] == Unresolved.Hole;
        if (_text.Length + piece.Text.Length > (_isOutput ? MaxOutput : MaxLength))
        {
            if (!endsUnknown) _text.Append(Unresolved.Hole);
        }
        else if (!_isOutput || !endsUnknown || piece.Text != Unresolved.Anything)
        {
            _text.Append(piece.Text);
        }
    }

    /// <summary>Adds what is written instead of what is there already: the text only where there is none, the origins always.</summary>
    public void AddAlternative(Value value)
    {
        if (!_hasText)
        {
            Add(value);
            return;
        }

        _origins |= value.Origins;
        _source ??= value.Source;
        if (_text is null && _only is not null) _only = _only with { Origins = _origins, Source = _source };
    }

    /// <summary>All of it; empty when nothing was added.</summary>
    public readonly Value ToValue() =>
        _text is null ? _only ?? Value.Empty
        : _isOutput ? new Value(_text.ToString(), _origins, _source)
        : new Value(_text.ToString(), _origins, _source) { IsGlob = _isGlob, IsQuoted = _isQuoted, MaySplit = _maySplit };
}
