using AiFirewall.Effects;
using AiFirewall.Http;

namespace AiFirewall.Assessment;

/// <summary>What is worrying about where an effect leads to: one reading of URLs for requests, commands and code.</summary>
internal static class UrlFindings
{
    private const int MaxShown = 80;

    /// <summary>Ports by which a machine or a cluster is steered: Docker, kubelet, API server, kubectl proxy, Consul, Nomad, etcd, debugging of browsers, Elasticsearch.</summary>
    private static readonly int[] SteeringPorts = [2375, 2376, 10250, 10255, 6443, 8001, 8500, 4646, 2379, 9222, 9200];

    private static readonly string[] ClusterNames = ["kubernetes", "kubernetes.default", "kubernetes.default.svc", "kubernetes.default.svc.cluster.local"];

    /// <summary>Whether an effect has a target that these are about.</summary>
    public static bool Concern(Effect effect) => effect.Target.Kind is TargetKind.Url or TargetKind.Host && effect.Target.Text.Length > 0;

    /// <summary>Whether any program would take the target for an address where a cloud hands out credentials.</summary>
    public static bool IsMetadata(Url url) => url.Kind == HostKind.Metadata || (url.Kind == HostKind.Unknown && UrlPath.IsMetadata(url));

    /// <summary>A server on this machine is mostly the one being worked on; ports by which the machine or a cluster is steered are not.</summary>
    public static bool IsOwnServer(Url url) => url.IsThisMachine && !url.IsDoubtful && Array.IndexOf(SteeringPorts, url.Port) < 0;

    /// <summary>The findings about the target of an effect.</summary>
    public static List<Finding> Of(Effect effect, Url url)
    {
        var findings = new List<Finding>(2);
        // A name in a registry, a bucket, a git remote: what follows is about requests.
        if (effect.Kind is not (EffectKind.Fetch or EffectKind.SendData or EffectKind.DestroyResource or EffectKind.ExecuteRemoteCode or EffectKind.OpenSocket)) return findings;
        if (effect.Kind != EffectKind.OpenSocket && effect.Target.Kind == TargetKind.Url && url.Scheme.Length > 0 && !url.IsWeb) OfScheme(url, findings);
        OfHost(effect, url, findings);
        if (!url.IsWeb) return findings;
        OfCredentials(url, findings);
        OfPath(effect, url, findings);
        return findings;
    }

    private static void OfScheme(Url url, List<Finding> findings)
    {
        switch (url.Scheme)
        {
            case "gopher" or "dict" or "tftp" or "ldap" or "ldaps" or "netdoc" or "jar" or "phar" or "php" or "expect" or "javascript" or "vbscript" or "imap" or "imaps" or "pop3" or "smtp" or "smtps" or "rtsp" or "mqtt":
                findings.Add(new Finding("net.unusual-scheme", Risk.High, $"speaks {url.Scheme}, by which a request reaches what no web request would"));
                break;
            case "ftp" or "ftps":
                findings.Add(new Finding("net.unusual-scheme", Risk.Low, $"speaks {url.Scheme}, not HTTP"));
                break;
        }
    }

    private static void OfHost(Effect effect, Url url, List<Finding> findings)
    {
        if (url.IsDoubtful && effect.Target.Kind == TargetKind.Url && (url.IsWeb || url.Scheme is "ftp" or "ftps"))
            findings.Add(new Finding("net.doubtful-host", Risk.High, $"is an address that programs do not read alike ({Shown(url)})"));
        if (effect.Kind == EffectKind.OpenSocket || (!url.IsWeb && url.Scheme.Length > 0)) return;

        switch (url.Kind)
        {
            case HostKind.Loopback when url.IsWeb || effect.Target.Kind == TargetKind.Url:
                findings.Add(new Finding("net.loopback-host", Risk.Low, $"reaches a server on this machine ({Shown(url)})"));
                break;
            case HostKind.Private:
                findings.Add(new Finding("net.private-host", Risk.Medium, $"reaches a private network ({Shown(url)})"));
                break;
            case HostKind.LinkLocal:
                findings.Add(new Finding("net.link-local-host", Risk.Medium, $"reaches a neighbour on the link ({Shown(url)})"));
                break;
        }

        if (Array.IndexOf(ClusterNames, url.Host) >= 0 && (url.IsWeb || url.Host.Contains('.', StringComparison.Ordinal)))
            findings.Add(new Finding("net.cluster-api", Risk.High, "reaches the API of the cluster that this runs in"));
        if (url.Kind != HostKind.Public) return;
        if (LookAlike.Of(url.Host) is { } meant)
        {
            findings.Add(meant.Length == 0
                ? new Finding("net.look-alike-host", Risk.High, $"reaches {Shown(url)}, whose name mixes the letters of several scripts")
                : new Finding("net.look-alike-host", Risk.High, $"reaches {Shown(url)}, which looks like {meant} and is not"));
        }

        OfReceiver(effect, url, findings);
    }

