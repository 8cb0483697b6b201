using AiFirewall.Effects;

namespace AiFirewall.Shells.Cmd.Syntax;

/// <summary>A character of a command line, with where it stands in the text and what it was expanded from.</summary>
/// <param name="Char">The character.</param>
/// <param name="Start">Where what stands for it begins in the text.</param>
/// <param name="End">Where that ends.</param>
/// <param name="From">The value it was expanded from; null when it is written in the text.</param>
/// <param name="IsGuess">It was expanded from the environment, which may differ from what is assumed.</param>
internal readonly record struct CmdChar(char Char, int Start, int End, Value? From, bool IsGuess);

/// <summary>
/// A piece of a command line. Expansion happens before parsing in cmd.exe, so that a piece is a mixture of what is written and of what
/// variables hold; every character knows which.
/// </summary>
internal sealed class CmdText(CmdChar[] characters)
{
    private readonly CmdChar[] _characters = characters;
    private string? _text;

    /// <summary>Nothing.</summary>
    public static CmdText Empty { get; } = new([]);

    /// <summary>Number of characters.</summary>
    public int Length => _characters.Length;

    /// <summary>The text, with holes.</summary>
    public string Text => _text ??= string.Create(_characters.Length, _characters, static (span, source) =>
    {
        for (var i = 0; i < span.Length; i++) span[i] = source[i].Char;
    });

    /// <summary>A character.</summary>
    public CmdChar this[int index] => _characters[index];

    /// <summary>Whether any of it was expanded from an environment that is only assumed.</summary>
    public bool IsGuess => Any(static c => c.IsGuess);

    /// <summary>Where it stands in the text.</summary>
    public TextSpan Span => Length == 0 ? default : TextSpan.Between(_characters[0].Start, _characters[^1].End);

    /// <summary>A text as it is written, from <paramref name="offset"/> on.</summary>
    public static CmdText Of(string text, int offset = 0)
    {
        var characters = new CmdChar[text.Length];
        for (var i = 0; i < text.Length; i++) characters[i] = new(text[i], offset + i, offset + i + 1, null, IsGuess: false);
        return new CmdText(characters);
    }

    /// <summary>The piece between two offsets.</summary>
    public CmdText Slice(int start, int end)
    {
        if (start == 0 && end >= Length) return this;
        return new CmdText(_characters.AsSpan(start, Math.Max(0, Math.Min(end, Length) - start)).ToArray());
    }

    /// <summary>Without blanks and other separators at both ends.</summary>
    public CmdText Trim()
    {
        var (start, end) = (0, Length);
        while (start < end && _characters[start].Char is ' ' or '\t') start++;
        while (end > start && _characters[end - 1].Char is ' ' or '\t') end--;
        return Slice(start, end);
    }

    /// <summary>What is known of it as a whole.</summary>
    public Value ToValue() => ValueOf(Text);

    /// <summary>A value with another text, made of this piece: origins stay.</summary>
    public Value ValueOf(string text)
    {
        var origins = Origins.None;
        string? source = null;
        Value? last = null;
        for (var i = 0; i < Length; i++)
        {
            if (_characters[i].From is not { } from || ReferenceEquals(from, last)) continue;
            last = from;
            origins |= from.Origins;
            source ??= from.Source;
        }

        return new Value(text, origins, source);
    }

    /// <summary>The characters.</summary>
    public ReadOnlySpan<CmdChar> Characters => _characters;

    private bool Any(Predicate<CmdChar> holds)
    {
        for (var i = 0; i < Length; i++)
        {
            if (holds(_characters[i])) return true;
        }

        return false;
    }
}

/// <summary>Puts a command line together, character by character.</summary>
internal sealed class CmdTextBuilder
{
    private CmdChar[] _characters = [];
    private int _length;

    /// <summary>Number of characters so far; may be made less.</summary>
    public int Length
    {
        get => _length;
        set => _length = Math.Min(value, _length);
    }

    /// <summary>A character.</summary>
    public ref readonly CmdChar this[int index] => ref _characters.AsSpan(0, _length)[index];

    /// <summary>Appends a character.</summary>
    public void Append(CmdChar character)
    {
        Reserve(1);
        _characters[_length++] = character;
    }

    /// <summary>Appends a piece of another text.</summary>
    public void Append(CmdText text)
    {
        Reserve(text.Length);
        text.Characters.CopyTo(_characters.AsSpan(_length));
        _length += text.Length;
    }

    /// <summary>Appends a value that was expanded from what stands at <paramref name="span"/>.</summary>
    public void Append(Value value, TextSpan span, bool isGuess = false)
    {
        Reserve(value.Text.Length);
        foreach (var c in value.Text) _characters[_length++] = new(c, span.Start, span.End, value, isGuess);
    }

    /// <summary>What was put together from <paramref name="start"/> on.</summary>
    public CmdText ToText(int start = 0) => new(_characters.AsSpan(start, _length - start).ToArray());

    private void Reserve(int more)
    {
        if (_length + more > _characters.Length) Array.Resize(ref _characters, Math.Max(_length + more, Math.Max(16, 2 * _characters.Length)));
    }
}
