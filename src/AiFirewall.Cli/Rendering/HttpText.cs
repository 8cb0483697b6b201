using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using AiFirewall.Cli.Terminal;
using AiFirewall.Execution.Http;

namespace AiFirewall.Cli.Rendering;

/// <summary>The answer to a request.</summary>
internal static class HttpText
{
    /// <summary>Writes an answer.</summary>
    /// <param name="outcome">The answer.</param>
    /// <param name="streams">Where to.</param>
    /// <param name="isJson">One JSON object instead of the body as it came.</param>
    /// <param name="includesHead">Status and headers, too.</param>
    public static void Write(HttpOutcome outcome, Streams streams, bool isJson, bool includesHead)
    {
        if (isJson)
        {
            WriteJson(outcome, streams);
            return;
        }

        if (outcome.Status > 0 && includesHead)
        {
            streams.Output.Line(VisibleText.Of(string.Create(CultureInfo.InvariantCulture, $"{outcome.Status} {outcome.Phrase}")));
            foreach (var (name, value) in outcome.Headers) streams.Output.Line(VisibleText.Of($"{name}: {value}"));
            streams.Output.Line();
        }

        if (outcome.Body.Length == 0) return;
        if (!streams.IsOutputTerminal)
        {
            streams.Output.Bytes.Write(outcome.Body);
            return;
        }

        // A server's text must not steer the terminal.
        foreach (var line in Encoding.UTF8.GetString(outcome.Body).Split('\n')) streams.Output.Line(VisibleText.Of(line.TrimEnd('\r')));
    }

    private static void WriteJson(HttpOutcome outcome, Streams streams)
    {
        using (var json = new Utf8JsonWriter(streams.Output.Bytes))
        {
            json.WriteStartObject();
            json.WriteString("url", outcome.Url);
            json.WriteNumber("status", outcome.Status);
            json.WriteStartObject("headers");
            foreach (var (name, value) in outcome.Headers) json.WriteString(name.ToLowerInvariant(), value);
            json.WriteEndObject();
            json.WriteString("body", Encoding.UTF8.GetString(outcome.Body));
            json.WriteBoolean("cut", outcome.IsCut);
            json.WriteStartArray("redirects");
            foreach (var redirect in outcome.Redirects) json.WriteStringValue(redirect);
            json.WriteEndArray();
            json.WriteString("problem", outcome.Problem);
            json.WriteEndObject();
        }

        streams.Output.Line();
    }
}
