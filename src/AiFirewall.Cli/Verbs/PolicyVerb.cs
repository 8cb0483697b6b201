using AiFirewall.Cli.CommandLine;
using AiFirewall.Cli.Terminal;
using AiFirewall.Observation;
using AiFirewall.Policy;

namespace AiFirewall.Cli.Verbs;

/// <summary><c>guard policy</c>: shows and checks the rules in force.</summary>
internal sealed class PolicyVerb : Verb
{
    /// <inheritdoc/>
    public override string Name => "policy";

    /// <inheritdoc/>
    public override string Summary => "show or check the rules in force";

    /// <inheritdoc/>
    public override string Usage => "policy check\npolicy lint";

    /// <inheritdoc/>
    public override string Details => "Exit code: 0 when the rules are in order, 1 when they are not, 2 for wrong usage.";

    /// <inheritdoc/>
    public override IReadOnlyList<Option> Options { get; } = [ShellOptions.Cwd];

    /// <inheritdoc/>
    public override int Run(ParsedLine line, Streams streams)
    {
        if (line.Operands.Count != 1) return streams.Fail("'guard policy' needs one of: check, lint; see 'guard policy --help'");
        switch (line.Operands[0])
        {
            case "check" or "lint":
                return Check(line, streams);
            default:
                return streams.Fail($"unknown verb 'policy {line.Operands[0]}'{Suggestion.For(line.Operands[0], ["check", "lint"])}; see 'guard policy --help'");
        }
    }

    private static int Check(ParsedLine line, Streams streams)
    {
        var session = new GuardSession();
        var policy = GuardPolicy.Load(session.Home, LiveObservation.Of(line.ValueOf("--cwd")).Project);
        if (policy.Problem is { } problem)
        {
            streams.Say(problem);
            return ExitCodes.Found;
        }
        streams.Output.Line(File.Exists(session.Home.RulesPath) ? $"{session.Home.RulesPath}: in order" : "no rules of your own; the default policy is in force");
        return ExitCodes.Done;
    }
}
