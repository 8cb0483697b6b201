using static AiFirewall.Sql.ConditionOperand;

namespace AiFirewall.Sql;

/// <summary>Folds calls and CASE inside conditions.</summary>
internal static class ConditionFunctions
{
    private const int MostArguments = 32;

    /// <summary>name(arguments), with the cursor at the name.</summary>
    public static ConditionOperand Call(SqlCursor c, Condition folder)
    {
        var at = c.At;
        var name = c.Raw().ToString().ToUpperInvariant();
        var open = c.At + 1;
        var end = c.MatchOf(open);
        c.At = Math.Min(end + 1, c.Limit);
        var unknown = Unknown(folder.ShapeOf(at, end));
        var arguments = Arguments(c.Slice(open + 1, end), folder, name);
        if (arguments is null) return unknown with { IsNonNegative = IsNonNegative(name), IsVolatile = IsVolatile(name) };
        return Apply(name, arguments) ?? unknown with { IsNonNegative = IsNonNegative(name), IsVolatile = IsVolatile(name) };
    }

    /// <summary>CASE [value] WHEN … THEN … ELSE … END, with the cursor at CASE.</summary>
    public static ConditionOperand Case(SqlCursor c, Condition folder)
    {
        var start = c.At;
        var end = EndOfCase(c);
        var inner = c.Slice(c.At + 1, end);
        c.At = Math.Min(end + 1, c.Limit);
        var opaque = Unknown(folder.ShapeOf(start, end));
        ConditionOperand? subject = inner.Word == SqlWord.When ? null : folder.FoldSlice(inner);
        var branches = new List<ConditionOperand>();
        while (inner.Accept(SqlWord.When))
        {
            var test = folder.FoldSlice(inner);
            if (subject is { } value) test = ConditionComparison.Compare(SqlSymbol.Equal, value, test, null);
            if (!inner.Accept(SqlWord.Then)) return opaque;
            var result = folder.FoldSlice(inner);
            if (test.Truth == SqlTruth.AlwaysTrue) return branches.TrueForAll(b => Same(b, result)) ? result : opaque;
            if (test.Truth != SqlTruth.NeverTrue) branches.Add(result);
        }

        branches.Add(inner.Accept(SqlWord.Else) ? folder.FoldSlice(inner) : Null());
        return branches.TrueForAll(b => Same(b, branches[0])) ? branches[0] : opaque;
    }

    private static bool Same(ConditionOperand a, ConditionOperand b) => a.IsConstant && b.IsConstant && a.Shape == b.Shape;

    private static int EndOfCase(SqlCursor c)
    {
        var depth = 0;
        for (var i = c.At; i < c.Limit; i++)
        {
            c.Session.Steps++;
            if (c.Source.Tokens[i].Word == SqlWord.Case) depth++;
            else if (c.Source.Tokens[i].Word == SqlWord.End && --depth == 0) return i;
        }

        return c.Limit;
    }

    private static List<ConditionOperand>? Arguments(SqlCursor inner, Condition folder, string name)
    {
        var arguments = new List<ConditionOperand>();
        while (!inner.AtEnd)
        {
            if (arguments.Count == MostArguments) return null;
            arguments.Add(folder.FoldSlice(inner));
            if (name is "CAST" or "CONVERT" or "TRY_CAST" && inner.Word is SqlWord.As or SqlWord.Using) return arguments;
            if (!inner.Accept(SqlTokenKind.Comma) && !inner.AtEnd) return null;
        }

        return arguments;
    }

    private static bool IsNonNegative(string name) => name is "LENGTH" or "LEN" or "CHAR_LENGTH" or "CHARACTER_LENGTH" or "OCTET_LENGTH"
        or "DATALENGTH"
        or "BIT_LENGTH" or "ABS" or "COUNT" or "ASCII" or "ORD" or "SQRT" or "RAND" or "RANDOM" or "CRC32" or "POSITION" or "INSTR" or "CHARINDEX"
        or "STRPOS" or "LOCATE" or "DBMS_RANDOM" or "EXP";

    private static bool IsVolatile(string name) => name is "RAND" or "RANDOM" or "NEWID" or "UUID" or "GEN_RANDOM_UUID" or "UUID_GENERATE_V4"
        or "SYS_GUID"
        or "NEXTVAL" or "CLOCK_TIMESTAMP" or "RANDOMBLOB";

    private static ConditionOperand? Apply(string name, List<ConditionOperand> a)
    {
        switch (name)
        {
            case "COALESCE" or "IFNULL" or "NVL" or "ISNULL" when a.Count > 1 || name == "COALESCE":
                foreach (var value in a)
                {
                    if (value.Kind != Sort.Null) return value.IsConstant ? value : Fallback(a);
                }

                return Null();
            case "ISNULL" when a.Count == 1 && a[0].IsConstant: return Bool(a[0].Kind == Sort.Null);
            case "IF" or "IIF" when a.Count == 3:
                return a[0].Truth switch
                {
                    SqlTruth.AlwaysTrue => a[1],
                    SqlTruth.NeverTrue => a[2],
                    _ => Same(a[1], a[2]) ? a[1] : null,
                };
            case "NULLIF" when a.Count == 2 && a[0].IsConstant && a[1].IsConstant:
                return ConditionComparison.Compare(SqlSymbol.Equal, a[0], a[1], null).Truth == SqlTruth.AlwaysTrue ? Null() : a[0];
            case "CAST" or "TRY_CAST" when a.Count > 0: return a[0];
            case "CONVERT" when a.Count > 0: return a[^1];
            case "LENGTH" or "LEN" or "CHAR_LENGTH" when a.Count == 1 && a[0].Kind == Sort.Text: return OfNumber(a[0].Text!.Length);
            case "ASCII" or "ORD" when a.Count == 1 && a[0].Kind == Sort.Text && a[0].Text!.Length > 0: return OfNumber(a[0].Text![0]);
            case "ABS" when a.Count == 1 && a[0].Kind == Sort.Number: return OfNumber(Math.Abs(a[0].Number));
            case "LOWER" or "LCASE" or "UPPER" or "UCASE" or "TRIM" when a.Count == 1 && a[0].IsConstant: return a[0];
            case "CONCAT" when a.Count > 0 && a.TrueForAll(x => x.IsConstant):
                var result = a[0];
                foreach (var next in a.Skip(1)) result = ConditionComparison.Combine(SqlSymbol.Concat, result, next, 0);
                return result.Kind == Sort.Text ? result : null;
            case "NOT" when a.Count == 1 && a[0].IsConstant: return Bool(a[0].Truth != SqlTruth.AlwaysTrue);
            case "ROW" when a.Count == 1: return a[0];
            default: return null;
        }
    }

    // COALESCE(x = x, true): every value that it can take is true.
    private static ConditionOperand? Fallback(List<ConditionOperand> values) =>
        values.TrueForAll(v => v.Truth == SqlTruth.AlwaysTrue) ? Bool(true) : null;
}
