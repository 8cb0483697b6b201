using AiFirewall.Effects;

namespace AiFirewall.Assessment;

/// <summary>How bad it is to touch a path: by what is done, and by the scope that it lies in.</summary>
internal static class PathWeights
{
    /// <summary>Weighs a deletion.</summary>
    public static Weight Delete(Effect effect)
    {
        var target = effect.Target;
        var isTree = effect.Has(EffectTraits.Recursive);
        var name = target.Display;
        if (target.Kind != TargetKind.Path) return Weight.With(Intent.FileDelete, Risk.High, "package.remove", $"removes {name}");
        return target.Scope switch
        {
            TargetScope.Sink => new Weight(Intent.ShellExec, Risk.Low),
            TargetScope.Root => Weight.With(Intent.FileDelete, Risk.Critical, "files.delete.root", $"deletes the root of a file system ({name})"),
            TargetScope.Device => Weight.With(Intent.FileDelete, Risk.Critical, "files.delete.device", $"deletes the device {name}"),
            TargetScope.System when target.IsWhole => Weight.With(Intent.FileDelete, Risk.Critical, "files.delete.system", $"deletes the system tree {name}"),
            TargetScope.System => Weight.With(Intent.FileDelete, Risk.Critical, "files.delete.system-file", $"deletes {name}, which belongs to the system"),
            TargetScope.Home when target.IsWhole => Weight.With(Intent.FileDelete, Risk.Critical, "files.delete.home", $"deletes the whole home directory ({name})"),
            TargetScope.Guard => Tamper(Intent.FileDelete, "deletes", name),
            TargetScope.Credentials => Weight.With(Intent.FileDelete, Risk.High, "files.delete.credentials", $"deletes credentials ({name})"),
            TargetScope.Startup => Weight.With(Intent.FileDelete, Risk.High, "files.delete.startup", $"deletes {name}, which runs at start-up"),
            TargetScope.ProjectHistory => Weight.With(Intent.FileDelete, Risk.Critical, "files.delete.history", $"deletes the project's history ({name})"),
            TargetScope.Project when target.IsWhole => Weight.With(Intent.FileDelete, Risk.Critical, "files.delete.project", $"deletes the whole project ({name})"),
            TargetScope.Unknown => Weight.With(Intent.FileDelete, Risk.High, "files.delete.unresolved", $"deletes {name}, which is only known when it runs"),
            TargetScope.Temporary when isTree && !target.IsWhole => Weight.With(Intent.FileDelete, Risk.Medium, "files.delete.tree", $"deletes the temporary tree {name}"),
            _ when isTree || effect.Has(EffectTraits.Many) => Weight.With(Intent.FileDelete, Risk.High, "files.delete.tree", $"deletes {(isTree ? "the tree" : "all of")} {name}"),
            _ => Weight.With(Intent.FileDelete, Risk.Medium, "files.delete.file", $"deletes {name}"),
        };
    }

    /// <summary>Weighs a write.</summary>
    public static Weight Write(Effect effect)
    {
        var target = effect.Target;
        var name = target.Display;
        var intent = target.Kind == TargetKind.Path && SourceFiles.Is(target.Text) ? Intent.CodeModify : Intent.FileWrite;
        return target.Scope switch
        {
            TargetScope.Sink => new Weight(Intent.ShellExec, Risk.Low),
            TargetScope.Device => Weight.With(Intent.FileWrite, Risk.Critical, "device.write", $"writes to the device {name}"),
            TargetScope.Root => Weight.With(Intent.FileWrite, Risk.High, "files.write.root", $"writes into the root of the file system ({name})"),
            TargetScope.System => Weight.With(intent, Risk.High, "files.write.system", $"writes {name}, which belongs to the system"),
            TargetScope.Guard => Tamper(intent, "changes", name),
            TargetScope.Credentials => Weight.With(intent, Risk.High, "files.write.credentials", $"writes credentials ({name})"),
            TargetScope.Startup => Weight.With(intent, Risk.High, "persist.startup-file", $"changes {name}, which runs code later"),
            TargetScope.ProjectHistory => Weight.With(intent, Risk.High, "files.write.history", $"writes into the project's history ({name})"),
            TargetScope.Project => new Weight(intent, intent == Intent.CodeModify ? Risk.Medium : Risk.Low),
            TargetScope.Temporary => new Weight(Intent.FileWrite, Risk.Low),
            TargetScope.Unknown => Weight.With(Intent.FileWrite, Risk.High, "files.write.unresolved", $"writes {name}, which is only known when it runs"),
            TargetScope.Home when IsCache(target.Text) => new Weight(Intent.FileWrite, Risk.Low),
            _ => Weight.With(intent, Risk.High, "files.write.outside-project", $"writes {name}, outside the project"),
        };
    }

    /// <summary>Caches and what tools keep for themselves are written by every build.</summary>
    internal static bool IsCache(string path) =>
        path.Contains("/.cache/", StringComparison.Ordinal) || path.Contains("/Library/Caches/", StringComparison.Ordinal) || path.Contains("/.npm/", StringComparison.Ordinal)
        || path.Contains("/.local/share/", StringComparison.Ordinal) || path.Contains("/AppData/Local/", StringComparison.OrdinalIgnoreCase);

