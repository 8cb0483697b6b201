using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using AiFirewall.Assessment;
using AiFirewall.Effects;
using AiFirewall.Observation;
using AiFirewall.Policy;
using AiFirewall.Text;

namespace AiFirewall;

/// <summary>Writes decisions in their JSON shape. Every text is masked on its way out.</summary>
public static class DecisionJson
{
    // Readable text: the output is JSON for programs and terminals, never part of a web page.
    private static readonly JsonWriterOptions Compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    private static readonly JsonWriterOptions Indented = Compact with { Indented = true };

    /// <summary>Writes a decision as one line without its end.</summary>
    /// <param name="decision">The decision.</param>
    /// <param name="output">Where to.</param>
    /// <param name="isIndented">On several lines, for people.</param>
    public static void Write(Decision decision, IBufferWriter<byte> output, bool isIndented = false)
    {
        using var json = new Utf8JsonWriter(output, isIndented ? Indented : Compact);
        Write(json, decision, problem: null);
    }

    /// <summary>Writes the answer to an action that could not be read: a BLOCK that says why in <c>error</c> and <c>reason</c>.</summary>
    /// <param name="id">The action's id as far as it could be read.</param>
    /// <param name="problem">What is wrong, one sentence.</param>
    /// <param name="output">Where to.</param>
    public static void WriteProblem(string id, string problem, IBufferWriter<byte> output)
    {
        using var json = new Utf8JsonWriter(output, Compact);
        Write(json, Unreadable(id, problem), problem);
    }

    /// <summary>The decision about something that could not be read.</summary>
    /// <param name="id">The action's id as far as it could be read.</param>
    /// <param name="problem">What is wrong, one sentence.</param>
    public static Decision Unreadable(string id, string problem) => new()
    {
        Id = id,
        Verdict = Verdict.Block,
        Intent = Intent.Unknown,
        Risk = Risk.Medium,
        Reason = problem,
    };

    /// <summary>The wire name of a risk, <c>HIGH</c>.</summary>
    public static string Name(Risk risk) => RiskNames.Of(risk);

    private static void Write(Utf8JsonWriter json, Decision decision, string? problem)
    {
        json.WriteStartObject();
        json.WriteString("id"u8, decision.Id);
        json.WriteString("decision"u8, decision.Verdict.Name());
        json.WriteString("intent"u8, decision.Intent.Name());
        json.WriteString("risk"u8, Name(decision.Risk));
        json.WriteString("reason"u8, Mask(decision.Reason));
        if (problem is not null) json.WriteString("error"u8, Mask(problem));
        WriteFindings(json, "findings"u8, decision.Findings);
        WriteImpact(json, decision.Impact ?? new Impact());
        WriteTrail(json, decision.Trail);
        json.WriteEndObject();
    }

    private static void WriteFindings(Utf8JsonWriter json, ReadOnlySpan<byte> name, IReadOnlyList<Finding> findings)
    {
        json.WriteStartArray(name);
        foreach (var finding in findings)
        {
            json.WriteStartObject();
            json.WriteString("id"u8, finding.Id);
            json.WriteString("severity"u8, Name(finding.Severity));
            json.WriteString("message"u8, Mask(finding.Message));
            json.WriteString("evidence"u8, Mask(finding.Evidence));
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    /// <summary>Writes an impact as the member <c>impact</c> of an object, as decisions and audit records have it.</summary>
    internal static void WriteImpact(Utf8JsonWriter json, Impact impact)
    {
        json.WriteStartObject("impact"u8);
        json.WriteNumber("files_affected"u8, impact.FilesAffected);
        json.WriteNumber("bytes_affected"u8, impact.BytesAffected);
        json.WriteStartArray("paths"u8);
        foreach (var path in impact.Paths) json.WriteStringValue(Mask(path));
        json.WriteEndArray();
        json.WriteString("notes"u8, Mask(impact.Notes));
        if (impact.Diff is { } diff) json.WriteString("diff"u8, Mask(diff));
        else json.WriteNull("diff"u8);
        WriteFindings(json, "code_findings"u8, impact.CodeFindings);
        WriteGit(json, impact.Git);
        json.WriteNumber("lines_added"u8, impact.LinesAdded);
        json.WriteNumber("lines_removed"u8, impact.LinesRemoved);
        json.WriteEndObject();
    }

    private static void WriteGit(Utf8JsonWriter json, GitFacts? git)
    {
        if (git is null)
        {
            json.WriteNull("git"u8);
            return;
        }

        json.WriteStartObject("git"u8);
        json.WriteBoolean("uncommitted_changes"u8, git.Uncommitted > 0);
        json.WriteNumber("uncommitted"u8, git.Uncommitted);
        json.WriteNumber("untracked"u8, git.Untracked);
        json.WriteNumber("ignored"u8, git.Ignored);
        json.WriteNumber("unchanged"u8, git.Unchanged);
        json.WriteBoolean("complete"u8, git.IsComplete);
        json.WriteEndObject();
    }

    private static void WriteTrail(Utf8JsonWriter json, IReadOnlyList<TrailEntry> trail)
    {
        json.WriteStartArray("trail"u8);
        foreach (var entry in trail)
        {
            json.WriteStartObject();
            json.WriteString("stop"u8, entry.Stop);
            json.WriteString("said"u8, entry.Said);
            json.WriteString("why"u8, Mask(entry.Why));
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static string Mask(string text) => SecretMasker.Mask(text);
}
