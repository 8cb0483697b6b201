using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using AiFirewall.Cli.CommandLine;
using AiFirewall.Cli.Terminal;
using AiFirewall.Observation;
using AiFirewall.Policy;
using AiFirewall.State;

namespace AiFirewall.Cli.Verbs;

/// <summary><c>guard policy</c>: shows and checks the rules in force.</summary>
internal sealed class PolicyVerb : Verb
{
    private static readonly string[] Verbs = ["show", "check", "lint"];

    /// <inheritdoc/>
    public override string Name => "policy";

    /// <inheritdoc/>
    public override string Summary => "show or check the rules in force";

    /// <inheritdoc/>
    public override string Usage => "policy show [--json] [--cwd DIR]\npolicy check [--cwd DIR] [FILE...]\npolicy lint [FILE...]";

    /// <inheritdoc/>
    public override string Details =>
        """
        'show' lists the effective rules in the order in which they are consulted, each with the
        file and line it comes from. 'check' looks for everything that is wrong with the rules in
        force, or with the files that are named; 'lint' is another name for it.
        Exit code: 0 when the rules are in order, 1 when they are not, 2 for wrong usage.
        """;

    /// <inheritdoc/>
    public override IReadOnlyList<Option> Options { get; } =
    [
        new("--json", null, "the rules as JSON, one a line"),
        new("--cwd", "DIR", "the directory whose project counts"),
    ];

    /// <inheritdoc/>
    public override int Run(ParsedLine line, Streams streams)
    {
        if (line.Operands.Count == 0) return streams.Fail("'guard policy' needs one of: show, check, lint; see 'guard policy --help'");
        var files = line.Operands[1..];
        switch (line.Operands[0])
        {
            case "show" when files.Count == 0:
                return Show(Load(line), line.Has("--json"), streams);
            case "show":
                return streams.Fail("'guard policy show' takes no file; 'guard policy check FILE' looks at one");
            case "check" or "lint":
                return files.Count == 0 ? Check(Load(line).Problems, "the rules in force are in order", streams)
                    : Check(PolicyLoader.Check(files), "in order", streams);
            case var other:
                return streams.Fail($"unknown verb 'policy {other}'{Suggestion.For(other, Verbs)}; see 'guard policy --help'");
        }
    }

    private static GuardPolicy Load(ParsedLine line) =>
        GuardPolicy.Load(GuardHome.FromEnvironment(), LiveObservation.Of(line.ValueOf("--cwd")).Project);

    private static int Check(IReadOnlyList<PolicyProblem> problems, string praise, Streams streams)
    {
        foreach (var problem in problems) streams.Error.Line(VisibleText.Of(problem.ToString()));
        streams.Error.Flush();
        if (problems.Count > 0) return ExitCodes.Found;
        streams.Output.Line(praise);
        return ExitCodes.Done;
    }

    private static int Show(GuardPolicy policy, bool isJson, Streams streams)
    {
        if (policy.Problem is not null) return Check(policy.Problems, "", streams);
        foreach (var rule in policy.Describe())
        {
            if (isJson) WriteJson(rule, streams.Output);
            else WriteText(rule, streams.Output, streams.OutputPalette);
            streams.Output.FlushWhenLarge();
        }
        return ExitCodes.Done;
    }

    private static void WriteText(PolicyRule rule, TextOutput output, Palette palette) => output
        .Write(palette.Bold(rule.Path)).Write("  ").Write(VisibleText.Of(rule.Value))
        .Line(palette.Dim($"  ({VisibleText.Of(rule.Source.ToString())}{(rule.IsTightening ? ", only ever stricter" : "")})"));

    private static void WriteJson(PolicyRule rule, TextOutput output)
    {
        var line = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(line, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            json.WriteString("rule"u8, rule.Path);
            json.WriteString("says"u8, rule.Value);
            json.WriteString("file"u8, rule.Source.File);
            json.WriteNumber("line"u8, rule.Source.Line);
            json.WriteBoolean("only_stricter"u8, rule.IsTightening);
            json.WriteEndObject();
        }
        output.Bytes.Write(line.WrittenSpan);
        output.Line();
    }
}
