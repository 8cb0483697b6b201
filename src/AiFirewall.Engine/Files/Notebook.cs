using System.Text;
using System.Text.Json;
using AiFirewall.Actions;

namespace AiFirewall.Files;

/// <summary>The code of a Jupyter notebook as one text, before and after a change of a cell.</summary>
internal static class Notebook
{
    private const int MaxCells = 10_000;

    /// <summary>The text of all cells, each under a line that says which it is; null when it is no notebook or has no such cell.</summary>
    /// <param name="json">The notebook.</param>
    /// <param name="edit">What is changed; null for nothing.</param>
    public static string? Text(string json, CellEdit? edit)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            if (document.RootElement.ValueKind != JsonValueKind.Object || !document.RootElement.TryGetProperty("cells", out var list) || list.ValueKind != JsonValueKind.Array) return null;
            if (list.GetArrayLength() > MaxCells) return null;
            var cells = list.EnumerateArray().Select((cell, i) => (Id: IdOf(cell, i), Source: SourceOf(cell))).ToList();
            if (edit is not null && !TryChange(cells, edit)) return null;
            var text = new StringBuilder();
            foreach (var (id, source) in cells) text.Append("# %% ").Append(id).Append('\n').Append(source).Append(source.EndsWith('\n') ? "" : "\n");
            return text.ToString();
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static bool TryChange(List<(string Id, string Source)> cells, CellEdit edit)
    {
        var at = edit.Cell is null ? -1 : cells.FindIndex(c => c.Id == edit.Cell);
        if (at < 0 && edit.Cell is { } name && name.StartsWith("cell-", StringComparison.Ordinal) && int.TryParse(name.AsSpan(5), out var number) && number < cells.Count) at = number;
        if (edit.Mode == CellEditMode.Insert)
        {
            if (edit.Cell is not null && at < 0) return false;
            cells.Insert(at + 1, ("new", edit.Source));
            return true;
        }

        if (edit.Cell is null && cells.Count > 0) at = 0;
        if (at < 0) return false;
        if (edit.Mode == CellEditMode.Delete) cells.RemoveAt(at);
        else cells[at] = (cells[at].Id, edit.Source);
        return true;
    }

    private static string IdOf(JsonElement cell, int index) =>
        cell.ValueKind == JsonValueKind.Object && cell.TryGetProperty("id", out var id) && id.ValueKind == JsonValueKind.String ? id.GetString()! : $"cell-{index}";

    private static string SourceOf(JsonElement cell)
    {
        if (cell.ValueKind != JsonValueKind.Object || !cell.TryGetProperty("source", out var source)) return "";
        return source.ValueKind switch
        {
            JsonValueKind.String => source.GetString()!,
            JsonValueKind.Array => string.Concat(source.EnumerateArray().Select(line => line.ValueKind == JsonValueKind.String ? line.GetString() : "")),
            _ => "",
        };
    }
}
