using System.Buffers;

namespace AiFirewall.Text.Secrets;

/// <summary>Reads the value behind a name.</summary>
internal static class SecretValue
{
    private static readonly SearchValues<char> AfterUnquoted = SearchValues.Create(" \t\r\n\"'`;&|<>\\");
    private static readonly SearchValues<char> AfterHeader = SearchValues.Create("\r\n\"'`\\");

    private static readonly string[] Schemes = ["Bearer ", "Basic ", "Token ", "Digest ", "ApiKey "];

    private static readonly string[] NoSecrets =
        ["true", "false", "yes", "no", "null", "none", "nil", "undefined", "string", "str", "bool", "boolean", "int", "number", "any", "required", "optional"];

    // $token = Get-Token -Id 1: the secret is made by what follows, not written here.
    private static readonly string[] Calls = ["(", "Get-", "New-", "Read-", "ConvertTo-", "ConvertFrom-", "Import-", "Invoke-"];

    /// <summary>The value that begins at <paramref name="start"/>, without its quotes.</summary>
    /// <param name="text">The text.</param>
    /// <param name="start">Where the value begins.</param>
    /// <param name="isHeader">Unquoted it goes to the end of the line, and a scheme before it is left out.</param>
    /// <param name="value">The value.</param>
    /// <returns>Whether there is a value that could be a secret.</returns>
    public static bool TryRead(ReadOnlySpan<char> text, int start, bool isHeader, out SecretSpan value)
    {
        value = default;
        if (start >= text.Length) return false;
        // JSON within JSON: \"password\": \"...\"
        var isEscaped = text[start] == '\\' && start + 1 < text.Length && Characters.IsQuote(text[start + 1]);
        if (isEscaped) start++;
        var isQuoted = Characters.IsQuote(text[start]);
        var quote = text[start];
        if (isQuoted) start++;

        var end = isQuoted ? EndOfQuoted(text, start, quote, isEscaped) : EndOfUnquoted(text, start, isHeader);
        if (!isQuoted && IsCall(text[start..end])) return false;
        start += Scheme(text[start..end]);
        if (start >= end || IsPlaceholder(text[start..end], isLiteral: quote == '\'')) return false;
        value = new SecretSpan(start, end);
        return true;
    }

    /// <summary>Whether a value only names where the secret is, has been masked already, or is an ordinary word of configuration.</summary>
    /// <param name="value">The value.</param>
    /// <param name="isLiteral">In single quotes, where a dollar sign means itself.</param>
    public static bool IsPlaceholder(ReadOnlySpan<char> value, bool isLiteral)
    {
        if (value.IsEmpty || IsMasked(value)) return true;
        if (value[0] == '$' && !isLiteral && IsReference(value[1..])) return true;
        if (value.Length > 2 && ((value[0] == '%' && value[^1] == '%') || (value[0] == '<' && value[^1] == '>') || value.StartsWith("{{"))) return true;
        foreach (var word in NoSecrets)
        {
            if (value.Equals(word, StringComparison.OrdinalIgnoreCase)) return true;
        }
        return false;
    }

    /// <summary>Whether a value is what masking leaves: <c>***</c>, or four characters before it.</summary>
    public static bool IsMasked(ReadOnlySpan<char> value) => value.Length is 3 or 7 && value.EndsWith("***");

    // $NAME, ${NAME}, $env:NAME, $(command).
    private static bool IsReference(ReadOnlySpan<char> value)
    {
        if (value.StartsWith("(")) return true;
        if (value.StartsWith("env:", StringComparison.OrdinalIgnoreCase)) value = value[4..];
        else if (value.Length > 2 && value[0] == '{' && value[^1] == '}') value = value[1..^1];
        return !value.IsEmpty && !char.IsAsciiDigit(value[0]) && !value.ContainsAnyExcept(Characters.Word);
    }

    private static bool IsCall(ReadOnlySpan<char> value)
    {
        foreach (var call in Calls)
        {
            if (value.StartsWith(call, StringComparison.OrdinalIgnoreCase)) return true;
        }
        return false;
    }

    private static int Scheme(ReadOnlySpan<char> value)
    {
        foreach (var scheme in Schemes)
        {
            if (value.StartsWith(scheme, StringComparison.OrdinalIgnoreCase)) return scheme.Length;
        }
        return 0;
    }

    private static int EndOfQuoted(ReadOnlySpan<char> text, int start, char quote, bool isEscaped)
    {
        for (var i = start; i < text.Length; i++)
        {
            if (text[i] == quote || text[i] is '\r' or '\n') return i;
            if (text[i] != '\\') continue;
            if (isEscaped && i + 1 < text.Length && text[i + 1] == quote) return i;
            // In single quotes of a shell a backslash means itself; taking it for an escape reads on, which masks more.
            i++;
        }
        return text.Length;
    }

    private static int EndOfUnquoted(ReadOnlySpan<char> text, int start, bool isHeader)
    {
        var scheme = isHeader ? 0 : Scheme(text[start..]);
        for (var i = start + scheme; i < text.Length; i += 2)
        {
            var length = text[i..].IndexOfAny(isHeader ? AfterHeader : AfterUnquoted);
            if (length < 0) return text.Length;
            i += length;
            if (text[i] != '\\' || i + 1 >= text.Length || Characters.IsQuote(text[i + 1])) return i;
        }
        return text.Length;
    }
}
