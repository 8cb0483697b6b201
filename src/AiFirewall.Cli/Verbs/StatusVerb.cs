using System.Globalization;
using AiFirewall.Agents;
using AiFirewall.Cli.CommandLine;
using AiFirewall.Cli.Terminal;
using AiFirewall.Observation;
using AiFirewall.Policy;

namespace AiFirewall.Cli.Verbs;

/// <summary><c>guard status</c>: where everything is, and whether it is in order.</summary>
internal sealed class StatusVerb : Verb
{
    /// <inheritdoc/>
    public override string Name => "status";

    /// <inheritdoc/>
    public override string Summary => "show where the firewall's files are and whether they are in order";

    /// <inheritdoc/>
    public override string Usage => "status";

    /// <inheritdoc/>
    public override string Details => "Exit code: 0, or 1 when something is not in order.";

    /// <inheritdoc/>
    public override int Run(ParsedLine line, Streams streams)
    {
        if (line.Operands.Count > 0) return streams.Fail($"'guard status' takes no operand, but got '{line.Operands[0]}'");
        var home = new GuardSession().Home;
        var observation = LiveObservation.Of(null);
        var problem = GuardPolicy.Load(home, observation.Project).Problem;

        Row("version", VersionVerb.Number());
        Row("home", home.Directory + (Directory.Exists(home.Directory) ? "" : " (not there yet)"));
        Row("project", observation.Project ?? "none");
        Row("rules", problem ?? (File.Exists(home.RulesPath) ? home.RulesPath : "the default policy"));
        Row("audit", AuditState(home.AuditPath));
        Row("role", Environment.GetEnvironmentVariable("AI_FIREWALL_ROLE") is { Length: > 0 } role ? role : "as configured");
        Row("hooks ask", AgentHooks.ApprovalOf(Environment.GetEnvironmentVariable("AI_FIREWALL_HOOK_APPROVAL")) switch
        {
            HookApproval.Block => "nobody, what needs approval is refused",
            HookApproval.Allow => "nobody, what needs approval is let through",
            _ => "in the agent's own prompt",
        });
        return problem is null ? ExitCodes.Done : ExitCodes.Found;

        void Row(string name, string value) => streams.Output.Line($"{name,-11}{VisibleText.Of(value)}");
    }

    private static string AuditState(string path)
    {
        var file = new FileInfo(path);
        return file.Exists ? string.Create(CultureInfo.InvariantCulture, $"{path} ({file.Length} bytes)") : $"{path} (nothing recorded yet)";
    }
}
