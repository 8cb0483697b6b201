using System.Buffers;
using System.Text;
using System.Text.Json;
using AiFirewall.Assessment;
using AiFirewall.Effects;
using AiFirewall.Policy;

namespace AiFirewall.Tests.Actions;

public sealed class DecisionJsonTests
{
    private static readonly Decision Tree = new()
    {
        Id = "1",
        Verdict = Verdict.RequireApproval,
        Intent = Intent.FileDelete,
        Risk = Risk.High,
        Reason = "deletes a directory tree in the project",
        Findings = [new Finding("files.delete.tree", Risk.High, "deletes 47 files under ./build", "rm -rf ./build")],
        Impact = new Impact { FilesAffected = 47, BytesAffected = 1843200, Paths = ["build"] },
        Trail = [new TrailEntry("policy", "REQUIRE_APPROVAL", "file_delete requires approval")],
    };

    [Fact]
    public void A_decision_has_the_names_that_its_readers_know() => Assert.Equal(
        """
        {"id":"1","decision":"REQUIRE_APPROVAL","intent":"FILE_DELETE","risk":"HIGH","reason":"deletes a directory tree in the project",
        "findings":[{"id":"files.delete.tree","severity":"HIGH","message":"deletes 47 files under ./build","evidence":"rm -rf ./build"}],
        "impact":{"files_affected":47,"bytes_affected":1843200,"paths":["build"],"notes":"","diff":null,"code_findings":[],"git":null,"lines_added":0,"lines_removed":0},
        "trail":[{"stop":"policy","said":"REQUIRE_APPROVAL","why":"file_delete requires approval"}]}
        """.ReplaceLineEndings(""), Write(Tree));

    [Fact]
    public void A_decision_without_impact_still_has_the_object() => Assert.Contains(
        """{"files_affected":0,"bytes_affected":0,"paths":[],"notes":"","diff":null,"code_findings":[],"git":null,"lines_added":0,"lines_removed":0}""",
        Write(Tree with { Impact = null }), StringComparison.Ordinal);

    [Fact]
    public void A_decision_is_one_line_whatever_its_texts_hold()
    {
        var text = Write(Tree with { Reason = "a\r\nb\u001b[2J\u2028\"\\" });
        Assert.DoesNotContain('\n', text);
        Assert.DoesNotContain('\u001b', text);
        Assert.Equal("a\r\nb\u001b[2J\u2028\"\\", JsonDocument.Parse(text).RootElement.GetProperty("reason").GetString());
    }

    [Fact]
    public void Half_a_surrogate_pair_does_not_break_the_line() =>
        Assert.Equal("x\uFFFDy", JsonDocument.Parse(Write(Tree with { Reason = "x\ud800y" })).RootElement.GetProperty("reason").GetString());

    [Fact]
    public void A_problem_is_a_block_that_says_why()
    {
        var output = new ArrayBufferWriter<byte>();
        DecisionJson.WriteProblem("q", "field 'type' is missing", output);
        var json = JsonDocument.Parse(output.WrittenMemory).RootElement;
        Assert.Equal("q", json.GetProperty("id").GetString());
        Assert.Equal("BLOCK", json.GetProperty("decision").GetString());
        Assert.Equal("field 'type' is missing", json.GetProperty("error").GetString());
        Assert.Equal("field 'type' is missing", json.GetProperty("reason").GetString());
        Assert.Equal(JsonValueKind.Object, json.GetProperty("impact").ValueKind);
    }

    private static string Write(Decision decision)
    {
        var output = new ArrayBufferWriter<byte>();
        DecisionJson.Write(decision, output);
        return Encoding.UTF8.GetString(output.WrittenSpan);
    }
}
