using AiFirewall.Effects;

namespace AiFirewall.Sql;

/// <summary>Notes what variables are set to, for the dynamic SQL that uses them.</summary>
internal static class Assignment
{
    /// <summary>At <c>:=</c> inside a statement. Does not move the cursor.</summary>
    public static void ReadAt(SqlCursor c, StatementDraft s)
    {
        _ = s;
        var name = VariableBefore(c);
        if (name is null) return;
        c.Session.Assign(name, ConstantText.Read(c.Slice(c.At + 1, c.Limit)));
    }

    /// <summary>SET @a = expression, @b += expression; DECLARE @a type = expression, …. The cursor stays before the next clause.</summary>
    public static void ReadList(SqlCursor c)
    {
        var name = "";
        for (var ahead = c.Slice(c.At, c.Limit); !ahead.AtEnd;)
        {
            c.Session.Steps++;
            if (ahead.Kind is SqlTokenKind.Variable or SqlTokenKind.Word or SqlTokenKind.Name && name.Length == 0) name = ahead.Raw().ToString();
            if (ahead.Kind == SqlTokenKind.Comma) name = "";
            if (ahead.Kind == SqlTokenKind.Word && ahead.Word != SqlWord.None && ahead.AllowsImplicitStarts && IsVerb(ahead.Word)) return;
            var symbol = ahead.Kind == SqlTokenKind.Symbol ? ahead.Current.Symbol : ahead.Word == SqlWord.Default ? SqlSymbol.Equal : SqlSymbol.Other;
            if (symbol is SqlSymbol.Equal or SqlSymbol.Assign or SqlSymbol.PlusAssign && name.Length > 0)
            {
                ahead.At++;
                c.Session.Assign(name, ConstantText.Read(ahead), appends: symbol == SqlSymbol.PlusAssign);
                continue;
            }

            if (ahead.Kind == SqlTokenKind.Open) ahead.SkipGroup();
            else ahead.At++;
        }
    }

    /// <summary>SELECT … INTO a, b: what the variables hold is not known.</summary>
    public static void ReadInto(SqlCursor c)
    {
        c.Accept(SqlWord.From);
        while (c.Kind is SqlTokenKind.Variable or SqlTokenKind.Name || (c.Kind == SqlTokenKind.Word && c.Word != SqlWord.From))
        {
            c.Session.Assign(c.Raw().ToString(), [Unresolved.Anything]);
            c.At++;
            if (!c.Accept(SqlTokenKind.Comma)) return;
        }
    }

    private static bool IsVerb(SqlWord word) => word is SqlWord.Exec or SqlWord.Execute or SqlWord.Drop or SqlWord.Delete or SqlWord.Update
        or SqlWord.Insert or SqlWord.Declare or SqlWord.Begin or SqlWord.If or SqlWord.While or SqlWord.Print;

    private static string? VariableBefore(SqlCursor c)
    {
        if (c.Peek(-1).Kind is SqlTokenKind.Variable or SqlTokenKind.Name or SqlTokenKind.Word)
        {
            // name type := value, name CONSTANT type(10) := value: the name comes first.
            var first = c.At - 1;
            while (first > 0 && c.At - first < 8 && c.Source.Tokens[first - 1].Kind is SqlTokenKind.Word or SqlTokenKind.Name or SqlTokenKind.Variable
                && c.Source.Tokens[first - 1].Word is SqlWord.None)
            {
                first--;
            }

            return c.Source.Raw(first).ToString();
        }

        if (c.Peek(-1).Kind != SqlTokenKind.Close) return null;
        for (var i = c.At - 2; i >= 0 && c.At - i < 12; i--)
        {
            if (c.Source.Tokens[i].Kind == SqlTokenKind.Open) return i >= 2 ? c.Source.Raw(i - 2).ToString() : null;
        }

        return null;
    }
}
