using System.Globalization;
using AiFirewall.Code.Syntax;
using AiFirewall.Effects;
using AiFirewall.Shells;

namespace AiFirewall.Code;

/// <summary>What sort of value is known.</summary>
internal enum CodeSort : byte
{
    /// <summary>Nothing is known but, at best, where it came from.</summary>
    Unknown,
    /// <summary>A text, with holes.</summary>
    Text,
    /// <summary>A number.</summary>
    Number,
    /// <summary>A list, tuple or set.</summary>
    List,
    /// <summary>A dictionary or object written out.</summary>
    Map,
    /// <summary>A module, class or function by its canonical name.</summary>
    Reference,
    /// <summary>A function of this text.</summary>
    Function,
    /// <summary>An object of a known class: a path, an open file, a connection.</summary>
    Object,
    /// <summary>None, null, undefined, nil.</summary>
    Nothing,
}

/// <summary>What is known of a value in code that is read and not run.</summary>
/// <param name="Sort">What sort of value it is.</param>
/// <param name="Text">It as a text: for a path object or open file its path; where it came from holds for all of it.</param>
internal sealed record CodeValue(CodeSort Sort, Value Text)
{
    private const int MaxItems = 4096;

    /// <summary>A value of which nothing is known.</summary>
    public static CodeValue Unknown { get; } = new(CodeSort.Unknown, Value.Unknown);

    /// <summary>None, null, undefined, nil.</summary>
    public static CodeValue Nothing { get; } = new(CodeSort.Nothing, Value.Empty);

    /// <summary>The empty text.</summary>
    public static CodeValue Empty { get; } = new(CodeSort.Text, Value.Empty);

    /// <summary>The canonical name of a reference, the class of an object.</summary>
    public string Name { get; init; } = "";

    /// <summary>The items of a list.</summary>
    public IReadOnlyList<CodeValue> Items { get; init; } = [];

    /// <summary>The members of a map, class or object.</summary>
    public Dictionary<string, CodeValue>? Members { get; init; }

    /// <summary>A function of this text.</summary>
    public FunctionNode? Function { get; init; }

    /// <summary>The variables that a function sees.</summary>
    public Scope? Closure { get; init; }

    /// <summary>What a method was taken from, and the arguments that are bound already.</summary>
    public IReadOnlyList<CodeValue> Bound { get; init; } = [];

    /// <summary>Whether every piece of it as a text is known.</summary>
    public bool IsKnownText => Sort is CodeSort.Text or CodeSort.Number && Text.IsResolved;

    /// <summary>Whether it can be called.</summary>
    public bool IsCallable => Sort is CodeSort.Function or CodeSort.Reference;

    /// <summary>Whether it is a value that counts as true in any language.</summary>
    public bool IsTrue => Sort is CodeSort.Text or CodeSort.Number && Text.Text is not ("" or "0" or "False" or "false" or "FALSE" or Unresolved.Anything);

    /// <summary>Where it, or anything in it, came from. What is in a list is counted when the list is made.</summary>
    public Origins Origins
    {
        get
        {
            var origins = Text.Origins;
            if (Members is null || Sort != CodeSort.Map) return origins;
            foreach (var member in Members.Values) origins |= member.Text.Origins;
            return origins;
        }
    }

    /// <summary>A text.</summary>
    public static CodeValue Of(string text, Origins origins = Origins.None) => new(CodeSort.Text, new Value(text, origins));

    /// <summary>A text.</summary>
    public static CodeValue Of(Value text) => new(CodeSort.Text, text);

    /// <summary>A number.</summary>
    public static CodeValue Of(double number) => new(CodeSort.Number, new Value(number.ToString("R", CultureInfo.InvariantCulture)));

    /// <summary>A list.</summary>
    public static CodeValue Of(IReadOnlyList<CodeValue> items)
    {
        var origins = Origins.None;
        foreach (var item in items) origins |= item.Origins;
        return items.Count > MaxItems ? From(origins) : new(CodeSort.List, Value.Unknown with { Origins = origins }) { Items = items };
    }

    /// <summary>A module, class or function by its canonical name.</summary>
    public static CodeValue Reference(string name) => new(CodeSort.Reference, Value.Unknown) { Name = name };

    /// <summary>An object of a class.</summary>
    public static CodeValue Object(string name, Value text) => new(CodeSort.Object, text) { Name = name };

    /// <summary>A value of which only its origin is known.</summary>
    public static CodeValue From(Origins origins, string? source = null) =>
        origins == Origins.None && source is null ? Unknown : new CodeValue(CodeSort.Unknown, new Value(Unresolved.Anything, origins, source));

    /// <summary>It as a number, if it is one.</summary>
    public bool TryNumber(out double number)
    {
        number = 0;
        return Sort is CodeSort.Number or CodeSort.Text && double.TryParse(Text.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out number);
    }

    /// <summary>It as an index or code point, if it is one.</summary>
    public bool TryInteger(out int number)
    {
        number = 0;
        if (!TryNumber(out var real) || real is < int.MinValue or > int.MaxValue || real != Math.Floor(real)) return false;
        number = (int)real;
        return true;
    }

    /// <summary>What both of two branches come to: the same, or a hole with the origins of both.</summary>
    public static CodeValue Join(CodeValue left, CodeValue right)
    {
        if (ReferenceEquals(left, right)) return left;
        if (left.Sort is CodeSort.Text or CodeSort.Number && left.Sort == right.Sort && left.Text.Text == right.Text.Text) return left;
        if (right.Sort is CodeSort.Nothing || (left.IsCallable && right.Sort == CodeSort.Unknown)) return left;
        if (left.Sort is CodeSort.Nothing || (right.IsCallable && left.Sort == CodeSort.Unknown)) return right;
        if (left.Sort == CodeSort.Reference && right.Sort == CodeSort.Reference) return left;
        return From(left.Origins | right.Origins, left.Text.Source ?? right.Text.Source);
    }
}
