using System.Text;

namespace AiFirewall.Files.Inspection;

/// <summary>Finds what a source text declares.</summary>
internal static class Declarations
{
    private const int Most = 20_000;
    private const int LongestBody = 100_000;
    private const int MostOfBodies = 8_000_000;

    /// <summary>The declarations in their order.</summary>
    public static List<Declaration> In(SourceText source, SourceLanguage language)
    {
        var found = new List<Declaration>();
        var isTest = false;
        // Bodies lie within each other; text made for it could have every one of them be as long as the file.
        var left = MostOfBodies;
        for (var line = 0; line < source.LineStarts.Length && found.Count < Most; line++)
        {
            var code = source.Line(source.Code, line);
            var trimmed = code.Trim();
            if (trimmed.IsEmpty) continue;
            if (IsAttribute(trimmed, language))
            {
                isTest |= MarksTest(trimmed);
                // An attribute and what it is on may share a line.
                if (trimmed[0] != '[' || trimmed.LastIndexOf(']') is var close && (close < 0 || close == trimmed.Length - 1)) continue;
                code = Blanked(code, trimmed.LastIndexOf(']') + 1 + code.IndexOf('['));
            }

            if (DeclarationLine.TryRead(language, code, source.Line(source.Text, line), out var kind, out var name))
            {
                if (isTest && kind == DeclarationKind.Function) kind = DeclarationKind.Test;
                found.Add(new Declaration(kind, name, line, kind == DeclarationKind.Type || left <= 0 ? "" : Body(source, language, line, ref left)));
            }

            isTest = false;
        }

        return found;
    }

    private static bool IsAttribute(ReadOnlySpan<char> code, SourceLanguage language) => language switch
    {
        SourceLanguage.CSharp => code[0] == '[',
        SourceLanguage.Java => code[0] == '@',
        SourceLanguage.Rust => code.StartsWith("#["),
        _ => false,
    };

    private static bool MarksTest(ReadOnlySpan<char> code)
    {
        foreach (var mark in (ReadOnlySpan<string>)["[Fact", "[Theory", "[Test", "@Test", "@ParameterizedTest", "@RepeatedTest", "#[test", "::test]", "::test(", "#[rstest"])
        {
            if (code.Contains(mark, StringComparison.Ordinal)) return true;
        }

        return false;
    }

    private static string Blanked(ReadOnlySpan<char> code, int count) => string.Concat(new string(' ', count), code[count..]);

    private static string Body(SourceText source, SourceLanguage language, int line, ref int left)
    {
        var start = source.LineStarts[line];
        var end = language is SourceLanguage.Python or SourceLanguage.Ruby ? EndByIndentation(source, line) : EndByBraces(source.Code, start);
        left -= end - start;
        var body = new StringBuilder();
        foreach (var c in source.Uncommented.AsSpan(start, Math.Min(end - start, LongestBody)))
        {
            if (!char.IsWhiteSpace(c)) body.Append(c);
        }

        return body.ToString();
    }

    private static int EndByBraces(string code, int start)
    {
        var depth = 0;
        var limit = Math.Min(code.Length, start + LongestBody);
        for (var i = start; i < limit; i++)
        {
            switch (code[i])
            {
                case '{' or '(':
                    depth++;
                    break;
                case '}' or ')':
                    depth--;
                    if (depth < 0 || (depth == 0 && code[i] == '}')) return i + 1;
                    break;
                case ';' when depth == 0:
                    return i + 1;
            }
        }

        return limit;
    }

    private static int EndByIndentation(SourceText source, int line)
    {
        var indentation = Indentation(source.Line(source.Code, line));
        for (var next = line + 1; next < source.LineStarts.Length; next++)
        {
            var code = source.Line(source.Code, next);
            if (!code.Trim().IsEmpty && Indentation(code) <= indentation && code.TrimStart()[0] is not (')' or ']')) return source.LineStarts[next];
        }

        return source.Code.Length;
    }

    private static int Indentation(ReadOnlySpan<char> line) => line.Length - line.TrimStart().Length;
}
