using System.Text;

namespace AiFirewall.Shells.PowerShell.Evaluation;

/// <summary>Methods of strings, and what else can be folded on a value.</summary>
internal static class TextMethods
{
    /// <summary>What a method gives; null when it is not one of these, or nothing can be said.</summary>
    public static Datum? Call(Datum target, string name, IReadOnlyList<Datum> arguments)
    {
        if (target is BytesDatum or ListDatum && name is "toarray" or "clone" or "getenumerator") return target;
        if (target is TableDatum table) return CallTable(table, name, arguments);
        if (target is not Scalar { Kind: ScalarKind.Text or ScalarKind.Char or ScalarKind.Number } scalar)
        {
            return name == "tostring" && target is CodeDatum ? new Scalar(target.ToValue()) : null;
        }

        var value = scalar.Value;
        var text = value.Text;
        switch (name)
        {
            case "tostring" when scalar.Kind == ScalarKind.Number && arguments.Count == 1:
                return FormatOperator.Format(new Value("{0:" + arguments[0].ToValue().Text + "}"), [target]);
            case "tostring" or "trim" or "normalize" when arguments.Count == 0: return Same(name == "trim" ? text.Trim() : text);
            case "tolower" or "tolowerinvariant": return Same(text.ToLowerInvariant());
            case "toupper" or "toupperinvariant": return Same(text.ToUpperInvariant());
            case "trimstart" when arguments.Count == 0: return Same(text.TrimStart());
            case "trimend" when arguments.Count == 0: return Same(text.TrimEnd());
            case "replace" when arguments.Count >= 2: return Replace(value, arguments);
            case "insert" or "padleft" or "padright" or "substring" or "remove" or "split" or "trim" or "trimstart" or "trimend"
                or "tochararray" or "chars" or "get_chars" or "indexof" or "lastindexof" or "startswith" or "endswith" or "contains" or "equals":
                // These need every character; a text that is known in part gives one that is not known.
                if (!value.IsResolved || arguments.Any(argument => !argument.IsKnown))
                {
                    return Datum.From(arguments.Aggregate(value.Origins, (all, argument) => all | argument.Origins), value.Source);
                }

                return CallResolved(value, name, arguments);
            default: return null;
        }

        Scalar Same(string changed) => new(value with { Text = changed, IsGlob = false });
    }

    private static Datum? CallResolved(Value value, string name, IReadOnlyList<Datum> arguments)
    {
        var text = value.Text;
        var first = arguments.Count > 0 ? arguments[0] : Datum.Null;
        var number = (int)Math.Clamp(TextOperators.Number(first) ?? -1, -1, PowerShellEvaluator.MaxText);
        var second = arguments.Count > 1 ? (int)Math.Clamp(TextOperators.Number(arguments[1]) ?? -1, -1, PowerShellEvaluator.MaxText) : -1;
        var word = first.ToValue().Text;
        switch (name)
        {
            case "substring" when number >= 0 && number <= text.Length:
                if (arguments.Count == 1) return Same(text[number..]);
                return second >= 0 && number + second <= text.Length ? Same(text.Substring(number, second)) : null;
            case "remove" when number >= 0 && number <= text.Length:
                if (arguments.Count == 1) return Same(text[..number]);
                return second >= 0 && number + second <= text.Length ? Same(text.Remove(number, second)) : null;
            case "insert" when arguments.Count == 2 && number >= 0 && number <= text.Length:
                return Same(text.Insert(number, arguments[1].ToValue().Text));
            case "padleft" when number >= 0: return Same(text.PadLeft(number, Pad(arguments)));
            case "padright" when number >= 0: return Same(text.PadRight(number, Pad(arguments)));
            case "trim": return Same(text.Trim(Characters(arguments)));
            case "trimstart": return Same(text.TrimStart(Characters(arguments)));
            case "trimend": return Same(text.TrimEnd(Characters(arguments)));
            case "tochararray": return new ListDatum([.. text.Select(c => Datum.Of(c, value.Origins))]);
            case "chars" or "get_chars": return TextOperators.Index(new Scalar(value), first);
            case "indexof": return Datum.Of(text.IndexOf(word, StringComparison.Ordinal));
            case "lastindexof": return Datum.Of(text.LastIndexOf(word, StringComparison.Ordinal));
            case "startswith": return Datum.Of(text.StartsWith(word, StringComparison.Ordinal));
            case "endswith": return Datum.Of(text.EndsWith(word, StringComparison.Ordinal));
            case "contains": return Datum.Of(text.Contains(word, StringComparison.Ordinal));
            case "equals": return Datum.Of(text == word);
            case "split":
                // In 7 a string of several characters is one separator; in 5.1 each of them is. Code that hides uses one character.
                var separators = arguments.Count == 0 ? [] : word.Length == 1 || first is ListDatum ? Characters(arguments) : null;
                var pieces = separators is null ? text.Split(word) : text.Split(separators);
                return new ListDatum([.. pieces.Select(piece => Datum.Text(piece, value.Origins))]);
            default: return null;
        }

        Scalar Same(string changed) => new(value with { Text = changed, IsGlob = false });
    }

    private static Datum Replace(Value value, IReadOnlyList<Datum> arguments)
    {
        var (old, replacement) = (arguments[0].ToValue(), arguments[1].ToValue());
        var origins = value.Origins | replacement.Origins;
        if (!old.IsResolved || old.Text.Length == 0) return Datum.From(origins, value.Source);
        var replaced = value.Text.Replace(old.Text, replacement.Text, StringComparison.Ordinal);
        return replaced.Length > PowerShellEvaluator.MaxText
            ? Datum.From(origins, value.Source)
            : new Scalar(value with { Text = replaced, Origins = origins });
    }

    private static char Pad(IReadOnlyList<Datum> arguments) =>
        arguments.Count > 1 && arguments[1].ToValue().Text is { Length: 1 } pad ? pad[0] : ' ';

    private static char[] Characters(IReadOnlyList<Datum> arguments)
    {
        var characters = new StringBuilder();
        foreach (var argument in arguments)
        {
            if (argument is Scalar { Kind: ScalarKind.Number }) break;
            foreach (var item in argument.Items) characters.Append(item.ToValue().Text);
        }

        return characters.ToString().ToCharArray();
    }

    private static Datum? CallTable(TableDatum table, string name, IReadOnlyList<Datum> arguments) => name switch
    {
        "containskey" or "contains" when arguments.Count == 1 && arguments[0].IsKnown =>
            Datum.Of(table.Find(arguments[0].ToValue().Text) is not null),
        "getenumerator" =>
            new ListDatum([.. table.Pairs.Select(pair => new TableDatum([new("Key", Datum.Text(pair.Key)), new("Name", Datum.Text(pair.Key)), new("Value", pair.Value)]))]),
        "item" or "get_item" when arguments.Count == 1 && arguments[0].IsKnown => table.Find(arguments[0].ToValue().Text) ?? Datum.Unknown,
        _ => null,
    };
}