    /// <summary>Weighs a move: the old place loses what it had.</summary>
    public static Weight Move(Effect effect)
    {
        var target = effect.Target;
        var name = target.Display;
        return target.Scope switch
        {
            TargetScope.Root => Weight.With(Intent.FileWrite, Risk.Critical, "files.move.root", $"moves the root of a file system ({name})"),
            TargetScope.System when target.IsWhole => Weight.With(Intent.FileWrite, Risk.Critical, "files.move.system", $"moves the system tree {name}"),
            TargetScope.System => Weight.With(Intent.FileWrite, Risk.High, "files.move.system-file", $"moves {name}, which belongs to the system"),
            TargetScope.Home when target.IsWhole => Weight.With(Intent.FileWrite, Risk.Critical, "files.move.home", $"moves the whole home directory ({name})"),
            TargetScope.Guard => Tamper(Intent.FileWrite, "moves", name),
            TargetScope.Credentials => Weight.With(Intent.FileWrite, Risk.High, "files.move.credentials", $"moves credentials ({name})"),
            TargetScope.Startup => Weight.With(Intent.FileWrite, Risk.High, "files.move.startup", $"moves {name}, which runs at start-up"),
            TargetScope.ProjectHistory => Weight.With(Intent.FileWrite, Risk.High, "files.move.history", $"moves the project's history ({name})"),
            TargetScope.Project when target.IsWhole => Weight.With(Intent.FileWrite, Risk.High, "files.move.project", $"moves the whole project ({name})"),
            TargetScope.Device => Weight.With(Intent.FileWrite, Risk.High, "files.move.device", $"moves the device {name}"),
            TargetScope.Unknown => new Weight(Intent.FileWrite, Risk.Medium),
            TargetScope.Home when HoldsPrograms(target.Text) => Weight.With(Intent.FileWrite, Risk.High, "files.move.programs", $"moves {name}, where programs are found"),
            _ => new Weight(Intent.FileWrite, Risk.Low),
        };
    }

    /// <summary>A folder of the home that the shell looks for programs in, the firewall perhaps among them.</summary>
    private static bool HoldsPrograms(string path) =>
        path.EndsWith("/.local/bin", StringComparison.Ordinal) || path.EndsWith("/.cargo/bin", StringComparison.Ordinal) || path.EndsWith("/.dotnet/tools", StringComparison.OrdinalIgnoreCase)
        || path.EndsWith("/go/bin", StringComparison.Ordinal) || (path.EndsWith("/bin", StringComparison.Ordinal) && path.AsSpan().Count('/') <= 3) || path.EndsWith("/.local", StringComparison.Ordinal);

    /// <summary>Weighs a change of mode, owner or attributes.</summary>
    public static Weight Permissions(Effect effect)
    {
        var target = effect.Target;
        var name = target.Display;
        var isTree = effect.Has(EffectTraits.Recursive);
        return target.Scope switch
        {
            TargetScope.Root => Weight.With(Intent.FileWrite, Risk.Critical, "files.permissions.root", $"changes the permissions of the root of a file system ({name})"),
            TargetScope.System when target.IsWhole => Weight.With(Intent.FileWrite, Risk.Critical, "files.permissions.system", $"changes the permissions of the system tree {name}"),
            TargetScope.System or TargetScope.Device => Weight.With(Intent.FileWrite, Risk.High, "files.permissions.system-file", $"changes the permissions of {name}, which belongs to the system"),
            TargetScope.Home when target.IsWhole => Weight.With(Intent.FileWrite, isTree ? Risk.Critical : Risk.High, isTree ? "files.permissions.home" : "files.permissions.home-directory", $"changes the permissions of the home directory ({name})"),
            TargetScope.Guard => Tamper(Intent.FileWrite, "changes the permissions of", name),
            TargetScope.Home when HoldsPrograms(target.Text) => Weight.With(Intent.FileWrite, Risk.High, "files.permissions.programs", $"changes the permissions of {name}, where programs are found"),
            TargetScope.Startup or TargetScope.ProjectHistory => new Weight(Intent.FileWrite, Risk.Medium),
            TargetScope.Credentials => new Weight(Intent.FileWrite, Risk.Medium),
            _ => new Weight(Intent.FileWrite, isTree ? Risk.Medium : Risk.Low),
        };
    }

    /// <summary>Weighs a read.</summary>
    public static Weight Read(Effect effect)
    {
        var target = effect.Target;
        return target.Scope switch
        {
            TargetScope.Credentials => Weight.With(Intent.FileRead, Risk.High, "files.read.credentials", $"reads credentials ({target.Display})"),
            TargetScope.Guard when target.Text.EndsWith("_history", StringComparison.Ordinal) || target.Text.EndsWith("_history.txt", StringComparison.OrdinalIgnoreCase) =>
                Weight.With(Intent.FileRead, Risk.High, "files.read.history", $"reads what a person typed, passwords included ({target.Display})"),
            TargetScope.Device => Weight.With(Intent.FileRead, Risk.High, "device.read", $"reads the device {target.Display}"),
            _ => new Weight(Intent.FileRead, Risk.Low),
        };
    }

    private static Weight Tamper(Intent intent, string verb, string name) =>
        Weight.With(intent, Risk.Critical, "guard.tamper", $"{verb} {name}, which the firewall or its trust rests on");
}
