using System.Buffers;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using AiFirewall.Assessment;
using AiFirewall.Effects;
using AiFirewall.Policy;

namespace AiFirewall.Audit;

/// <summary>
/// Writes a record as one line of JSON. Keys are never renamed and come in a fixed order; later versions add keys at the end, and readers
/// ignore those that they do not know.
/// </summary>
internal static class AuditLine
{
    // Nothing here is put into HTML; control characters, which could play with a terminal, are escaped all the same.
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    /// <summary>Appends the record and a line feed to <paramref name="output"/>.</summary>
    public static void Write(AuditRecord record, IBufferWriter<byte> output)
    {
        using (var json = new Utf8JsonWriter(output, Options)) Write(record, json);
        output.Write("\n"u8);
    }

    private static void Write(AuditRecord record, Utf8JsonWriter json)
    {
        var decision = record.Decision;
        json.WriteStartObject();
        json.WriteString("ts"u8, record.Time.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture));
        json.WriteString("action_id"u8, record.ActionId);
        json.WriteString("type"u8, record.Type);
        json.WriteString("rendered"u8, record.Rendered);
        json.WriteString("intent"u8, decision.Intent.Name());
        json.WriteString("risk"u8, RiskName(decision.Risk));
        json.WriteString("decision"u8, decision.Verdict.Name());
        json.WriteString("reason"u8, decision.Reason);
        WriteImpact(decision.Impact, json);
        if (record.Approved is { } approved) json.WriteBoolean("approved"u8, approved);
        else json.WriteNull("approved"u8);
        json.WriteBoolean("executed"u8, record.Executed);
        if (record.ExitCode is { } exitCode) json.WriteNumber("exit_code"u8, exitCode);
        else json.WriteNull("exit_code"u8);
        json.WriteString("agent"u8, record.Agent);
        json.WriteString("session"u8, record.Session);
        json.WriteString("role"u8, record.Role);
        json.WriteString("project"u8, record.Project);
        json.WriteStartArray("findings"u8);
        for (var i = 0; i < decision.Findings.Count; i++) json.WriteStringValue(decision.Findings[i].Id);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteImpact(Impact? impact, Utf8JsonWriter json)
    {
        if (impact is null)
        {
            json.WriteNull("impact"u8);
            return;
        }
        DecisionJson.WriteImpact(json, impact);
    }

    private static string RiskName(Risk risk) => risk switch
    {
        Risk.Low => "LOW",
        Risk.Medium => "MEDIUM",
        Risk.High => "HIGH",
        _ => "CRITICAL",
    };
}
