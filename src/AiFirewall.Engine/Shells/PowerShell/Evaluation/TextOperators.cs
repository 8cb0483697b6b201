using System.Globalization;
using System.Text;
using AiFirewall.Effects;

namespace AiFirewall.Shells.PowerShell.Evaluation;

/// <summary>What PowerShell's operators make of texts, numbers and lists, as far as that is known.</summary>
internal static class TextOperators
{
    private const int MaxItems = 100_000;

    public static Datum Apply(Datum left, string sign, Datum right)
    {
        switch (sign)
        {
            case "+": return Add(left, right);
            case "*": return Multiply(left, right);
            case "-" or "/" or "%" or "-band" or "-bor" or "-bxor" or "-shl" or "-shr": return Calculate(left, sign, right);
            case "..": return Range(left, right);
            case "-f": return FormatOperator.Format(left.ToValue(), right.Items);
            case "-join": return new Scalar(Join(left.Items, right.ToValue()));
            case "-split" or "-csplit": return Split(left, right, sign == "-split");
            case "-replace" or "-creplace": return Replace(left, right, sign == "-replace");
            case "-as": return right is TypeDatum type && Cast(TypeNames.Short(type.Name), left) is { } cast ? cast : left;
            case "??": return ReferenceEquals(left, Datum.Null) ? right : left.IsKnown ? left : Datum.Either(left, right);
            default: return Comparisons.Apply(left, sign, right);
        }
    }

    public static Value Join(IReadOnlyList<Datum> items, string separator) => Join(items, new Value(separator));

    public static Value Join(IReadOnlyList<Datum> items, Value separator)
    {
        if (items.Count == 0) return Value.Empty;
        var text = new StringBuilder();
        var origins = items.Count > 1 ? separator.Origins : Origins.None;
        string? source = null;
        for (var i = 0; i < items.Count; i++)
        {
            var value = items[i].ToValue();
            if (i > 0) text.Append(separator.Text);
            text.Append(value.Text);
            origins |= value.Origins;
            source ??= value.Source;
            if (text.Length > PowerShellEvaluator.MaxText) return new Value(Unresolved.Anything, origins, source);
        }

        return new Value(text.ToString(), origins, source);
    }

