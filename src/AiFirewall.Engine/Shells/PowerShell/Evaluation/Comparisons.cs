namespace AiFirewall.Shells.PowerShell.Evaluation;

/// <summary>Comparisons and logic: true, false, or not known.</summary>
internal static class Comparisons
{
    public static Datum Apply(Datum left, string sign, Datum right)
    {
        if (sign is "-and" or "-or" or "-xor") return Logic(left.Truth, sign, right.Truth) is { } truth ? Datum.Of(truth) : Datum.Unknown;
        if (sign is "-is" or "-isnot" or "-match" or "-notmatch" or "-cmatch" or "-cnotmatch") return Datum.Unknown;
        var isCaseSensitive = sign.StartsWith("-c", StringComparison.Ordinal) && sign != "-contains";
        var plain = isCaseSensitive ? "-" + sign[2..] : sign;
        var comparison = isCaseSensitive ? StringComparison.Ordinal : StringComparison.OrdinalIgnoreCase;
        bool? result = plain switch
        {
            "-contains" => Contains(left, right, comparison),
            "-notcontains" => !Contains(left, right, comparison),
            "-in" => Contains(right, left, comparison),
            "-notin" => !Contains(right, left, comparison),
            _ when left is ListDatum => null,
            "-eq" => AreEqual(left, right, comparison),
            "-ne" => !AreEqual(left, right, comparison),
            "-like" => IsLike(left, right),
            "-notlike" => !IsLike(left, right),
            _ => Order(left, right, comparison) is { } order ? Compare(order, plain) : null,
        };
        return result is { } known ? Datum.Of(known) : Datum.Unknown;
    }

    private static bool? Logic(bool? left, string sign, bool? right) => sign switch
    {
        "-and" => left == false || right == false ? false : left == true && right == true ? true : null,
        "-or" => left == true || right == true ? true : left == false && right == false ? false : null,
        _ => left is { } a && right is { } b ? a != b : null,
    };

    private static bool? AreEqual(Datum left, Datum right, StringComparison comparison)
    {
        if (!left.IsKnown || !right.IsKnown) return null;
        if (ReferenceEquals(left, Datum.Null) || ReferenceEquals(right, Datum.Null)) return ReferenceEquals(left, right);
        if (left is Scalar { Kind: ScalarKind.Number or ScalarKind.Bool } && TextOperators.Number(left) is { } a && TextOperators.Number(right) is { } b)
        {
            return a == b;
        }

        return left.ToValue().Text.Equals(right.ToValue().Text, comparison);
    }

    private static bool? Contains(Datum list, Datum item, StringComparison comparison)
    {
        bool? found = false;
        foreach (var element in list.Items)
        {
            var isEqual = AreEqual(element, item, comparison);
            if (isEqual == true) return true;
            if (isEqual is null) found = null;
        }

        return found;
    }

    private static bool? IsLike(Datum left, Datum right) =>
        left.IsKnown && right.IsKnown ? TextOperators.IsLike(left.ToValue().Text, right.ToValue().Text) : null;

    private static int? Order(Datum left, Datum right, StringComparison comparison)
    {
        if (!left.IsKnown || !right.IsKnown) return null;
        if (left is Scalar { Kind: ScalarKind.Number })
        {
            return TextOperators.Number(right) is { } b ? TextOperators.Number(left)!.Value.CompareTo(b) : null;
        }

        return string.Compare(left.ToValue().Text, right.ToValue().Text, comparison);
    }

    private static bool? Compare(int order, string sign) => sign switch
    {
        "-lt" => order < 0,
        "-le" => order <= 0,
        "-gt" => order > 0,
        "-ge" => order >= 0,
        _ => null,
    };
}
