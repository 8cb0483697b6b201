using System.Text;
using AiFirewall.Effects;

namespace AiFirewall.Http;

/// <summary>Hosts made to be taken for others: letters of another script, letters that look alike, a known name in front of an unknown one.</summary>
internal static class LookAlike
{
    // What developers and their agents reach all day; imitating others pays less.
    private static readonly string[] WellKnown =
    [
        "github.com", "githubusercontent.com", "github.io", "gitlab.com", "bitbucket.org", "npmjs.com", "npmjs.org", "pypi.org", "pythonhosted.org", "crates.io", "rubygems.org", "nuget.org", "docker.com", "docker.io",
        "google.com", "googleapis.com", "microsoft.com", "windows.net", "azure.com", "visualstudio.com", "amazon.com", "amazonaws.com", "apple.com", "cloudflare.com", "openai.com", "anthropic.com", "claude.ai",
        "huggingface.co", "stackoverflow.com", "slack.com", "discord.com", "telegram.org", "stripe.com", "paypal.com", "facebook.com", "linkedin.com", "dropbox.com", "atlassian.com", "debian.org", "ubuntu.com",
        "python.org", "nodejs.org", "golang.org", "rust-lang.org", "kubernetes.io", "hashicorp.com", "vercel.com", "netlify.com", "heroku.com", "digitalocean.com", "mozilla.org", "wikipedia.org", "wikimedia.org",
    ];

    // Letters of Cyrillic, Greek and Armenian that are drawn as letters of Latin. Unicode's confusables, those in common fonts.
    private const string Foreign = "аеорсухіјѕԁһӏԛԝкмтвнгпґəɡıοαρνικχυτωοցոսհօյ";
    private const string Drawn = "aeopcyxijsdhlqwkmtbhrnregioapvikxutwognuhoj";

    private static readonly HashSet<string> Names = [.. WellKnown];

    private static readonly Dictionary<string, string> Skeletons = WellKnown.DistinctBy(Skeleton).ToDictionary(Skeleton);

    /// <summary>The host that a canonical host is made to look like; empty for one that is merely written to be misread; null for neither.</summary>
    public static string? Of(string host)
    {
        if (host.Contains("xn--", StringComparison.Ordinal)) return OfForeign(host);
        var registered = Registered(host);
        if (Names.Contains(registered)) return null;
        if (Skeletons.TryGetValue(Skeleton(registered), out var known) && known != registered) return known;
        return Leading(host) ?? Near(registered);
    }

    private static string? OfForeign(string host)
    {
        var decoded = new StringBuilder();
        var isMixed = false;
        foreach (var label in host.Split('.'))
        {
            var shown = label.StartsWith("xn--", StringComparison.Ordinal) ? Punycode.Decode(label.AsSpan(4)) ?? label : label;
            isMixed |= !ReferenceEquals(shown, label) && MixesScripts(shown);
            if (decoded.Length > 0) decoded.Append('.');
            decoded.Append(shown);
        }

        var drawn = Registered(Latin(decoded.ToString()));
        if (Names.Contains(drawn)) return drawn;
        return Skeletons.GetValueOrDefault(Skeleton(drawn)) ?? (isMixed ? "" : null);
    }

    /// <summary>The last two labels: near enough to what is registered for names that end in com, org, io.</summary>
    private static string Registered(string host)
    {
        var last = host.LastIndexOf('.');
        var before = last > 0 ? host.LastIndexOf('.', last - 1) : -1;
        return before < 0 ? host : host[(before + 1)..];
    }

    /// <summary><c>github.com.evil.example</c>, <c>github-com.evil.example</c>: a known name where only its owner's subdomains stand.</summary>
    private static string? Leading(string host)
    {
        var labels = host.Count('.') + 1;
        if (labels < 4) return null;
        foreach (var name in WellKnown)
        {
            var at = host.IndexOf(name, StringComparison.Ordinal);
            if (at < 0 || (at > 0 && host[at - 1] != '.')) continue;
            var end = at + name.Length;
            // "google.com.au" is Google's.
            if (end < host.Length && host[end] == '.' && host.Length - end > 3) return name;
        }

        return null;
    }

    /// <summary>A letter more, less, changed or swapped in a name long enough for that to be no other word.</summary>
    private static string? Near(string registered)
    {
        if (registered.Length < 12) return null;
        foreach (var name in WellKnown)
        {
            if (name.Length >= 12 && Math.Abs(name.Length - registered.Length) <= 1 && IsOneEditAway(registered, name)) return name;
        }

        return null;
    }

    private static bool IsOneEditAway(ReadOnlySpan<char> a, ReadOnlySpan<char> b)
    {
        var head = a.CommonPrefixLength(b);
        a = a[head..];
        b = b[head..];
        var tail = 0;
        while (tail < a.Length && tail < b.Length && a[^(tail + 1)] == b[^(tail + 1)]) tail++;
        a = a[..^tail];
        b = b[..^tail];
        return a.Length + b.Length <= 1 || (a.Length == 1 && b.Length == 1) || (a.Length == 2 && b.Length == 2 && a[0] == b[1] && a[1] == b[0]);
    }

    /// <summary>A host as an eye in a hurry sees it.</summary>
    private static string Skeleton(string host) => host
        .Replace("rn", "m", StringComparison.Ordinal).Replace("vv", "w", StringComparison.Ordinal).Replace("cl", "d", StringComparison.Ordinal)
        .Replace('0', 'o').Replace('1', 'l').Replace('i', 'l').Replace('5', 's').Replace("-", "", StringComparison.Ordinal);

    private static string Latin(string text)
    {
        var latin = new StringBuilder(text.Length);
        foreach (var c in text) latin.Append(Foreign.IndexOf(c, StringComparison.Ordinal) is >= 0 and var at && at < Drawn.Length ? Drawn[at] : c);
        return latin.ToString();
    }

    /// <summary>Latin with Cyrillic, Greek or Armenian in one label: no language is written so.</summary>
    private static bool MixesScripts(string label)
    {
        var (latin, other) = (false, false);
        foreach (var c in label)
        {
            latin |= char.IsAsciiLetter(c);
            other |= c is >= '\u0370' and <= '\u058F';
        }

        return latin && other && !Unresolved.In(label);
    }
}
