using AiFirewall.Shells;

namespace AiFirewall.Code.Folding;

/// <summary>Methods and functions that make one text of another, by what they do in any language.</summary>
internal static class TextMethods
{
    /// <summary>Applies what is known of a function to a text, letter by letter or as a whole.</summary>
    public static CodeValue Map(CodeValue text, Func<string, string> change)
    {
        var value = Operators.AsText(text);
        return value.IsResolved ? CodeValue.Of(value with { Text = change(value.Text) }) : CodeValue.Of(value);
    }

    /// <summary>Items with a text between.</summary>
    public static CodeValue Join(CodeValue list, CodeValue between)
    {
        if (list.Sort is CodeSort.Text) return list;
        if (list.Sort != CodeSort.List) return CodeValue.From(list.Origins | between.Origins, list.Text.Source);
        var separator = between.Sort == CodeSort.Nothing ? Value.Empty : between.Text;
        var text = new BoundedText().From(separator.Origins | list.Text.Origins, list.Text.Source);
        for (var i = 0; i < list.Items.Count; i++)
        {
            if (i > 0) text.Append(separator.Text);
            text.Append(Operators.AsText(list.Items[i]));
        }

        return CodeValue.Of(text.Result);
    }

    /// <summary>A text with one piece put in place of another.</summary>
    public static CodeValue Replace(CodeValue text, CodeValue old, CodeValue replacement)
    {
        if (!text.IsKnownText || !old.IsKnownText || old.Text.Text.Length == 0) return CodeValue.From(text.Origins | replacement.Origins, text.Text.Source);
        if (!text.Text.Text.Contains(old.Text.Text, StringComparison.Ordinal)) return text;
        var with = Operators.AsText(replacement);
        if ((long)(text.Text.Text.Length / old.Text.Text.Length) * with.Text.Length > BoundedText.MaxLength * 4) return CodeValue.From(text.Origins | with.Origins);
        var result = text.Text.Text.Replace(old.Text.Text, with.Text, StringComparison.Ordinal);
        return CodeValue.Of(text.Text with { Text = result, Origins = text.Origins | with.Origins });
    }

    /// <summary>The pieces of a text.</summary>
    public static CodeValue Split(CodeValue text, CodeValue between)
    {
        if (!text.IsKnownText) return CodeValue.Of([CodeValue.From(text.Origins, text.Text.Source)]) with { Text = Value.Unknown with { Origins = text.Origins, Source = text.Text.Source } };
        var whole = text.Text.Text;
        if (between.Sort == CodeSort.Nothing || (between.Sort == CodeSort.Text && between.Text.Text is " " && whole.Contains(' ')))
            return List(whole.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries), text.Text);
        if (!between.Text.IsResolved) return CodeValue.Of([CodeValue.From(text.Origins)]);
        return between.Text.Text.Length == 0 ? List([.. whole.Take(4096).Select(c => c.ToString())], text.Text) : List(whole.Split(between.Text.Text), text.Text);
    }

    private static CodeValue List(string[] items, Value of) => CodeValue.Of([.. items.Take(4096).Select(i => CodeValue.Of(of with { Text = i, IsGlob = false }))]);

    /// <summary>A text or list from its end to its start.</summary>
    public static CodeValue Reverse(CodeValue value)
    {
        if (value.Sort == CodeSort.List) return CodeValue.Of([.. value.Items.Reverse()]) with { Text = value.Text with { Origins = value.Text.Origins | Origins.Decoded } };
        if (!value.IsKnownText) return CodeValue.From(value.Origins, value.Text.Source);
        var letters = value.Text.Text.ToCharArray();
        Array.Reverse(letters);
        return CodeValue.Of(value.Text with { Text = new string(letters), Origins = value.Origins | Origins.Decoded });
    }

    /// <summary>Characters of one set put in place of those of another (<c>tr</c>, <c>str.translate</c>).</summary>
    public static CodeValue Translate(CodeValue text, CodeValue from, CodeValue to)
    {
        if (!text.IsKnownText || !from.IsKnownText || !to.Text.IsResolved) return CodeValue.From(text.Origins | Origins.Decoded, text.Text.Source);
        var (a, b) = (Ranges(from.Text.Text), Ranges(to.Text.Text));
        return CodeValue.Of(text.Text with
        {
            Text = string.Concat(text.Text.Text.Select(c => a.IndexOf(c, StringComparison.Ordinal) is >= 0 and var i ? b.Length == 0 ? "" : b[Math.Min(i, b.Length - 1)].ToString() : c.ToString())),
            Origins = text.Origins | Origins.Decoded,
        });
    }

    /// <summary><c>a-z</c> written out.</summary>
    private static string Ranges(string set)
    {
        var result = new System.Text.StringBuilder();
        for (var i = 0; i < set.Length && result.Length < 1024; i++)
        {
            if (i + 2 < set.Length && set[i + 1] == '-' && set[i + 2] >= set[i] && set[i + 2] - set[i] < 128)
            {
                for (var c = set[i]; c <= set[i + 2]; c++) result.Append(c);
                i += 2;
            }
            else
            {
                result.Append(set[i]);
            }
        }

        return result.ToString();
    }

    /// <summary>A piece of a text by start and length, or start and end.</summary>
    public static CodeValue Piece(CodeValue text, CodeValue start, CodeValue end, bool isLength)
    {
        if (text.Sort == CodeSort.List && start.TryInteger(out var first)) return CodeValue.Of([.. text.Items.Skip(first < 0 ? Math.Max(0, text.Items.Count + first) : first)]);
        if (!text.IsKnownText || !start.TryInteger(out var from)) return CodeValue.From(text.Origins, text.Text.Source);
        var whole = text.Text.Text;
        if (from < 0) from = Math.Max(0, whole.Length + from);
        from = Math.Min(from, whole.Length);
        var to = whole.Length;
        if (end.TryInteger(out var given)) to = isLength ? (int)Math.Min((long)from + Math.Max(0, given), whole.Length) : Math.Clamp(given < 0 ? whole.Length + given : given, from, whole.Length);
        return CodeValue.Of(text.Text with { Text = whole[from..to] });
    }

    /// <summary>A text as a number, another one in a radix.</summary>
    public static CodeValue Number(CodeValue value, CodeValue radix)
    {
        if (radix.TryInteger(out var numberBase) && numberBase is > 1 and < 37 && value.IsKnownText)
        {
            long number = 0;
            foreach (var c in value.Text.Text.StartsWith("0x", StringComparison.Ordinal) ? value.Text.Text[2..] : value.Text.Text)
            {
                var digit = char.IsAsciiDigit(c) ? c - '0' : char.IsAsciiLetter(c) ? (c | 0x20) - 'a' + 10 : 99;
                if (digit >= numberBase || number > int.MaxValue) break;
                number = (number * numberBase) + digit;
            }

            return CodeValue.Of(number);
        }

        return value.TryNumber(out var known) ? CodeValue.Of(Math.Truncate(known)) : CodeValue.From(value.Origins & ~Origins.Secret);
    }
}