    private static void OfReceiver(Effect effect, Url url, List<Finding> findings)
    {
        var sends = effect.Kind != EffectKind.Fetch && effect.Kind != EffectKind.ExecuteRemoteCode;
        switch (Receivers.Of(url.Host))
        {
            case ReceiverKind.Catcher:
                findings.Add(new Finding("net.receiver.catcher", Risk.High, $"reaches {url.Host}, which shows every request to whoever made the address"));
                break;
            case ReceiverKind.Tunnel:
                findings.Add(new Finding("net.receiver.tunnel", sends || url.Query.Length > 0 ? Risk.High : Risk.Medium, $"reaches {url.Host}, a tunnel to a machine that nobody sees"));
                break;
            case ReceiverKind.DropBox when sends:
                findings.Add(new Finding("net.receiver.drop-box", Risk.High, $"puts something on {url.Host}, where anybody may fetch it"));
                break;
            case ReceiverKind.DropBox:
                findings.Add(new Finding("net.receiver.drop-box", Risk.Medium, $"fetches what somebody without a name left on {url.Host}"));
                break;
            case ReceiverKind.Chat when sends ? IsChatHook(url) : IsChatSend(url):
                findings.Add(new Finding("net.receiver.chat", sends ? Risk.Medium : Risk.High, $"sends a message through {url.Host}"));
                break;
        }
    }

    private static bool IsChatHook(Url url) => !url.Host.StartsWith("discord", StringComparison.Ordinal) || url.Path.Contains("/webhooks/", StringComparison.OrdinalIgnoreCase);

    // Telegram takes messages by GET.
    private static bool IsChatSend(Url url) => url.Path.StartsWith("/bot", StringComparison.OrdinalIgnoreCase) && url.Path.Contains("/send", StringComparison.OrdinalIgnoreCase);

    private static void OfCredentials(Url url, List<Finding> findings)
    {
        if (url.UserInfo.Length > 0)
        {
            var colon = url.UserInfo.IndexOf(':', StringComparison.Ordinal);
            var user = Uri.UnescapeDataString(colon < 0 ? url.UserInfo : url.UserInfo[..colon]);
            if (LooksLikeHost(user)) findings.Add(new Finding("net.misleading-user", Risk.High, $"reads like {Cut(user)} and leads to {Shown(url)}"));
            else if (!IsOwnServer(url) && (colon >= 0 || user.Length >= 20)) findings.Add(new Finding("net.credentials-in-url", Risk.Medium, $"carries a password or a token for {Shown(url)} in its address"));
        }

        if (url.Query.Length < 8 || IsOwnServer(url)) return;
        if (url.Kind == HostKind.Public && TokenOwners.StrangerTo(url.Host, url.Query) is { } owner) findings.Add(new Finding("net.secret-to-stranger", Risk.High, $"sends a key of {owner} to {Shown(url)}"));
        else if (Text.SecretMasker.ContainsSecret(url.Query)) findings.Add(new Finding("net.secret-in-query", Risk.Medium, $"carries a password or a key for {Shown(url)} in its query, where logs keep it"));
    }

    private static void OfPath(Effect effect, Url url, List<Finding> findings)
    {
        if (url.Path.Length < 4 || url.IsThisMachine) return;
        if (effect.Kind == EffectKind.Fetch && UrlPath.IsDestruction(url)) findings.Add(new Finding("net.destructive-path", Risk.Medium, $"asks {Shown(url)} by its path for something to be deleted"));
        if (UrlPath.IsAdmin(url)) findings.Add(new Finding("net.admin-path", Risk.Medium, $"reaches for what only whoever runs {Shown(url)} should ({Cut(url.Path)})"));
    }

    private static bool LooksLikeHost(string user)
    {
        // "https://me@example.com@host" and "https://example.com@host"; a user called jane.doe is none.
        var dot = user.LastIndexOf('.');
        if (dot <= 0 || user.Length < 4) return false;
        if (IPv4Text.TryRead(user, IPv4Text.Zeros.Octal, out _)) return true;
        return user[(dot + 1)..].TrimEnd('\\', ' ', '#', '/').ToLowerInvariant() is "com" or "org" or "net" or "io" or "dev" or "ai" or "gov" or "edu" or "co" or "app" or "cloud" or "internal" or "local" or "example";
    }

    private static string Shown(Url url) => Cut(Unresolved.Display(url.Host));

    private static string Cut(string text) => text.Length > MaxShown ? string.Concat(text.AsSpan(0, MaxShown - 1), "…") : text;
}
