using System.Text;
using AiFirewall.Shells.Bash;
using AiFirewall.Shells.Bash.Syntax;
using AiFirewall.Tests.Fuzzing;

namespace AiFirewall.Tests.Shells.Bash;

/// <summary>Compares the reader with Bash itself and with shfmt. Nothing that is compared is run, but for words that hold quotes only.</summary>
public sealed class OracleTests
{
    [RequiresToolFact("bash")]
    public void Generated_scripts_are_accepted_by_Bash_and_by_us()
    {
        for (var seed = 0; seed < 300; seed++)
        {
            var text = RandomScript.Of(seed);
            Assert.True(BashOracle.IsAcceptedByBash(text), $"Bash refuses the generated script {seed}: {text}");
            Assert.True(BashParser.Parse(text).IsComplete, $"refused: {text}");
        }
    }

    /// <summary>
    /// One way only: what Bash refuses has to be incomplete for us. What Bash accepts without reading it (between backquotes, in
    /// here-documents) we may refuse.
    /// </summary>
    [RequiresToolFact("bash")]
    public void What_Bash_refuses_we_refuse()
    {
        var random = new Random(7);
        for (var seed = 0; seed < 400; seed++)
        {
            var text = RandomScript.Of(seed);
            var at = random.Next(text.Length);
            text = text.Remove(at, Math.Min(random.Next(1, 4), text.Length - at));
            if (!BashOracle.IsAcceptedByBash(text)) Assert.False(BashParser.Parse(text).IsComplete, $"accepted: {text}");
        }
    }

    [RequiresToolFact("shfmt")]
    public void Every_command_that_shfmt_sees_we_see()
    {
        for (var seed = 0; seed < 300; seed++) CompareWithShfmt(RandomScript.Of(seed));
    }

    [RequiresToolFact("bash", "shfmt")]
    public void Scripts_of_this_machine_are_read_as_Bash_and_shfmt_read_them()
    {
        foreach (var path in ScriptsOfThisMachine().Take(150))
        {
            var text = File.ReadAllText(path, Encoding.Latin1);
            if (!BashOracle.IsAcceptedByBash(text)) continue;
            Assert.True(BashParser.Parse(text).IsComplete, $"refused: {path}");
            CompareWithShfmt(text);
        }
    }

    [RequiresToolFact("bash")]
    public void Quotes_are_taken_off_as_Bash_takes_them_off()
    {
        string[] tokens =
        [
            "a", "b", " ", "'", "\"", "\\", "\\\n", "$'", "\\n", "\\'", "\\\"", "\\x41", "\\u00e9", "\\101", "\\c", "#", "=", "\n", "$\"", "$", "\\\\",
            "!", "]", "%", ":", "\\0", "\\x{42}", "\\xc3\\xa9", "}", ",", "{", "\\e", "\\$", "\\`", "1", "é",
        ];
        var random = new Random(11);
        for (var i = 0; i < 400; i++)
        {
            var text = "printf '%s\\0' -" + string.Concat(Enumerable.Range(0, random.Next(1, 14)).Select(_ => tokens[random.Next(tokens.Length)]));
            var script = BashParser.Parse(text);
            if (!script.IsComplete || script.Body.Items is not [{ Command: SimpleCommand command }]) continue;
            var words = command.Words.Skip(2).Select(word => word.Parts.Any(part => part is BraceListPart) ? null : TreeWalk.StaticText(word.Parts)).ToList();
            if (words.Contains(null)) continue;
            Assert.Equal(string.Concat(words.Select(word => word + "\0")), BashOracle.Run("bash", ["-f", "-c", text], "").Output);
        }
    }

    /// <summary>What people wrote: all of it in CI, each eighth text elsewhere.</summary>
    [RequiresToolFact("bash", "shfmt")]
    public void Cases_of_the_corpus_and_examples_of_the_catalog_are_read_as_Bash_and_shfmt_read_them()
    {
        var step = Environment.GetEnvironmentVariable("CI") == "true" ? 1 : 8;
        var texts = FuzzSeeds.Read(TestWorld.RepositoryRoot).Of(FuzzLanguage.Bash).Select(c => c.Text).Distinct(StringComparer.Ordinal).ToList();
        var problems = new List<string>();
        for (var i = 0; i < texts.Count; i += step)
        {
            if (!BashOracle.IsAcceptedByBash(texts[i])) continue;
            if (!BashParser.Parse(texts[i]).IsComplete) problems.Add($"refused: {texts[i]}");
            else if (BashOracle.NotSeen(texts[i]) is { Count: > 0 } missing) problems.Add($"not seen: {string.Join(", ", missing)} in {texts[i]}");
        }

        Assert.True(texts.Count > 1_000, "there are hardly any texts");
        Assert.True(problems.Count == 0, string.Join('\n', problems.Take(20)));
    }

    /// <summary>What the evaluator has to follow, as the fuzzer writes it.</summary>
    [RequiresToolFact("bash", "shfmt")]
    public void Texts_of_the_fuzzer_are_read_as_Bash_and_shfmt_read_them()
    {
        for (var seed = 0; seed < 300; seed++)
        {
            var text = Grammars.Bash.Write(new Random(seed));
            if (BashOracle.IsAcceptedByBash(text)) CompareWithShfmt(text);
        }
    }

    private static void CompareWithShfmt(string text)
    {
        var missing = BashOracle.NotSeen(text);
        Assert.True(missing is null or { Count: 0 }, $"not seen: {string.Join(", ", missing ?? [])} in {text}");
    }

    private static IEnumerable<string> ScriptsOfThisMachine()
    {
        var options = new EnumerationOptions { RecurseSubdirectories = true, IgnoreInaccessible = true, MaxRecursionDepth = 4 };
        return new[] { "/usr/lib/git-core", "/etc", "/usr/share/bash-completion", "/usr/bin" }
            .Where(Directory.Exists)
            .SelectMany(folder => Directory.EnumerateFiles(folder, "*", options))
            .Where(IsShellScript)
            .Order(StringComparer.Ordinal);
    }

    private static bool IsShellScript(string path)
    {
        if (new FileInfo(path) is not { Exists: true, LinkTarget: null, Length: > 10 and < 200_000 }) return false;
        if (path.Contains("bash-completion/completions", StringComparison.Ordinal)) return true;
        try
        {
            using var reader = new StreamReader(path, Encoding.Latin1);
            return reader.ReadLine() is { Length: < 40 } line && line.StartsWith("#!", StringComparison.Ordinal)
                && (line.TrimEnd().EndsWith("/sh", StringComparison.Ordinal) || line.TrimEnd().EndsWith("bash", StringComparison.Ordinal));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}

/// <summary>A test that needs programs which may not be installed; without them it is reported as skipped.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class RequiresToolFactAttribute : FactAttribute
{
    public RequiresToolFactAttribute(params string[] tools)
    {
        var missing = tools.Where(tool => !IsInstalled(tool)).ToList();
        if (missing.Count > 0) Skip = $"needs {string.Join(" and ", missing)}, not installed here";
    }

    private static bool IsInstalled(string tool) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(folder => folder.Length > 0 && File.Exists(Path.Combine(folder, tool)));
}
