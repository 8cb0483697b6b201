namespace AiFirewall.Http;

/// <summary>GraphQL in the body of a request.</summary>
internal static class GraphQL
{
    private static readonly string[] Verbs = ["delete", "remove", "destroy", "drop", "purge", "truncate", "wipe", "erase", "terminate"];

    /// <summary>Whether a body holds a mutation with a field that deletes.</summary>
    public static bool Destroys(string body)
    {
        var text = body.AsSpan();
        var at = text.IndexOf("mutation");
        if (at < 0 || (at > 0 && char.IsAsciiLetterOrDigit(text[at - 1]) && text[at - 1] != 'n')) return false;
        var rest = text[(at + "mutation".Length)..];
        if (rest.IsEmpty || char.IsAsciiLetterOrDigit(rest[0]) || rest.IndexOf('{') is not (>= 0 and var brace)) return false;

        // The name of the operation says nothing; the fields behind the brace do.
        rest = rest[(brace + 1)..];
        var depth = 1;
        for (var i = 0; i < rest.Length; i++)
        {
            var c = rest[i];
            if (c is '{' or '(') depth++;
            else if (c is '}' or ')') depth--;
            else if (depth == 1 && char.IsAsciiLetter(c) && (i == 0 || !IsNameCharacter(rest[i - 1]) || IsEscapedBlank(rest, i)))
            {
                foreach (var verb in Verbs)
                {
                    if (rest[i..].StartsWith(verb, StringComparison.OrdinalIgnoreCase)) return true;
                }
            }
        }

        return false;
    }

    private static bool IsNameCharacter(char c) => char.IsAsciiLetterOrDigit(c) || c == '_';

    // "\n" and "\t" of JSON end in a letter that belongs to no name.
    private static bool IsEscapedBlank(ReadOnlySpan<char> text, int at) => at >= 2 && text[at - 2] == '\\' && text[at - 1] is 'n' or 't' or 'r';
}
