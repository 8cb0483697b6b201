using System.Buffers;

namespace AiFirewall.Text.Secrets;

/// <summary>Tokens that their issuers begin with a word of their own.</summary>
internal static class PrefixedToken
{
    /// <summary>A shape of token.</summary>
    /// <param name="Prefix">How it begins; ends in <c>_</c> or <c>-</c>.</param>
    /// <param name="MinLength">Fewest characters after the prefix.</param>
    /// <param name="Body">What those characters are.</param>
    /// <param name="MinRun">Fewest letters and digits in a row, for prefixes that also begin ordinary names.</param>
    private sealed record Shape(string Prefix, int MinLength, SearchValues<char> Body, int MinRun = 0);

    private static readonly Shape[] Shapes =
    [
        new("AGE-SECRET-KEY-", 50, Characters.Alphanumeric),
        new("dckr_pat_", 20, Characters.UrlSafe), // Docker
        new("dop_v1_", 60, Characters.Alphanumeric), // DigitalOcean
        new("ghp_", 30, Characters.Alphanumeric), // GitHub: personal, OAuth, user, server, refresh
        new("gho_", 30, Characters.Alphanumeric),
        new("ghu_", 30, Characters.Alphanumeric),
        new("ghs_", 30, Characters.Alphanumeric),
        new("ghr_", 30, Characters.Alphanumeric),
        new("github_pat_", 22, Characters.Word),
        new("glcbt-", 20, Characters.UrlSafe), // GitLab: job, deploy, personal, trigger, runner
        new("gldt-", 20, Characters.UrlSafe),
        new("glpat-", 20, Characters.UrlSafe),
        new("glptt-", 20, Characters.UrlSafe),
        new("glrt-", 20, Characters.UrlSafe),
        new("gsk_", 40, Characters.Alphanumeric), // Groq
        new("hf_", 30, Characters.Alphanumeric), // Hugging Face
        new("npm_", 30, Characters.Alphanumeric),
        new("pplx-", 40, Characters.Alphanumeric), // Perplexity
        new("pul-", 40, Characters.Alphanumeric), // Pulumi
        new("pypi-", 40, Characters.UrlSafe),
        new("rk_live_", 10, Characters.Alphanumeric), // Stripe
        new("rk_test_", 10, Characters.Alphanumeric),
        new("shpat_", 32, Characters.Alphanumeric), // Shopify
        new("sk-", 20, Characters.UrlSafe, MinRun: 16), // OpenAI; "sk-learn-..." is none
        new("sk-ant-", 20, Characters.UrlSafe), // Anthropic
        new("sk-proj-", 20, Characters.UrlSafe),
        new("sk_live_", 10, Characters.Alphanumeric),
        new("sk_test_", 10, Characters.Alphanumeric),
        new("whsec_", 24, Characters.Alphanumeric),
        new("xai-", 60, Characters.Alphanumeric),
        new("xapp-", 10, Characters.UrlSafe), // Slack
        new("xoxa-", 10, Characters.UrlSafe),
        new("xoxb-", 10, Characters.UrlSafe),
        new("xoxe-", 10, Characters.UrlSafe),
        new("xoxo-", 10, Characters.UrlSafe),
        new("xoxp-", 10, Characters.UrlSafe),
        new("xoxr-", 10, Characters.UrlSafe),
        new("xoxs-", 10, Characters.UrlSafe),
    ];

    // By the character before the final separator, so that most separators in ordinary text are dismissed with one look.
    private static readonly Shape[]?[] ByLastCharacter = Index();

    /// <summary>A token whose prefix ends with the separator at <paramref name="at"/>.</summary>
    public static bool At(ReadOnlySpan<char> text, int at, out SecretSpan secret)
    {
        secret = default;
        if (at == 0 || text[at - 1] >= 128 || ByLastCharacter[text[at - 1]] is not { } shapes) return false;
        foreach (var shape in shapes)
        {
            var start = at + 1 - shape.Prefix.Length;
            if (start < 0 || !text[start..(at + 1)].SequenceEqual(shape.Prefix)) continue;
            // Where the body itself may hold the separator, one look at a run has to be enough.
            if (!Characters.IsStart(text, start, shape.Body == Characters.UrlSafe ? Characters.UrlSafe : Characters.Alphanumeric)) continue;
            var end = Characters.EndOfRun(text, at + 1, shape.Body);
            if (end - at - 1 < shape.MinLength || !HasRun(text[(at + 1)..end], shape.MinRun)) continue;
            secret = new SecretSpan(start, end);
            return true;
        }
        return false;
    }

    /// <summary>An AWS access key id or a Google API key that begins at <paramref name="at"/>.</summary>
    public static bool AtCapitalA(ReadOnlySpan<char> text, int at, out SecretSpan secret)
    {
        secret = default;
        if (text.Length - at < 20 || !Characters.IsStart(text, at, Characters.Word)) return false;
        var rest = text[at..];
        int end;
        if (rest.StartsWith("AKIA") || rest.StartsWith("ASIA") || rest.StartsWith("ABIA") || rest.StartsWith("ACCA"))
        {
            end = at + 20;
            if (Characters.EndOfRun(text, at, Characters.Base32) < end || !Characters.IsEnd(text, end, Characters.Word)) return false;
        }
        else if (rest.StartsWith("AIza"))
        {
            end = Characters.EndOfRun(text, at, Characters.UrlSafe);
            if (end - at < 39) return false;
        }
        else
        {
            return false;
        }
        secret = new SecretSpan(at, end);
        return true;
    }

    private static bool HasRun(ReadOnlySpan<char> body, int length)
    {
        var run = 0;
        for (var i = 0; i < body.Length && run < length; i++) run = char.IsAsciiLetterOrDigit(body[i]) ? run + 1 : 0;
        return run >= length;
    }

    private static Shape[]?[] Index()
    {
        var index = new Shape[]?[128];
        foreach (var shape in Shapes) index[shape.Prefix[^2]] = [.. index[shape.Prefix[^2]] ?? [], shape];
        return index;
    }
}
