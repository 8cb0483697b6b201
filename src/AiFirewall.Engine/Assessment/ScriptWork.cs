using AiFirewall.Effects;

namespace AiFirewall.Assessment;

/// <summary>
/// What counts of a script that was there before. Scripts build, clean and start what is the project's, with variables that only a run tells:
/// asking about that would be asking about every build. What reaches beyond the project is no part of that, whoever wrote the script.
/// </summary>
internal static class ScriptWork
{
    // Places of a PowerShell session that are gone with it.
    private static readonly string[] SessionDrives = ["Function:", "Alias:", "Variable:", "Env:", "TestDrive:", "TestRegistry:"];

    /// <summary>Whether an effect of such a script counts as if it stood in the action.</summary>
    public static bool Counts(Effect effect, Weight weight)
    {
        if (weight.Finding is not { } finding || effect.Has(EffectTraits.DryRun)) return false;
        if (finding.Severity == Risk.Critical) return true;

        // Names guess at what a command does. In a script they are mostly those of its own functions.
        if (effect.By == "unknown") return false;
        return effect.Kind switch
        {
            EffectKind.Delete when effect.Target.Kind == TargetKind.Path => IsBeyondProject(effect.Target),
            _ when finding.Severity < Risk.High => false,
            EffectKind.Read or EffectKind.Write or EffectKind.Move or EffectKind.ChangePermissions => IsBeyondProject(effect.Target),
            EffectKind.Persist => IsBeyondProject(effect.Target) || !IsOfGit(effect),
            EffectKind.Delete or EffectKind.DiscardWork or EffectKind.RewriteHistory or EffectKind.DestroyDatabase or EffectKind.Publish or EffectKind.ChangeService or EffectKind.Elevate => true,

            // A container is made anew by whatever script starts it.
            EffectKind.DestroyResource => effect.By != "containers/docker rm",
            EffectKind.WeakenSecurity => effect.By is not ("shell/environment" or "powershell/environment"),
            EffectKind.ExecuteHiddenCode => effect.Has(EffectTraits.Decoded),
            EffectKind.SendData or EffectKind.OpenSocket => effect.Has(EffectTraits.CarriesSecret),
            _ => false,
        };
    }

    private static bool IsOfGit(Effect effect) => effect.By.StartsWith("git/", StringComparison.Ordinal);

    /// <summary>Places that are known not to be the project's. Its files of settings (.env) and its hooks are its own business, and so are caches.</summary>
    private static bool IsBeyondProject(Target target) => target.IsResolved && !PathWeights.IsCache(target.Text) && target.Scope switch
    {
        TargetScope.Root or TargetScope.System or TargetScope.Home or TargetScope.Device or TargetScope.Guard => true,
        TargetScope.Credentials or TargetScope.Startup => !target.IsOfProject,
        TargetScope.Elsewhere => !Array.Exists(SessionDrives, drive => target.Text.StartsWith(drive, StringComparison.OrdinalIgnoreCase)),
        _ => false,
    };
}
