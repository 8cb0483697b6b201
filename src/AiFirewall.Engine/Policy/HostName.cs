using AiFirewall.Effects;
using AiFirewall.Http;

namespace AiFirewall.Policy;

/// <summary>The host that an effect reaches, as rules compare it: canonical, no port, no brackets, no trailing dot.</summary>
internal static class HostName
{
    /// <summary>The host of a target; empty for one that has none or whose host is in doubt.</summary>
    public static ReadOnlySpan<char> Of(Target target)
    {
        if (target.Kind is not (TargetKind.Host or TargetKind.Url)) return default;
        // Programs disagree about where the host of such a text is, so no rule may rely on it.
        if (target.Text.AsSpan().IndexOfAny('\\', Unresolved.Hole, '\n') >= 0) return default;
        var url = Url.Read(target.Text);
        return url.IsDoubtful ? default : url.Host;
    }
}