    /// <summary>The number that something is or reads as; null when it is none or not known.</summary>
    public static double? Number(Datum datum)
    {
        if (datum is not Scalar { Value.IsResolved: true } scalar) return ReferenceEquals(datum, Datum.Null) ? 0 : null;
        if (scalar.Kind != ScalarKind.Text) return scalar.Number;
        var text = scalar.Value.Text.Trim();
        if (text.StartsWith("0x", StringComparison.OrdinalIgnoreCase))
        {
            return long.TryParse(text.AsSpan(2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var hex) ? hex : null;
        }

        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null;
    }

    public static int? Length(Datum datum) => datum switch
    {
        ListDatum list => list.Elements.Count,
        BytesDatum bytes => bytes.Bytes.Length,
        TableDatum table => table.Pairs.Count,
        Scalar { Value.IsResolved: true, Kind: ScalarKind.Text } text => text.Value.Text.Length,
        _ => null,
    };

    public static Datum Index(Datum target, Datum index)
    {
        if (target is TableDatum table) return index.IsKnown && table.Find(index.ToValue().Text) is { } found ? found : Datum.Unknown;
        if (target is InstanceDatum) return Datum.From(target.Origins);
        if (index is ListDatum list)
        {
            return new ListDatum([.. list.Elements.Select(at => Index(target, at)).Where(item => !ReferenceEquals(item, Datum.Null))]);
        }

        var value = target.ToValue();
        if (Number(index) is not { } position) return Datum.From(value.Origins, value.Source);
        var isText = target is Scalar { Kind: ScalarKind.Text or ScalarKind.Char };
        var length = isText ? value.Text.Length : target.Items.Count;
        if (isText && !value.IsResolved) return Datum.From(value.Origins, value.Source);
        var at = (int)position < 0 ? length + (int)position : (int)position;
        if (at < 0 || at >= length) return Datum.Null;
        return isText ? Datum.Of(value.Text[at], value.Origins) : target.Items[at];
    }

    public static Datum SplitWords(Datum datum)
    {
        var value = datum.ToValue();
        if (!value.IsResolved) return Datum.From(value.Origins, value.Source);
        return new ListDatum([.. value.Text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Select(word => Datum.Text(word, value.Origins))]);
    }

    /// <summary>A cast to one of the types that code is built with; null for other types.</summary>
    public static Datum? Cast(string type, Datum value)
    {
        switch (type.ToLowerInvariant())
        {
            case "string" or "system.string": return new Scalar(value.ToValue() with { IsGlob = false });
            case "char" or "system.char": return ToChar(value);
            case "char[]" or "system.char[]" or "string[]" or "system.string[]" or "object[]" or "array" or "int[]" or "byte[]" or "system.byte[]"
                or "psobject[]" or "system.object[]" or "int32[]":
                return CastList(type.ToLowerInvariant()[(type.LastIndexOf('.') + 1)..].TrimEnd(']', '['), value);
            case "int" or "int32" or "byte" or "long" or "int64" or "uint32" or "uint" or "int16" or "short" or "uint16" or "ushort" or "sbyte"
                or "uint64" or "ulong" or "system.int32" or "system.byte" or "bigint":
                return Number(value) is { } number ? Datum.Of(Math.Round(number), value.Origins) : Datum.From(value.Origins);
            case "double" or "float" or "decimal" or "single" or "system.double":
                return Number(value) is { } real ? Datum.Of(real, value.Origins) : Datum.From(value.Origins);
            case "bool" or "switch" or "boolean" or "switchparameter": return value.Truth is { } truth ? Datum.Of(truth) : Datum.Unknown;
            case "object" or "psobject" or "pscustomobject" or "ordered" or "hashtable" or "collections.arraylist" or "system.collections.arraylist" or "ref"
                or "version" or "datetime" or "guid" or "timespan":
                return value;
            default: return null;
        }
    }

    private static Datum CastList(string element, Datum value)
    {
        if (element == "char" && value is Scalar { Value.IsResolved: true, Kind: ScalarKind.Text } text)
        {
            return new ListDatum([.. text.Value.Text.Select(c => Datum.Of(c, text.Value.Origins))]);
        }

        if (value is Scalar { Value.IsResolved: false }) return value;
        if (value is BytesDatum && element != "char") return value;
        return element is "object" or "array" or "psobject"
            ? new ListDatum(value.Items)
            : new ListDatum([.. value.Items.Select(item => Cast(element, item) ?? item)]);
    }

    private static Datum ToChar(Datum value)
    {
        if (value is Scalar { Kind: ScalarKind.Text, Value: { IsResolved: true, Text.Length: 1 } text }) return Datum.Of(text.Text[0], text.Origins);
        return Number(value) is { } code and >= 0 and <= char.MaxValue
            ? Datum.Of((char)code, value.Origins | Origins.Decoded)
            : Datum.From(value.Origins | Origins.Decoded);
    }

    private static Datum Add(Datum left, Datum right)
    {
        switch (left)
        {
            case ListDatum or BytesDatum:
                return left.Items.Count + right.Items.Count > MaxItems
                    ? Datum.From(left.Origins | right.Origins)
                    : new ListDatum([.. left.Items, .. right.Items]);
            case TableDatum first when right is TableDatum second: return new TableDatum([.. first.Pairs, .. second.Pairs]);
            case Scalar { Kind: ScalarKind.Number }: return Calculate(left, "+", right);
        }

        if (ReferenceEquals(left, Datum.Null)) return right;
        var (head, tail) = (left.ToValue(), right.ToValue());
        if (head.Text.Length + tail.Text.Length > PowerShellEvaluator.MaxText) return Datum.From(head.Origins | tail.Origins);
        return new Scalar(Value.Concat(head, tail));
    }

    private static Datum Multiply(Datum left, Datum right)
    {
        if (Number(right) is not { } factor) return Datum.From(left.Origins | right.Origins);
        if (left is Scalar { Kind: ScalarKind.Number }) return Calculate(left, "*", right);
        if (factor < 0 || factor > MaxItems) return Datum.From(left.Origins);
        if (left is ListDatum list)
        {
            return list.Elements.Count * factor > MaxItems
                ? Datum.From(left.Origins)
                : new ListDatum([.. Enumerable.Repeat(list.Elements, (int)factor).SelectMany(items => items)]);
        }

        var value = left.ToValue();
        return value.Text.Length * factor > PowerShellEvaluator.MaxText
            ? Datum.From(value.Origins)
            : new Scalar(value with { Text = new StringBuilder().Insert(0, value.Text, (int)factor).ToString() });
    }

    private static Datum Calculate(Datum left, string sign, Datum right)
    {
        var origins = left.Origins | right.Origins;
        if (Number(left) is not { } a || Number(right) is not { } b) return Datum.From(origins);
        if (sign is "-bxor" or "-band" or "-bor" or "-shl" or "-shr" && (Math.Abs(a) > long.MaxValue / 2 || Math.Abs(b) > long.MaxValue / 2))
        {
            return Datum.From(origins);
        }

        double? result = sign switch
        {
            "+" => a + b,
            "-" => a - b,
            "*" => a * b,
            "/" when b != 0 => a / b,
            "%" when b != 0 => a % b,
            "-bxor" => (long)a ^ (long)b,
            "-band" => (long)a & (long)b,
            "-bor" => (long)a | (long)b,
            "-shl" => (long)a << (int)b,
            "-shr" => (long)a >> (int)b,
            _ => null,
        };
        if (result is not { } known) return Datum.From(origins);
        return Datum.Of(known, sign == "-bxor" ? origins | Origins.Decoded : origins);
    }

    private static Datum Range(Datum left, Datum right)
    {
        if (left is Scalar { Value: { IsResolved: true, Text.Length: 1 } first } && right is Scalar { Value: { IsResolved: true, Text.Length: 1 } last }
            && !char.IsAsciiDigit(first.Text[0]) && !char.IsAsciiDigit(last.Text[0]))
        {
            return Of(first.Text[0], last.Text[0], code => Datum.Of((char)code));
        }

        return Number(left) is { } from && Number(right) is { } to && Math.Abs(from - to) < MaxItems
            ? Of((int)from, (int)to, number => Datum.Of(number))
            : Datum.Unknown;

        static ListDatum Of(int from, int to, Func<int, Datum> item)
        {
            var step = from <= to ? 1 : -1;
            return new ListDatum([.. Enumerable.Range(0, Math.Abs(to - from) + 1).Select(i => item(from + (i * step)))]);
        }
    }

    private static Datum Split(Datum left, Datum right, bool ignoreCase)
    {
        var value = left.ToValue();
        var (pattern, limit) = right is ListDatum { Elements.Count: > 0 } list
            ? (list.Elements[0].ToValue(), list.Elements.Count > 1 ? Number(list.Elements[1]) ?? 0 : 0)
            : (right.ToValue(), 0);
        var isSimple = right is ListDatum { Elements.Count: > 2 };
        if (!value.IsResolved || !pattern.IsResolved || limit < 0) return Datum.From(value.Origins, value.Source);
        var words = isSimple ? [pattern.Text] : LiteralPattern.Read(pattern.Text);
        if (words is null) return Datum.From(value.Origins, value.Source);
        IEnumerable<Datum> pieces = left.Items.SelectMany(item => LiteralPattern.Split(item.ToValue().Text, words, ignoreCase, (int)limit))
            .Select(piece => Datum.Text(piece, value.Origins));
        return new ListDatum([.. pieces.Take(MaxItems)]);
    }

    private static Datum Replace(Datum left, Datum right, bool ignoreCase)
    {
        var arguments = right is ListDatum list ? list.Elements : [right];
        var pattern = arguments.Count > 0 ? arguments[0].ToValue() : Value.Empty;
        var replacement = arguments.Count > 1 ? arguments[1].ToValue() : Value.Empty;
        if (left is ListDatum many) return new ListDatum([.. many.Elements.Select(item => Replace(item, right, ignoreCase))]);
        var value = left.ToValue();
        var origins = value.Origins | replacement.Origins;
        if (!pattern.IsResolved || LiteralPattern.Read(pattern.Text) is not { } words || LiteralPattern.ReadReplacement(replacement.Text) is not { } plain)
        {
            return Datum.From(origins, value.Source);
        }

        return new Scalar(new Value(LiteralPattern.Replace(value.Text, words, plain, ignoreCase), origins, value.Source));
    }

    /// <summary>Whether a text fits a wildcard pattern (about_Wildcards), case ignored.</summary>
    public static bool IsLike(string text, string pattern) =>
        System.IO.Enumeration.FileSystemName.MatchesSimpleExpression(pattern, text, ignoreCase: true);

    /// <summary>The command that a pattern is meant for, of those that code likes to hide.</summary>
    public static string? FindCommand(string pattern)
    {
        string[] commands =
        [
            "Invoke-Expression", "Invoke-Command", "Invoke-WebRequest", "Invoke-RestMethod", "Invoke-Item", "New-Object", "Start-Process", "Get-Command",
            "Remove-Item", "Get-Content", "Set-Content", "Add-Type", "Start-Job", "iex",
        ];
        return Array.Find(commands, command => IsLike(command, pattern));
    }
}
