using System.Text;
using System.Text.Json;

namespace AiFirewall.Tests.Shells.Bash;

/// <summary>Finds commands in what <c>shfmt --to-json</c> writes.</summary>
internal static class ShfmtTree
{
    /// <summary>The names of all simple commands whose name is written without expansions.</summary>
    public static IEnumerable<string> StaticCommandNames(JsonElement root)
    {
        var open = new Stack<JsonElement>();
        open.Push(root);
        while (open.TryPop(out var node))
        {
            if (node.ValueKind == JsonValueKind.Array)
            {
                foreach (var item in node.EnumerateArray()) open.Push(item);
            }
            if (node.ValueKind != JsonValueKind.Object) continue;
            if (NameOf(node) is { } name) yield return name;
            foreach (var property in node.EnumerateObject()) open.Push(property.Value);
        }
    }

    private static string? NameOf(JsonElement node)
    {
        switch (TypeOf(node))
        {
            case "CallExpr" when node.TryGetProperty("Args", out var words) && words.ValueKind == JsonValueKind.Array && words.GetArrayLength() > 0:
                return words[0].TryGetProperty("Parts", out var parts) ? StaticText(parts) : null;
            case "DeclClause":
                return node.GetProperty("Variant").GetProperty("Value").GetString();
            case "LetClause":
                return "let";
            default:
                return null;
        }
    }

    private static string? StaticText(JsonElement parts)
    {
        var text = new StringBuilder();
        foreach (var part in parts.EnumerateArray())
        {
            var piece = TypeOf(part) switch
            {
                "Lit" => Unescaped(ValueOf(part), _ => true),
                "SglQuoted" when !part.TryGetProperty("Dollar", out var dollar) || !dollar.GetBoolean() => ValueOf(part),
                "DblQuoted" => !part.TryGetProperty("Parts", out var inner) ? "" : QuotedText(inner),
                _ => null,
            };
            if (piece is null) return null;
            text.Append(piece);
        }
        return text.ToString();
    }

    private static string? QuotedText(JsonElement parts)
    {
        var text = new StringBuilder();
        foreach (var part in parts.EnumerateArray())
        {
            if (TypeOf(part) != "Lit") return null;
            text.Append(Unescaped(ValueOf(part), c => c is '$' or '`' or '"' or '\\' or '\n'));
        }
        return text.ToString();
    }

    private static string Unescaped(string text, Func<char, bool> isEscaped)
    {
        var result = new StringBuilder();
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '\\' && i + 1 < text.Length && isEscaped(text[i + 1]))
            {
                if (text[++i] != '\n') result.Append(text[i]);
            }
            else
            {
                result.Append(text[i]);
            }
        }
        return result.ToString();
    }

    private static string? TypeOf(JsonElement node) => node.TryGetProperty("Type", out var type) ? type.GetString() : null;

    private static string ValueOf(JsonElement node) => node.TryGetProperty("Value", out var value) ? value.GetString()! : "";
}
