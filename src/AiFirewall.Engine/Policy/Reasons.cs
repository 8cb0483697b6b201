using AiFirewall.Assessment;
using AiFirewall.Effects;

namespace AiFirewall.Policy;

/// <summary>Words for what an action does, for the first half of a reason.</summary>
internal static class Reasons
{
    /// <summary><c>what; why</c>.</summary>
    public static string Join(string what, string why) => string.Concat(what.AsSpan().TrimEnd('.'), "; ", why);

    /// <summary>What the action does: its worst finding, or else its worst effect.</summary>
    public static string What(PolicyInput input)
    {
        var assessment = input.Assessment;
        if (assessment.Findings.Count > 0) return assessment.Findings[0].Message;
        return Worst(assessment.Effects) is { } effect ? Of(effect) : Of(assessment.Intent);
    }

    /// <summary>One effect in words.</summary>
    public static string Of(Effect effect)
    {
        var isTree = effect.Has(EffectTraits.Recursive);
        return effect.Kind switch
        {
            EffectKind.Read => $"reads {Name(effect)}",
            EffectKind.Write when effect.Has(EffectTraits.Append) => $"adds to {Name(effect)}",
            EffectKind.Write => $"writes {Name(effect)}",
            EffectKind.Delete when isTree => $"deletes the directory tree {Name(effect)}",
            EffectKind.Delete => $"deletes {Name(effect)}",
            EffectKind.Move => $"moves {Name(effect)}",
            EffectKind.ChangePermissions => $"changes the permissions of {Name(effect)}",
            EffectKind.Execute => $"runs {Name(effect)}",
            EffectKind.ExecuteRemoteCode => "runs code from the network",
            EffectKind.ExecuteHiddenCode => "runs code that cannot be seen",
            EffectKind.SendData => $"sends data to {Name(effect)}",
            EffectKind.Fetch => $"fetches {Name(effect)}",
            EffectKind.OpenSocket => $"opens a connection to {Name(effect)}",
            EffectKind.InstallPackage => $"installs {Name(effect)}",
            EffectKind.RewriteHistory => "rewrites published history",
            EffectKind.DiscardWork => "throws away work that exists only here",
            EffectKind.Elevate => "runs with elevated rights",
            EffectKind.Persist => $"arranges for code to run later through {Name(effect)}",
            EffectKind.StopProcess => $"stops {Name(effect)}",
            EffectKind.ChangeService => $"changes {Name(effect)}",
            EffectKind.ChangeResource => $"changes {Name(effect)}",
            EffectKind.DestroyResource => $"deletes {Name(effect)}",
            EffectKind.ReadDatabase => "reads from a database",
            EffectKind.ChangeDatabase => "changes a database",
            EffectKind.DestroyDatabase => "deletes data or structures of a database",
            EffectKind.ReadSecret => $"reads a secret from {Name(effect)}",
            EffectKind.WeakenSecurity => "weakens a protection",
            EffectKind.ExhaustResources => "uses up the machine's resources",
            _ => $"publishes {Name(effect)}",
        };
    }

    private static string Name(Effect effect)
    {
        var target = effect.Target;
        // A URL may carry a password or a token; the host says enough.
        if (target.Kind == TargetKind.Url) return HostName.Of(target) is { IsEmpty: false } host ? host.ToString() : "another machine";
        if (target.IsWhole) return WholeName(target.Scope);
        if (target.Text.Length == 0) return effect.Command.Length > 0 ? effect.Command : "something";
        if (target.Kind == TargetKind.Path && target.Text == Unresolved.Anything) return "a path that is not known";
        var name = target.Display;
        return name.Length > 120 ? string.Concat(name.AsSpan(0, 119), "…") : name;
    }

    private static string WholeName(TargetScope scope) => scope switch
    {
        TargetScope.Root => "the root of the file system",
        TargetScope.Home => "the whole home directory",
        TargetScope.Project => "the whole project",
        TargetScope.ProjectHistory => "the project's history",
        TargetScope.System => "a whole system tree",
        _ => "a whole tree",
    };

    private static Effect? Worst(IReadOnlyList<Effect> effects)
    {
        Effect? worst = null;
        for (var i = 0; i < effects.Count; i++)
        {
            if (worst is null || Weight(effects[i].Kind) > Weight(worst.Kind)) worst = effects[i];
        }
        return worst;
    }

    private static int Weight(EffectKind kind) => kind switch
    {
        EffectKind.Read or EffectKind.ReadDatabase => 0,
        EffectKind.Execute or EffectKind.Fetch => 1,
        EffectKind.Write or EffectKind.ChangeDatabase or EffectKind.ChangeResource => 2,
        EffectKind.Move or EffectKind.ChangePermissions or EffectKind.InstallPackage or EffectKind.StopProcess or EffectKind.ChangeService => 3,
        _ => 4,
    };

    private static string Of(Intent intent) => intent switch
    {
        Intent.FileRead => "reads files",
        Intent.DbRead => "reads a database",
        Intent.ApiRead => "reads over the network",
        Intent.ShellExec => "runs a command",
        Intent.FileWrite => "writes files",
        Intent.DbWrite => "changes a database",
        Intent.ApiWrite => "changes something over the network",
        Intent.CodeModify => "changes source files",
        Intent.FileDelete => "deletes files",
        Intent.DbDestructive => "deletes data or structures of a database",
        Intent.ApiDestructive => "deletes something over the network",
        Intent.NetworkEgress => "opens a connection or transfers files",
        _ => "does something that is not understood",
    };
}
