using AiFirewall.Actions;
using AiFirewall.Commands;
using AiFirewall.Commands.Catalog;
using AiFirewall.Effects;
using AiFirewall.Interpretation;
using AiFirewall.Observation;

namespace AiFirewall.Tests.Code;

/// <summary>
/// What code does, in one line: effects without the plain execution of the interpreter, in order, as <c>kind target</c>, with a plus for what
/// takes whole trees, a bang for what carries a secret, a question mark for what may not run; then the ids of readers' findings.
/// </summary>
internal static class CodeTable
{
    public static string Effects(string interpreter, string code, FrozenObservation? observation = null, string before = "")
    {
        var command = $"{before}{interpreter} '{code.Replace("'", "'\\''", StringComparison.Ordinal)}'";
        return Of(command, observation);
    }

    public static string Of(string command, FrozenObservation? observation = null)
    {
        var reading = ActionReader.Read(new ShellAction(command), observation ?? TestWorld.Observation, CommandCatalog.BuiltIn);
        var parts = reading.Effects.Where(e => !(e.Kind == EffectKind.Execute && e.Has(EffectTraits.Informational))).Select(Show).Distinct()
            .Concat(reading.Findings.Select(f => f.Id)).ToList();
        return parts.Count == 0 ? "none" : string.Join(", ", parts);
    }

    private static string Show(Effect effect) =>
        CatalogNames.Of(effect.Kind)
        + (effect.Has(EffectTraits.Recursive) ? "+" : "")
        + (effect.Has(EffectTraits.CarriesSecret) ? "!" : "")
        + (effect.Certainty == Certainty.Likely ? "?" : "")
        + (effect.Target.Text.Length > 0 ? " " + Short(effect.Target.Display) : "");

    private static string Short(string target) => target.StartsWith(TestWorld.Project + "/", StringComparison.Ordinal) ? target[(TestWorld.Project.Length + 1)..] : target;
}
