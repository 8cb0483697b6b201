using System.Diagnostics;
using System.Text;
using System.Text.Json;
using AiFirewall.Shells.Bash;
using AiFirewall.Shells.Bash.Syntax;

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
            Assert.True(IsAcceptedByBash(text), $"Bash refuses the generated script {seed}: {text}");
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
            if (!IsAcceptedByBash(text)) Assert.False(BashParser.Parse(text).IsComplete, $"accepted: {text}");
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
            if (!IsAcceptedByBash(text)) continue;
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
            Assert.Equal(string.Concat(words.Select(word => word + "\0")), Run("bash", ["-f", "-c", text], "").Output);
        }
    }

    private static void CompareWithShfmt(string text)
    {
        var (output, status) = Run("shfmt", ["-ln", "bash", "--to-json"], text);
        if (status != 0) return;
        using var document = JsonDocument.Parse(output, new JsonDocumentOptions { MaxDepth = 2000 });
        var missing = ShfmtTree.StaticCommandNames(document.RootElement).GroupBy(name => name).ToDictionary(group => group.Key, group => group.Count());
        foreach (var name in TreeWalk.StaticCommandNames(BashParser.Parse(text)))
        {
            if (missing.TryGetValue(name, out var count)) missing[name] = count - 1;
        }
        Assert.True(missing.Values.All(count => count <= 0), $"not seen: {string.Join(", ", missing.Where(m => m.Value > 0))} in {text}");
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

    private static bool IsAcceptedByBash(string text) => Run("bash", ["-O", "extglob", "-n"], text).Status == 0;

    private static (string Output, int Status) Run(string tool, string[] arguments, string input)
    {
        var encoding = tool == "shfmt" ? Encoding.Latin1 : new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
        var start = new ProcessStartInfo(tool, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardInputEncoding = encoding,
            StandardOutputEncoding = encoding,
            Environment = { ["LC_ALL"] = "C.UTF-8" },
        };
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEndAsync();
        try
        {
            process.StandardInput.Write(input);
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // Bash may refuse the text before it has read all of it.
        }
        process.WaitForExit();
        errors.Wait();
        return (output.Result, process.ExitCode);
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
