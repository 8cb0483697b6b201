using System.Text;
using AiFirewall.Effects;
using AiFirewall.Shells;

namespace AiFirewall.Commands.Classes;

/// <summary>Decoders of text: what they make of a known input is known as well.</summary>
internal sealed class DecoderCommand : ICommandClass
{
    /// <inheritdoc/>
    public bool Read(CommandCall call)
    {
        EntryInterpreter.Read(call);
        var input = Input(call);
        if (!Decodes(call))
        {
            // Encoding hides nothing from the firewall: a secret stays a secret.
            call.Output = Value.Unknown with { Origins = call.DataOrigins | (input?.Origins ?? Origins.None) | Origins.Command, Source = call.DataSource ?? input?.Source };
            return true;
        }

        var origins = call.DataOrigins | (input?.Origins ?? Origins.None) | Origins.Decoded;
        var text = input is { IsResolved: true } ? Decode(call.Name, input.Text, call) : null;
        call.Output = new Value(text ?? Unresolved.Anything, origins, call.DataSource ?? input?.Source ?? call.Name);
        return true;
    }

    private static Value? Input(CommandCall call)
    {
        foreach (var operand in call.Arguments.Operands)
        {
            if (operand.Value.Text == "-" || call.Name == "openssl") continue;
            return call.Host.Content(call.Path(operand.Value).Text, call.Scene);
        }

        return call.Invocation.Input;
    }

    private static bool Decodes(CommandCall call) => call.Name switch
    {
        "base64" or "gbase64" or "base32" or "basenc" or "uuencode" or "ascii85" => call.Arguments.Has("-d") || call.Arguments.Has("-D") || call.Arguments.Has("--decode"),
        "xxd" => call.Arguments.Has("-r"),
        "gzip" or "bzip2" or "xz" or "zstd" or "lz4" or "brotli" or "lzma" or "pigz" => call.Arguments.Has("-d") || call.Arguments.Has("--decompress"),
        "openssl" => call.Arguments.Has("-d") || call.Invocation.Arguments.Any(a => a.Value.Text is "-d" or "-decrypt"),
        "gpg" or "gpg2" => call.Arguments.Has("-d") || call.Arguments.Has("--decrypt"),
        _ => true,
    };

    private static string? Decode(string name, string text, CommandCall call)
    {
        try
        {
            return name switch
            {
                "base64" or "gbase64" => Base64(text),
                "openssl" when call.Invocation.Arguments.Any(a => a.Value.Text is "base64" or "-base64" or "-a") => Base64(text),
                "base32" => Base32(text),
                "basenc" when call.Arguments.Has("--base64") || call.Arguments.Has("--base64url") => Base64(text.Replace('-', '+').Replace('_', '/')),
                "basenc" when call.Arguments.Has("--base16") => Hex(text),
                "basenc" when call.Arguments.Has("--base32") => Base32(text),
                "xxd" => Hex(text),
                _ => null,
            };
        }
        catch (FormatException)
        {
            return null;
        }
    }

    private static string Base64(string text)
    {
        var digits = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            if (char.IsAsciiLetterOrDigit(c) || c is '+' or '/') digits.Append(c);
        }

        if (digits.Length % 4 == 1) digits.Length--;
        while (digits.Length % 4 != 0) digits.Append('=');
        return Unresolved.Clean(Encoding.UTF8.GetString(Convert.FromBase64String(digits.ToString())));
    }

    private static string Hex(string text)
    {
        // xxd -r -p takes bare digits; xxd -r a dump with offsets and a text column, of which the digits between are taken.
        var digits = new StringBuilder(text.Length);
        foreach (var line in text.Split('\n'))
        {
            var colon = line.IndexOf(": ", StringComparison.Ordinal);
            var part = colon is > 0 and < 12 ? line[(colon + 2)..] : line;
            if (colon is > 0 and < 12 && part.IndexOf("  ", StringComparison.Ordinal) is > 0 and var column) part = part[..column];
            foreach (var c in part)
            {
                if (char.IsAsciiHexDigit(c)) digits.Append(c);
            }
        }

        if (digits.Length % 2 == 1) digits.Length--;
        return Unresolved.Clean(Encoding.UTF8.GetString(Convert.FromHexString(digits.ToString())));
    }

    private static string Base32(string text)
    {
        var bytes = new List<byte>();
        int buffer = 0, bits = 0;
        foreach (var c in text)
        {
            var digit = c is >= 'A' and <= 'Z' ? c - 'A' : c is >= 'a' and <= 'z' ? c - 'a' : c is >= '2' and <= '7' ? c - '2' + 26 : -1;
            if (digit < 0) continue;
            buffer = (buffer << 5) | digit;
            bits += 5;
            if (bits < 8) continue;
            bits -= 8;
            bytes.Add((byte)(buffer >> bits));
            buffer &= (1 << bits) - 1;
        }

        return Unresolved.Clean(Encoding.UTF8.GetString([.. bytes]));
    }
}
