using AiFirewall.Effects;

namespace AiFirewall.Assessment;

/// <summary>How bad each kind of effect is. The one table that turns what would happen into intent, risk and findings.</summary>
internal static class EffectWeights
{
    /// <summary>Weighs an effect on its own, before circumstances.</summary>
    public static Weight Of(Effect effect) => NetworkWeights.Metadata(effect) ?? effect.Kind switch
    {
        EffectKind.Read => PathWeights.Read(effect),
        EffectKind.Write => PathWeights.Write(effect),
        EffectKind.Delete => PathWeights.Delete(effect),
        EffectKind.Move => PathWeights.Move(effect),
        EffectKind.ChangePermissions => PathWeights.Permissions(effect),
        EffectKind.Execute => Execute(effect),
        EffectKind.ExecuteRemoteCode => Weight.With(Intent.ShellExec, Risk.Critical, "exec.remote-code", "runs code that came over the network"),
        EffectKind.ExecuteHiddenCode when effect.Has(EffectTraits.Decoded) => Weight.With(Intent.ShellExec, Risk.High, "exec.decoded-code", "runs code that was hidden in an encoding"),
        EffectKind.ExecuteHiddenCode => Weight.With(Intent.ShellExec, Risk.High, "exec.hidden-code", "runs code that is only known when it runs"),
        EffectKind.SendData => NetworkWeights.Send(effect),
        EffectKind.Fetch => NetworkWeights.Fetch(effect),
        EffectKind.OpenSocket => NetworkWeights.Socket(effect),
        EffectKind.InstallPackage => PackageSources.Weigh(effect),
        EffectKind.RewriteHistory => Weight.With(Intent.ApiDestructive, Risk.High, "git.rewrite-history", $"rewrites or deletes published history ({Name(effect)})"),
        EffectKind.DiscardWork => Weight.With(Intent.FileDelete, Risk.High, "git.discard-work", $"throws away work that exists only here ({Name(effect)})"),
        EffectKind.Elevate => Weight.With(Intent.ShellExec, Risk.High, "exec.elevate", $"gets more rights ({Name(effect)})"),
        EffectKind.Persist => Persist(effect),
        EffectKind.StopProcess => Weight.With(Intent.ShellExec, Risk.High, "process.stop", $"stops {Name(effect)}"),
        EffectKind.ChangeService => Weight.With(Intent.ShellExec, Risk.High, "system.change", $"changes the system ({Name(effect)})"),
        EffectKind.ChangeResource => Weight.With(Intent.ApiWrite, Risk.Medium, "resource.change", $"changes {Name(effect)}"),
        EffectKind.DestroyResource => Weight.With(Intent.ApiDestructive, Risk.High, "resource.destroy", $"deletes {Name(effect)}"),
        EffectKind.ReadDatabase => new Weight(Intent.DbRead, Risk.Low),
        EffectKind.ChangeDatabase => new Weight(Intent.DbWrite, Risk.Medium),
        EffectKind.DestroyDatabase => Weight.With(Intent.DbDestructive, Risk.High, "database.destroy", $"deletes data or structures ({Name(effect)})"),
        EffectKind.ReadSecret => Weight.With(Intent.FileRead, Risk.High, "secret.read", $"reads a secret ({Name(effect)})"),
        EffectKind.WeakenSecurity => Weight.With(Intent.ShellExec, Risk.High, "security.weaken", $"weakens a protection ({Name(effect)})"),
        EffectKind.ExhaustResources => Weight.With(Intent.ShellExec, Risk.Critical, "system.exhaust", $"uses up the machine's resources ({Name(effect)})"),
        EffectKind.Publish => Weight.With(Intent.ApiWrite, Risk.High, "publish.public", $"publishes {Name(effect)}"),
        _ => new Weight(Intent.Unknown, Risk.Medium),
    };

    private static Weight Execute(Effect effect)
    {
        var target = effect.Target;
        if (effect.Has(EffectTraits.Informational)) return new Weight(Intent.ShellExec, Risk.Low);
        if (target.Kind != TargetKind.Path || effect.Has(EffectTraits.Elsewhere) || !ProgramPlaces.AreUnusual(target)) return new Weight(Intent.ShellExec, Risk.Medium);
        return Weight.With(Intent.ShellExec, Risk.High, "exec.outside-project", $"runs {target.Display}, which is neither the project's nor installed");
    }

    private static Weight Persist(Effect effect) => effect.Target.Scope == TargetScope.Guard
        ? PathWeights.Write(effect)
        : Weight.With(Intent.ShellExec, Risk.High, "persist.code", $"arranges for code to run later ({Name(effect)})");

    internal static string Name(Effect effect) => effect.Target.Text.Length > 0 ? Shortened(effect.Target.Display) : effect.Command;

    private static string Shortened(string text) => text.Length > 80 ? string.Concat(text.AsSpan(0, 79), "…") : text;
}
