using System.Text.Json;
using AiFirewall.Actions;
using AiFirewall.Commands;
using AiFirewall.Effects;
using AiFirewall.Observation;
using AiFirewall.Sql;

namespace AiFirewall.Interpretation;

/// <summary>Reads calls of MCP tools, as far as their arguments say what they are: SQL that a tool hands to a database is SQL.</summary>
internal static class ToolDoor
{
    private const int MostTexts = 64;

    // What a call may hold beside its SQL and still be nothing but that SQL.
    private static readonly HashSet<string> Companions = new(StringComparer.OrdinalIgnoreCase)
    {
        "args", "catalog", "database", "database_id", "databaseid", "db", "description", "explanation", "limit", "max_rows", "maxrows", "name", "parameters", "params",
        "project_id", "projectid", "reason", "row_limit", "schema", "timeout", "timeout_ms", "values",
    };

    /// <summary>Reads a call.</summary>
    public static Reading Read(ToolAction call, IObservation observation, CommandCatalog catalog)
    {
        List<Effect> effects = [];
        List<Finding> findings = [];
        var isOnlySql = true;
        var count = 0;
        foreach (var (name, text) in Arguments(call.ArgumentsJson))
        {
            if (!CarriesSql(name, text, call))
            {
                isOnlySql &= Companions.Contains(name);
                continue;
            }

            if (++count > MostTexts) break;
            Add(Interpreter.Read(new SqlAction(text, DialectOf(call)), observation, catalog), text, call, effects, findings);
        }

        if (count is 0 or > MostTexts || !isOnlySql) findings.Add(new Finding("action.not-understood", Risk.High, "what a 'tool' action does is not known to the firewall"));
        return new Reading(effects, findings);
    }

    /// <summary>The arguments that are texts, also in arrays and in objects; a name that occurs twice counts twice.</summary>
    private static List<(string Name, string Text)> Arguments(string json)
    {
        List<(string, string)> found = [];
        try
        {
            using var document = JsonDocument.Parse(json);
            Collect("", document.RootElement, found);
        }
        catch (JsonException)
        {
            // Not JSON: nothing in it is understood, which is what is said of such a call.
        }

        return found;
    }

    private static void Collect(string name, JsonElement value, List<(string, string)> found)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (var property in value.EnumerateObject()) Collect(property.Name, property.Value, found);
                break;
            case JsonValueKind.Array:
                foreach (var element in value.EnumerateArray()) Collect(name, element, found);
                break;
            case JsonValueKind.String:
                found.Add((name, Unresolved.Clean(value.GetString()!)));
                break;
            default:
                // Numbers, truth values and null carry no code; what they mean to a tool that is known to take SQL is a limit or a flag.
                found.Add((name.Length > 0 && Companions.Contains(name) ? name : "limit", ""));
                break;
        }
    }

    // A search takes a query, too.
    private static bool CarriesSql(string name, string text, ToolAction call) => text.Length > 0 && name.Replace("_", "", StringComparison.Ordinal).ToLowerInvariant() switch
    {
        "sql" or "sqlquery" or "sqlstatement" or "sqltext" or "sqlcommand" or "sqlscript" => true,
        "query" or "queries" or "statement" or "statements" or "script" or "command" => IsOfDatabase(call) || SqlText.LooksLikeSql(text),
        _ => false,
    };

    private static bool IsOfDatabase(ToolAction call) => Words(call).Any(w => SqlDialects.Parse(w) != SqlDialect.Unknown
        || w is "sql" or "db" or "database" or "bigquery" or "snowflake" or "duckdb" or "clickhouse" or "supabase" or "neon" or "databricks" or "trino" or "presto");

    private static string? DialectOf(ToolAction call) =>
        Words(call).FirstOrDefault(w => SqlDialects.Parse(w) != SqlDialect.Unknown) ?? (Words(call).Any(w => w is "supabase" or "neon") ? "postgres" : null);

    private static string[] Words(ToolAction call) => $"{call.Server} {call.Tool}".ToLowerInvariant().Split([' ', '-', '_', '/', '.', ':'], StringSplitOptions.RemoveEmptyEntries);

    // Spans are about what people are shown, and there the text stands in JSON.
    private static void Add(Reading reading, string text, ToolAction call, List<Effect> effects, List<Finding> findings)
    {
        var at = call.Rendered.IndexOf(text, StringComparison.Ordinal);
        TextSpan Place(TextSpan span) => at >= 0 ? span with { Start = span.Start + at } : new TextSpan(0, call.Rendered.Length);
        effects.AddRange(reading.Effects.Select(e => e with { Span = Place(e.Span) }));
        findings.AddRange(reading.Findings.Select(f => f with { Span = Place(f.Span) }));
    }
}
