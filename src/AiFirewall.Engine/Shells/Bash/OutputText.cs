using System.Text;
using AiFirewall.Effects;

namespace AiFirewall.Shells.Bash;

/// <summary>What commands one after the other write: their texts put together once, at the end, and bounded.</summary>
internal struct OutputText
{
    private const int MaxLength = 64 * 1024;

    private Value? _only;
    private StringBuilder? _text;
    private Origins _origins;
    private string? _source;

    /// <summary>All of it.</summary>
    public readonly Value Value => _text is null ? _only ?? Value.Empty : new Value(_text.ToString(), _origins, _source);

    /// <summary>Adds what is written instead of what is there already: the text only where there is none, the origins always.</summary>
    public void AddAlternative(Value value)
    {
        if (Value.Text.Trim().Length == 0)
        {
            Add(value);
            return;
        }

        _origins |= value.Origins;
        _source ??= value.Source;
        if (_text is null && _only is not null) _only = _only with { Origins = _origins, Source = _source };
    }

    /// <summary>Adds what a command writes.</summary>
    public void Add(Value value)
    {
        if (value.Text.Length == 0 && value.Origins == Origins.None) return;
        if (_only is null)
        {
            (_only, _origins, _source) = (value, value.Origins, value.Source);
            return;
        }

        _text ??= new StringBuilder(_only.Text);
        _origins |= value.Origins;
        _source ??= value.Source;

        // Two unknown texts in a row are one unknown text; beyond the bound everything is unknown.
        var endsUnknown = _text.Length > 0 && _text[^1] == Unresolved.Hole;
        if (_text.Length + value.Text.Length > MaxLength)
        {
            if (!endsUnknown) _text.Append(Unresolved.Hole);
        }
        else if (!endsUnknown || value.Text != Unresolved.Anything)
        {
            _text.Append(value.Text);
        }
    }
}
