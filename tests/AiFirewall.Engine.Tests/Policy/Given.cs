using AiFirewall.Actions;
using AiFirewall.Assessment;
using AiFirewall.Effects;
using AiFirewall.Observation;
using AiFirewall.Policy;

namespace AiFirewall.Tests.Policy;

/// <summary>Hand-made inputs of a policy.</summary>
internal static class Given
{
    public const string Home = "/home/dev";
    public const string Project = "/home/dev/app";

    public static PolicyInput Shell(string command, Intent intent, Risk risk, params object[] parts) =>
        Input(new ShellAction(command), intent, risk, parts);

    public static PolicyInput Shell(Intent intent, Risk risk, params object[] parts) => Shell("some command", intent, risk, parts);

    public static PolicyInput OnFile(FileOperation operation, string path, Intent intent, Risk risk, params object[] parts) =>
        Input(new FileAction(operation, path), intent, risk, parts);

    /// <summary>An input whose effects and findings are among <paramref name="parts"/>.</summary>
    public static PolicyInput Input(GuardAction action, Intent intent, Risk risk, params object[] parts) =>
        new(action, new ActionAssessment(intent, risk, [.. parts.OfType<Effect>()], [.. parts.OfType<Finding>()]))
        {
            Home = Home,
            System = HostSystem.Linux,
        };

    public static Effect Effect(EffectKind kind, string path, TargetScope scope = TargetScope.Project, EffectTraits traits = EffectTraits.None) =>
        new(kind, new Target(TargetKind.Path, path, scope), default) { Traits = traits };

    public static Effect Reaching(EffectKind kind, string url) => new(kind, new Target(TargetKind.Url, url), default);

    public static Finding Finding(string id, Risk severity = Risk.High, string? message = null) => new(id, severity, message ?? $"found {id}");
}
