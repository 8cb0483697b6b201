using System.Globalization;
using System.Text;
using System.Text.Json;

namespace AiFirewall.Audit;

/// <summary>Reads an audit log back, however it has fared: lines that are no records are told apart, unknown keys are passed over.</summary>
public static class AuditReader
{
    /// <summary>The lines of a log, oldest first, empty ones left out; nothing when there is no such file.</summary>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static IEnumerable<AuditEntry> Read(string path)
    {
        if (!File.Exists(path) && !Directory.Exists(path)) yield break;
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var reader = new StreamReader(file, Encoding.UTF8);
        long number = 0;
        while (reader.ReadLine() is { } line)
        {
            number++;
            if (!string.IsNullOrWhiteSpace(line)) yield return Parse(number, line);
        }
    }

    /// <summary>One line.</summary>
    /// <param name="number">Its number, from 1.</param>
    /// <param name="line">The line.</param>
    public static AuditEntry Parse(long number, string line)
    {
        try
        {
            using var json = JsonDocument.Parse(line);
            return json.RootElement.ValueKind == JsonValueKind.Object ? Entry(number, line, json.RootElement) : new AuditEntry(number, line);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // InvalidOperationException: a text with half a surrogate pair.
            return new AuditEntry(number, line);
        }
    }

    private static AuditEntry Entry(long number, string line, JsonElement record) => new(number, line)
    {
        IsRecord = true,
        Time = Time(record),
        ActionId = Text(record, "action_id"u8),
        Type = Text(record, "type"u8),
        Rendered = Text(record, "rendered"u8),
        Intent = Text(record, "intent"u8),
        Risk = Text(record, "risk"u8),
        Decision = Text(record, "decision"u8),
        Reason = Text(record, "reason"u8),
        Impact = record.TryGetProperty("impact"u8, out var impact) && impact.ValueKind == JsonValueKind.Object ? impact.GetRawText() : null,
        Approved = Boolean(record, "approved"u8),
        Executed = Boolean(record, "executed"u8),
        ExitCode = record.TryGetProperty("exit_code"u8, out var code) && code.ValueKind == JsonValueKind.Number && code.TryGetInt32(out var value) ? value : null,
        Agent = Text(record, "agent"u8),
        Session = Text(record, "session"u8),
        Role = Text(record, "role"u8),
        Project = Text(record, "project"u8),
        Findings = Findings(record),
    };

    // Logs of the Python product may hold a time without a zone, which is UTC, or seconds since 1970.
    private static DateTimeOffset? Time(JsonElement record)
    {
        if (!record.TryGetProperty("ts"u8, out var ts)) return null;
        if (ts.ValueKind == JsonValueKind.Number && ts.TryGetDouble(out var seconds) && seconds is > 0 and < 1e11)
            return DateTimeOffset.UnixEpoch.AddSeconds(seconds);
        return ts.ValueKind == JsonValueKind.String
            && DateTimeOffset.TryParse(ts.GetString(), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time : null;
    }

    private static string? Text(JsonElement record, ReadOnlySpan<byte> name) =>
        record.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static bool? Boolean(JsonElement record, ReadOnlySpan<byte> name) =>
        record.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.True or JsonValueKind.False ? value.GetBoolean() : null;

    private static List<string> Findings(JsonElement record)
    {
        var ids = new List<string>();
        if (!record.TryGetProperty("findings"u8, out var findings) || findings.ValueKind != JsonValueKind.Array) return ids;
        foreach (var finding in findings.EnumerateArray())
        {
            if (finding.ValueKind == JsonValueKind.String) ids.Add(finding.GetString()!);
        }
        return ids;
    }
}
