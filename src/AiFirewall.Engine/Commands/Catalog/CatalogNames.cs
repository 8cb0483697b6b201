using System.Text;
using AiFirewall.Effects;

namespace AiFirewall.Commands.Catalog;

/// <summary>The names of effects and traits in catalog files and rules: lower-case with dashes.</summary>
public static class CatalogNames
{
    private static readonly string[] Effects = [.. Enum.GetNames<EffectKind>().Select(Dashed)];

    private static readonly string[] Traits =
        ["recursive", "force", "elevated", "decoded", "from-network", "elsewhere", "many", "append", "exclusive", "dry-run", "irrecoverable"];

    /// <summary>All effects, for messages.</summary>
    public static string AllEffects => string.Join(", ", Effects);

    /// <summary>All traits, for messages.</summary>
    public static string AllTraits => string.Join(", ", Traits);

    /// <summary>The name of an effect: <c>execute-remote-code</c>.</summary>
    public static string Of(EffectKind kind) => Effects[(int)kind];

    /// <summary>Reads the name of an effect.</summary>
    public static bool TryParse(string name, out EffectKind kind)
    {
        var index = Array.IndexOf(Effects, name);
        kind = index < 0 ? EffectKind.Execute : (EffectKind)index;
        return index >= 0;
    }

    /// <summary>Whether <paramref name="name"/> is a trait.</summary>
    public static bool IsTrait(string name) => Array.IndexOf(Traits, name) >= 0;

    /// <summary>What an effect is usually about, so that entries need not say it.</summary>
    public static TargetKind UsualTarget(EffectKind kind) => kind switch
    {
        EffectKind.Read or EffectKind.Write or EffectKind.Delete or EffectKind.Move or EffectKind.ChangePermissions or EffectKind.ReadSecret
            or EffectKind.Persist => TargetKind.Path,
        EffectKind.Fetch or EffectKind.SendData => TargetKind.Url,
        EffectKind.OpenSocket => TargetKind.Host,
        EffectKind.InstallPackage or EffectKind.Publish => TargetKind.Package,
        EffectKind.StopProcess => TargetKind.Process,
        EffectKind.ChangeService or EffectKind.WeakenSecurity => TargetKind.Service,
        EffectKind.ChangeResource or EffectKind.DestroyResource => TargetKind.Resource,
        EffectKind.ReadDatabase or EffectKind.ChangeDatabase or EffectKind.DestroyDatabase => TargetKind.Database,
        EffectKind.RewriteHistory or EffectKind.DiscardWork => TargetKind.Ref,
        EffectKind.Execute or EffectKind.ExecuteHiddenCode or EffectKind.ExecuteRemoteCode => TargetKind.Code,
        _ => TargetKind.None,
    };

    private static string Dashed(string name)
    {
        var text = new StringBuilder();
        foreach (var c in name)
        {
            if (char.IsUpper(c) && text.Length > 0) text.Append('-');
            text.Append(char.ToLowerInvariant(c));
        }

        return text.ToString();
    }
}
