using System.Diagnostics;
using System.Text;
using System.Text.Json;
using AiFirewall.Shells.Bash;

namespace AiFirewall.Tests.Shells.Bash;

/// <summary>What Bash itself and shfmt say of a text. They read it and run nothing.</summary>
internal static class BashOracle
{
    /// <summary>Whether Bash takes the text.</summary>
    public static bool IsAcceptedByBash(string text) => Run("bash", ["-O", "extglob", "-n"], text).Status == 0;

    /// <summary>The commands that shfmt sees and our reader does not, by their names; null when shfmt refuses the text.</summary>
    public static IReadOnlyList<string>? NotSeen(string text)
    {
        var (output, status) = Run("shfmt", ["-ln", "bash", "--to-json"], text);
        if (status != 0) return null;
        using var document = JsonDocument.Parse(output, new JsonDocumentOptions { MaxDepth = 2000 });
        var missing = ShfmtTree.StaticCommandNames(document.RootElement).GroupBy(command => command).ToDictionary(group => group.Key, group => group.Count());
        foreach (var command in TreeWalk.StaticCommandNames(BashParser.Parse(text)))
        {
            if (missing.TryGetValue(command, out var count)) missing[command] = count - 1;
        }

        return [.. missing.Where(m => m.Value > 0).Select(m => m.Key)];
    }

    /// <summary>Runs a tool on a text. What it writes, and its exit code.</summary>
    public static (string Output, int Status) Run(string tool, string[] arguments, string input)
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
