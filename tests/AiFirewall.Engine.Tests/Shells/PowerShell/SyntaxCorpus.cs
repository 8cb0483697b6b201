using AiFirewall.Shells.PowerShell;

namespace AiFirewall.Tests.Shells.PowerShell;

/// <summary>The fragments of <c>tests/corpus/powershell-syntax</c>: valid and invalid text for every construct of the language.</summary>
internal static class SyntaxCorpus
{
    private static readonly string[] ActingWords = ["using module", "using assembly", "configuration", "DscResource"];

    public static IReadOnlyList<string> Fragments { get; } = [.. ((string[])["words", "strings", "expressions", "statements"]).SelectMany(Read)];

    /// <summary>
    /// Whether PowerShell's parser would do more than read: load modules, resources or types. Such text is not given to it.
    /// </summary>
    public static bool ActsWhenParsed(string text)
    {
        // Of a text that is not complete, the words have to do.
        var script = PowerShellParser.Parse(text);
        return script.IsComplete ? ParseTimeActions.In(script) is not null : ActingWords.Any(word => text.Contains(word, StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>Takes fragments and puts them into each other, or cuts them, as the numbers say.</summary>
    public static string Compose(int[] numbers)
    {
        var text = "";
        for (var i = 0; i + 2 < numbers.Length; i += 3)
        {
            var fragment = Fragments[(int)((uint)numbers[i] % (uint)Fragments.Count)];
            var cut = (int)((uint)numbers[i + 2] % (uint)(fragment.Length + 1));
            text = ((uint)numbers[i + 1] % 12) switch
            {
                0 => $"{text}\n{fragment}",
                1 => $"{fragment} ; {text}",
                2 => $"if ($x) {{ {text}\n }}\n{fragment}",
                3 => $"& {{ {text}\n }} | {fragment}",
                4 => $"$y = @( {text}\n )\n{fragment}",
                // Without pipes: inside strings PowerShell looks for one at the start of the next line at a wrong place, as it takes an
                // offset of the script for one of the string (Tokenizer.IsPipeContinuation).
                5 => $"{fragment}\n\"a $( {text.Replace('|', ';')} ) b\"",
                6 => $"function f {{ {text}\n }}\n{fragment}",
                7 => $"foo {{ {text}\n }} -Bar ({fragment}\n)",
                8 => $"{fragment[..cut]}{text}",
                9 => $"{text}{fragment[cut..]}",
                10 => $"@{{ a = {text}\n b = 1 }}\n{fragment}",
                _ => $"try {{ {text}\n }} catch {{ {fragment}\n }}",
            };
        }

        return text;
    }

    private static string[] Read(string name) =>
        File.ReadAllText(Path.Combine(AppContext.BaseDirectory, $"corpus/powershell-syntax/{name}.txt")).TrimEnd('\n').Split("\n----\n");
}
