using AiFirewall.Text.Secrets;

namespace AiFirewall.Http;

/// <summary>Whose keys are whose: a key of one service has no business at another.</summary>
internal static class TokenOwners
{
    private static readonly (string Prefix, string Owner, string[] Domains)[] Owners =
    [
        ("ghp_", "GitHub", ["github"]), ("gho_", "GitHub", ["github"]), ("ghu_", "GitHub", ["github"]), ("ghs_", "GitHub", ["github"]), ("ghr_", "GitHub", ["github"]), ("github_pat_", "GitHub", ["github", "ghe.com"]),
        ("glpat-", "GitLab", ["gitlab"]), ("gldt-", "GitLab", ["gitlab"]), ("glrt-", "GitLab", ["gitlab"]), ("glptt-", "GitLab", ["gitlab"]),
        ("sk-ant-", "Anthropic", ["anthropic.com", "claude.ai", "claude.com"]), ("sk-proj-", "OpenAI", ["openai"]),
        ("xoxa-", "Slack", ["slack.com"]), ("xoxb-", "Slack", ["slack.com"]), ("xoxp-", "Slack", ["slack.com"]), ("xoxs-", "Slack", ["slack.com"]), ("xapp-", "Slack", ["slack.com"]),
        ("sk_live_", "Stripe", ["stripe.com"]), ("rk_live_", "Stripe", ["stripe.com"]), ("AIza", "Google", ["googleapis.com", "google.com", "firebaseio.com", "gstatic.com", "firebaseapp.com"]),
        ("npm_", "npm", ["npmjs.org", "npmjs.com", "npm.pkg.github.com"]), ("pypi-", "PyPI", ["pypi.org", "pythonhosted.org"]), ("hf_", "Hugging Face", ["huggingface.co", "hf.co", "hf.space"]),
        ("dop_v1_", "DigitalOcean", ["digitalocean.com"]), ("dckr_pat_", "Docker", ["docker.com", "docker.io"]), ("shpat_", "Shopify", ["shopify.com", "myshopify.com"]),
    ];

    /// <summary>The owner of the first key in a text that is not at home on a host; null for none.</summary>
    /// <param name="text">A query, a header or a body.</param>
    /// <param name="host">The canonical host that it goes to.</param>
    public static string? StrangerTo(string host, ReadOnlySpan<char> text)
    {
        var scan = new SecretScan(text);
        while (scan.Next(out var secret))
        {
            if (Find(text[secret.Start..secret.End], host) is { } owner) return owner;
        }

        return null;
    }

    private static string? Find(ReadOnlySpan<char> secret, string host)
    {
        foreach (var (prefix, owner, domains) in Owners)
        {
            // A secret may be found with what it stands in: "Bearer ghp_…".
            if (secret.IndexOf(prefix, StringComparison.Ordinal) is not (>= 0 and var at) || (at > 0 && char.IsAsciiLetterOrDigit(secret[at - 1])) || secret.Length - at < prefix.Length + 10) continue;
            return IsAtHome(host, domains) ? null : owner;
        }

        return null;
    }

    private static bool IsAtHome(string host, string[] domains)
    {
        foreach (var domain in domains)
        {
            if (!domain.Contains('.', StringComparison.Ordinal))
            {
                // Installations of one's own: github.example.com; "github.evil.example" is one as far as a name can tell, "notgithub.com" is not.
                foreach (var range in host.AsSpan().Split('.'))
                {
                    if (host.AsSpan()[range].StartsWith(domain)) return true;
                }
            }
            else if (HostKinds.IsOrIsBelow(host, domain))
            {
                return true;
            }
        }

        return false;
    }
}
