using System.Globalization;
using AiFirewall.Effects;
using AiFirewall.Shells.PowerShell.Syntax;

namespace AiFirewall.Shells.PowerShell.Evaluation;

/// <summary>What is known of a PowerShell object without running anything.</summary>
internal abstract record Datum
{
    public static Datum Null { get; } = new NullDatum();

    public static Datum Unknown { get; } = new Scalar(Value.Unknown);

    public static Datum Text(string text, Origins origins = Origins.None, string? source = null) => new Scalar(new Value(text, origins, source));

    public static Datum Of(bool value) => new Scalar(new Value(value ? "True" : "False"), ScalarKind.Bool, value ? 1 : 0);

    public static Datum Of(double number, Origins origins = Origins.None) =>
        new Scalar(new Value(Format(number), origins), ScalarKind.Number, number);

    public static Datum Of(char character, Origins origins = Origins.None) =>
        new Scalar(new Value(character.ToString(), origins), ScalarKind.Char, character);

    /// <summary>Nothing is known but where it came from.</summary>
    public static Datum From(Origins origins, string? source = null) => new Scalar(Value.Unknown with { Origins = origins, Source = source });

    /// <summary>What a list of results is: nothing, the one result, or a list.</summary>
    public static Datum Collapse(IReadOnlyList<Datum> results) => results.Count switch
    {
        0 => Null,
        1 => results[0],
        _ => new ListDatum(results),
    };

    private Value? _value;

    protected Datum() { }

    /// <summary>A copy that is changed has another text: what was worked out for the original is not taken along.</summary>
    protected Datum(Datum original) { }

    /// <summary>It as a text, as PowerShell would put it into a string.</summary>
    public Value ToValue() => _value ??= MakeValue();

    protected abstract Value MakeValue();

    /// <summary>It as the pipeline goes through it.</summary>
    public virtual IReadOnlyList<Datum> Items => [this];

    public Origins Origins => ToValue().Origins;

    public bool IsKnown => ToValue().IsResolved;

    /// <summary>Whether it counts as true; null when that is not known.</summary>
    public virtual bool? Truth => null;

    /// <summary>What is known when it is one or the other.</summary>
    public static Datum Either(Datum one, Datum other)
    {
        if (ReferenceEquals(one, other)) return one;
        var (left, right) = (one.ToValue(), other.ToValue());
        if (one.GetType() == other.GetType() && one is Scalar && left == right) return one;
        var shortest = Math.Min(left.Text.Length, right.Text.Length);
        var prefix = left.Text.AsSpan().CommonPrefixLength(right.Text);
        var suffix = 0;
        while (suffix < shortest - prefix && left.Text[^(suffix + 1)] == right.Text[^(suffix + 1)]) suffix++;
        var text = string.Concat(left.Text.AsSpan(0, prefix), Unresolved.Anything, left.Text.AsSpan(left.Text.Length - suffix));
        return new Scalar(new Value(text, left.Origins | right.Origins, left.Source ?? right.Source));
    }

    private static string Format(double number) => number.ToString("R", CultureInfo.InvariantCulture);

    private sealed record NullDatum : Datum
    {
        public override IReadOnlyList<Datum> Items => [];

        public override bool? Truth => false;

        protected override Value MakeValue() => Value.Empty;
    }
}

/// <summary>The sort of a <see cref="Scalar"/>.</summary>
internal enum ScalarKind : byte
{
    Text,
    Number,
    Char,
    Bool,
}

/// <summary>A text, number, character or truth value; or anything of which only the text is known, or not even that.</summary>
internal sealed record Scalar(Value Value, ScalarKind Kind = ScalarKind.Text, double Number = 0) : Datum
{
    public override bool? Truth => !Value.IsResolved ? null : Kind switch
    {
        ScalarKind.Text => Value.Text.Length > 0,
        _ => Number != 0,
    };

    protected override Value MakeValue() => Value;
}

/// <summary>An array or another list.</summary>
internal sealed record ListDatum(IReadOnlyList<Datum> Elements) : Datum
{
    public override IReadOnlyList<Datum> Items => Elements;

    public override bool? Truth => Elements.Count == 0 ? false : Elements.Count == 1 ? Elements[0].Truth : true;

    protected override Value MakeValue() => TextOperators.Join(Elements, " ");
}

/// <summary>An array of bytes.</summary>
internal sealed record BytesDatum(byte[] Bytes, Origins Source) : Datum
{
    private IReadOnlyList<Datum>? _items;

    public override IReadOnlyList<Datum> Items => _items ??= [.. Bytes.Select(value => Of(value, Source))];

    public override bool? Truth => Bytes.Length > 0;

    protected override Value MakeValue() => Bytes.Length > 4096
        ? new Value(Unresolved.Anything, Source)
        : new Value(string.Join(' ', Bytes), Source);
}

/// <summary>A hashtable; keys are compared without case.</summary>
internal sealed record TableDatum(IReadOnlyList<KeyValuePair<string, Datum>> Pairs) : Datum
{
    public override bool? Truth => true;

    public Datum? Find(string key)
    {
        foreach (var pair in Pairs)
        {
            if (pair.Key.Equals(key, StringComparison.OrdinalIgnoreCase)) return pair.Value;
        }

        return null;
    }

    public TableDatum With(string key, Datum value) =>
        new([.. Pairs.Where(pair => !pair.Key.Equals(key, StringComparison.OrdinalIgnoreCase)), new(key, value)]);

    protected override Value MakeValue() =>
        new("System.Collections.Hashtable", Pairs.Aggregate(Shells.Origins.None, (origins, pair) => origins | pair.Value.Origins))
        {
            // Tables in tables say nothing to whoever takes a table of texts.
            Entries = [.. Pairs.Where(pair => pair.Value is not TableDatum).Select(pair => KeyValuePair.Create(pair.Key, pair.Value.ToValue()))],
        };
}

/// <summary>A script block.</summary>
/// <param name="Block">The code; null when it is not known.</param>
/// <param name="Source">Its text.</param>
/// <param name="Document">The text that spans of the block are about.</param>
/// <param name="Outer">Where that text is run; null when it is the outermost.</param>
internal sealed record CodeDatum(ScriptBlock? Block, Value Source, string Document, TextSpan? Outer) : Datum
{
    public override bool? Truth => true;

    protected override Value MakeValue() => Source;
}

/// <summary>A type.</summary>
internal sealed record TypeDatum(string Name) : Datum
{
    public override bool? Truth => true;

    protected override Value MakeValue() => new(Name);
}

/// <summary>An object of a known type.</summary>
/// <param name="TypeName">Its type.</param>
/// <param name="Content">What it was made of: a path, a URL, the text of a reader, the bytes of a stream.</param>
internal sealed record InstanceDatum(string TypeName, Datum Content) : Datum
{
    /// <summary>Whether there is such an object at all; a search may find none.</summary>
    public bool IsCertain { get; init; } = true;

    public override bool? Truth => IsCertain ? true : null;

    protected override Value MakeValue() => Content is { } content && content != Null ? content.ToValue() : Value.Unknown;
}
