using System.Text.Json;

namespace AiFirewall.Cli.Tests;

/// <summary>Reads guard's JSON answers.</summary>
internal static class Answers
{
    public static JsonElement One(Ran ran)
    {
        Assert.EndsWith("\n", ran.Output, StringComparison.Ordinal);
        Assert.Equal(1, ran.Output.Count(c => c == '\n'));
        return Parse(ran.Output);
    }

    public static List<JsonElement> All(Ran ran) => [.. ran.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(Parse)];

    public static string Verdict(this JsonElement answer) => answer.Text("decision");

    public static string Text(this JsonElement answer, string name) => answer.GetProperty(name).GetString()!;

    private static JsonElement Parse(string line)
    {
        var answer = JsonDocument.Parse(line).RootElement;
        // Whatever the answer is about, its readers find every field.
        foreach (var name in (string[])["id", "decision", "intent", "risk", "reason"]) Assert.Equal(JsonValueKind.String, answer.GetProperty(name).ValueKind);
        Assert.Equal(JsonValueKind.Array, answer.GetProperty("findings").ValueKind);
        Assert.Equal(
            ["files_affected", "bytes_affected", "paths", "notes", "diff", "code_findings", "git", "lines_added", "lines_removed"],
            answer.GetProperty("impact").EnumerateObject().Select(p => p.Name));
        Assert.Equal(JsonValueKind.Array, answer.GetProperty("trail").ValueKind);
        return answer;
    }
}
