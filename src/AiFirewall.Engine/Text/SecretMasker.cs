using System.Text;
using AiFirewall.Text.Secrets;

namespace AiFirewall.Text;

/// <summary>
/// Takes secrets out of text that is written or shown: keys and tokens of known shapes, what stands behind names such as <c>password</c>,
/// credentials in URLs and headers, private keys, social security numbers and payment cards. When in doubt it masks: what is lost is a
/// word in a log, what is saved is a key.
/// </summary>
/// <remarks>One pass, linear in the text, whatever it holds.</remarks>
public static class SecretMasker
{
    private const string Stars = "***";

    // Four characters tell which key it is; of a short secret they would tell too much.
    private const int ShownCharacters = 4;
    private const int LongEnough = 16;

    /// <summary>The text with each secret cut to its first four characters, or to none when it is short, and <c>***</c>.</summary>
    /// <param name="text">Any text.</param>
    /// <returns>The masked text; the same instance when there is no secret in it.</returns>
    public static string Mask(string text)
    {
        var scan = new SecretScan(text);
        if (!scan.Next(out var secret)) return text;

        var masked = new StringBuilder(text.Length);
        var copied = 0;
        do
        {
            masked.Append(text, copied, secret.Start - copied);
            if (secret.Length >= LongEnough) masked.Append(text, secret.Start, ShownCharacters);
            masked.Append(Stars);
            copied = secret.End;
        }
        while (scan.Next(out secret));
        return masked.Append(text, copied, text.Length - copied).ToString();
    }

    /// <summary>Whether there is a secret in <paramref name="text"/>.</summary>
    public static bool ContainsSecret(string text) => new SecretScan(text).Next(out _);
}
