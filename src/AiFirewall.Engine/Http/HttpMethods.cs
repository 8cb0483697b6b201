using AiFirewall.Effects;

namespace AiFirewall.Http;

/// <summary>What methods do.</summary>
internal static class HttpMethods
{
    /// <summary>The effect of a method, upper-case; a body makes a write of any that only reads.</summary>
    public static EffectKind KindOf(string method, bool hasBody) => method switch
    {
        "GET" or "HEAD" or "OPTIONS" or "TRACE" or "PROPFIND" or "REPORT" or "SEARCH" or "DEFAULT" or "" => hasBody ? EffectKind.SendData : EffectKind.Fetch,
        "DELETE" or "PURGE" => EffectKind.DestroyResource,
        _ => EffectKind.SendData,
    };
}
