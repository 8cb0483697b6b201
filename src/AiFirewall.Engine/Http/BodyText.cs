using System.Buffers;
using AiFirewall.Text.Secrets;

namespace AiFirewall.Http;

/// <summary>What the body of a request holds that is better not sent.</summary>
/// <param name="HasSecret">A password, a key or a token.</param>
/// <param name="HasPersonalNumber">The number of a payment card or of social security.</param>
internal readonly record struct BodyText(bool HasSecret, bool HasPersonalNumber)
{
    private static readonly SearchValues<char> NumberCharacters = SearchValues.Create("0123456789- ");
    private static readonly SearchValues<char> NameCharacters = SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-");

    /// <summary>Looks through a body.</summary>
    public static BodyText Look(string body)
    {
        var (secret, personal) = (false, false);
        var scan = new SecretScan(body);
        while (!(secret && personal) && scan.Next(out var span))
        {
            if (body.AsSpan(span.Start, span.Length).IndexOfAnyExcept(NumberCharacters) < 0 && char.IsAsciiDigit(body[span.Start]) && span.Length is >= 11 and <= 23 && !IsNamed(body, span.Start)) personal = true;
            else secret = true;
        }

        return new BodyText(secret, personal);
    }

    // A password may be all digits; a number stands by itself or behind a name that announces no secret.
    private static bool IsNamed(string body, int start)
    {
        var before = body.AsSpan(0, start).TrimEnd(" \"':=");
        var name = before[(before.LastIndexOfAnyExcept(NameCharacters) + 1)..];
        return SecretName.KindOf(name) != SecretNameKind.None;
    }
}
