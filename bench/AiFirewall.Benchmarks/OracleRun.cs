using System.Text;
using System.Text.Json;
using AiFirewall.Shells.Bash;
using AiFirewall.Tests.Fuzzing;
using AiFirewall.Tests.Shells.Bash;

namespace AiFirewall.Benchmarks;

/// <summary>Compares the reader of Bash with Bash itself and with shfmt, on as many texts as one has.</summary>
internal static class OracleRun
{
    private const int Shown = 40;

    /// <summary>Runs.</summary>
    /// <param name="args">
    /// Files of JSON Lines with <c>command</c> (those without <c>shell</c>, or with bash), scripts, and directories with scripts; <c>--generated N</c>
    /// for texts of the grammars, <c>--seeds</c> for those of tests/corpus and the catalog.
    /// </param>
    /// <returns>The number of texts that hold a command that shfmt sees and our reader does not.</returns>
    public static int Run(string[] args)
    {
        var (texts, accepted, refusedByUs, acceptedByUs, notRead, missed) = (0, 0, 0, 0, 0, 0);
        foreach (var (name, text) in Texts(args))
        {
            if (text.Contains('\0', StringComparison.Ordinal)) continue;
            texts++;
            var isAccepted = BashOracle.IsAcceptedByBash(text);
            var isComplete = BashParser.Parse(text).IsComplete;
            if (isAccepted) accepted++;
            if (isAccepted && !isComplete && ++refusedByUs <= Shown) Console.WriteLine($"refused by us: {name}: {Short(text)}");
            if (!isAccepted && isComplete && ++acceptedByUs <= Shown) Console.WriteLine($"refused by Bash: {name}: {Short(text)}");
            if (BashOracle.NotSeen(text) is not { } missing) notRead++;
            else if (missing.Count > 0 && ++missed > 0) Console.WriteLine($"NOT SEEN {Short(string.Join(" ¦ ", missing))} in {name}: {Short(text)}");
        }

        Console.WriteLine($"{texts:N0} texts, {accepted:N0} accepted by Bash; {refusedByUs} of these refused by us, {acceptedByUs} accepted by us alone; {notRead:N0} refused by shfmt; in {missed} a command is not seen");
        return missed;
    }

    private static IEnumerable<(string Name, string Text)> Texts(string[] args)
    {
        for (var i = 0; i < args.Length; i++)
        {
            if (args[i] == "--generated")
            {
                var count = int.Parse(args[++i], System.Globalization.CultureInfo.InvariantCulture);
                for (var seed = 0; seed < count; seed++) yield return ($"generated {seed}", seed % 2 == 0 ? RandomScript.Of(seed) : Grammars.Bash.Write(new Random(seed)));
            }
            else if (args[i] == "--seeds")
            {
                foreach (var text in FuzzSeeds.Read(Repository.Root).Of(FuzzLanguage.Bash).Select(c => c.Text).Distinct(StringComparer.Ordinal)) yield return ("seed", text);
            }
            else if (Directory.Exists(args[i]))
            {
                var options = new EnumerationOptions { RecurseSubdirectories = true, IgnoreInaccessible = true, MaxRecursionDepth = 12, AttributesToSkip = FileAttributes.ReparsePoint };
                foreach (var path in Directory.EnumerateFiles(args[i], "*", options).Where(IsShellScript).Order(StringComparer.Ordinal)) yield return (path, File.ReadAllText(path, Encoding.Latin1));
            }
            else if (args[i].EndsWith(".jsonl", StringComparison.Ordinal))
            {
                foreach (var text in ReadLines(args[i])) yield return (Path.GetFileName(args[i]), text);
            }
            else
            {
                yield return (args[i], File.ReadAllText(args[i], Encoding.Latin1));
            }
        }
    }

    private static IEnumerable<string> ReadLines(string file)
    {
        foreach (var line in File.ReadLines(file))
        {
            using var json = JsonDocument.Parse(line);
            if (!json.RootElement.TryGetProperty("command", out var command)) continue;
            if (!json.RootElement.TryGetProperty("shell", out var shell) || shell.GetString() is "bash" or "sh" or "zsh") yield return command.GetString()!;
        }
    }

    private static bool IsShellScript(string path)
    {
        try
        {
            if (new FileInfo(path) is not { Exists: true, LinkTarget: null, Length: > 10 and < 200_000 }) return false;
            using var reader = new StreamReader(path, Encoding.Latin1);
            return reader.ReadLine() is { Length: < 60 } line && line.StartsWith("#!", StringComparison.Ordinal) && (line.TrimEnd().EndsWith("sh", StringComparison.Ordinal) || line.Contains("sh -", StringComparison.Ordinal))
                && !line.Contains("zsh", StringComparison.Ordinal) && !line.Contains("tclsh", StringComparison.Ordinal) && !line.Contains("pwsh", StringComparison.Ordinal) && !line.Contains("fish", StringComparison.Ordinal) && !line.Contains("csh", StringComparison.Ordinal);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private static string Short(string text)
    {
        text = text.ReplaceLineEndings("⏎");
        return text.Length > 240 ? text[..239] + "…" : text;
    }
}
