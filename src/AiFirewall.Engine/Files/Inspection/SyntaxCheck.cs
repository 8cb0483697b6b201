using System.Globalization;
using System.Text;
using System.Text.Json;
using AiFirewall.Shells.PowerShell;
using AiFirewall.Sql;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace AiFirewall.Files.Inspection;

/// <summary>Whether a text is what its language takes.</summary>
internal static class SyntaxCheck
{
    private const int LongestYaml = 512 * 1024;

    private static readonly JsonReaderOptions Lenient = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true, MaxDepth = 256 };

    /// <summary>What does not parse, one clause with a line; null when nothing is seen to be wrong.</summary>
    public static string? ProblemOf(SourceText source, SourceLanguage language) => language switch
    {
        SourceLanguage.Json => Json(source.Text),
        SourceLanguage.Yaml => Yaml(source.Text),
        SourceLanguage.Sql => Sql(source.Text),
        SourceLanguage.PowerShell => PowerShell(source.Text),
        SourceLanguage.Python => source.Problem ?? Indentation(source),
        _ => source.Problem,
    };

    private static string? Json(string text)
    {
        if (string.IsNullOrWhiteSpace(text)) return null;
        var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes(text), Lenient);
        try
        {
            while (reader.Read())
            {
            }

            return null;
        }
        catch (JsonException e)
        {
            return string.Create(CultureInfo.InvariantCulture, $"no JSON at line {(e.LineNumber ?? 0) + 1}");
        }
    }

    private static string? Yaml(string text)
    {
        // Templates that become YAML are none yet.
        if (text.Length > LongestYaml || text.Contains("{{", StringComparison.Ordinal) || text.Contains("{%", StringComparison.Ordinal)) return null;
        try
        {
            var parser = new Parser(new StringReader(text));
            var depth = 0;
            while (parser.MoveNext())
            {
                if (parser.Current is MappingStart or SequenceStart && ++depth > 200) return null;
                if (parser.Current is MappingEnd or SequenceEnd) depth--;
            }

            return null;
        }
        catch (YamlException e)
        {
            return string.Create(CultureInfo.InvariantCulture, $"no YAML at line {e.Start.Line}");
        }
    }

    private static string? Sql(string text)
    {
        var script = SqlReader.Read(text);
        return script.Problems.Count == 0 ? null : string.Create(CultureInfo.InvariantCulture, $"SQL that does not end or begin as it should at line {LineOf(text, script.Problems[0].Span.Start)}");
    }

    private static string? PowerShell(string text)
    {
        var script = PowerShellParser.Parse(text);
        return script.Errors.Count == 0 ? null : string.Create(CultureInfo.InvariantCulture, $"{script.Errors[0].Message} (line {LineOf(text, script.Errors[0].Span.Start)})");
    }

    /// <summary>A line of Python goes back to a depth at which a block was opened, or is not the first of one.</summary>
    private static string? Indentation(SourceText source)
    {
        var depths = new Stack<int>([0]);
        var brackets = 0;
        var isContinued = false;
        for (var line = 0; line < source.LineStarts.Length; line++)
        {
            var code = source.Line(source.Code, line);
            var whole = source.Line(source.Uncommented, line);
            var trimmed = code.Trim();
            // Inside quoted text over several lines the code is blank; so is a line that holds nothing but text.
            if (!whole.Trim().IsEmpty && brackets == 0 && !isContinued && !trimmed.IsEmpty)
            {
                var depth = Width(code);
                if (depth > depths.Peek()) depths.Push(depth);
                while (depth < depths.Peek()) depths.Pop();
                if (depth != depths.Peek()) return string.Create(CultureInfo.InvariantCulture, $"line {line + 1} is indented like no block around it");
            }

            foreach (var c in code)
            {
                if (c is '(' or '[' or '{') brackets++;
                else if (c is ')' or ']' or '}') brackets--;
            }

            isContinued = trimmed.EndsWith("\\");
        }

        return null;
    }

    private static int Width(ReadOnlySpan<char> line)
    {
        var width = 0;
        foreach (var c in line)
        {
            if (c == ' ') width++;
            else if (c == '\t') width = (width / 8 * 8) + 8;
            else break;
        }

        return width;
    }

    private static int LineOf(string text, int at) => text.AsSpan(0, Math.Min(at, text.Length)).Count('\n') + 1;
}
