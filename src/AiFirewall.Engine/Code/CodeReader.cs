using AiFirewall.Code.Syntax;
using AiFirewall.Effects;
using AiFirewall.Shells;

namespace AiFirewall.Code;

/// <summary>
/// Reads the code that an interpreter is given inline (<c>python -c</c>, <c>node -e</c>, here-documents) for the files, processes,
/// connections and code that it touches, without running it.
/// </summary>
internal static class CodeReader
{
    /// <summary>The longest text that is read.</summary>
    public const int MaxLength = 1 << 20;

    // What a text that cannot be read is searched for: a name of something that executes, deletes or sends.
    private static readonly string[] DangerousWords =
        ["system", "exec", "popen", "spawn", "subprocess", "eval", "unlink", "rmtree", "remove", "rmSync", "rm_rf", "rimraf", "os.", "socket", "urlopen", "requests.", "fetch", "base64", "marshal", "ctypes", "shell"];

    /// <summary>Whether there is a reader for a language.</summary>
    public static bool Reads(string language) => CodeLanguage.Find(language) is not null;

    /// <summary>Reads a text.</summary>
    /// <param name="language">Its language, one that <see cref="Reads"/> knows.</param>
    /// <param name="text">The code, with holes.</param>
    /// <param name="arguments">What it gets as arguments.</param>
    /// <param name="input">What it reads from standard input.</param>
    /// <param name="host">The road around it.</param>
    /// <returns>What it prints.</returns>
    public static Value Read(string language, string text, IReadOnlyList<Value> arguments, Value? input, ICodeHost host)
    {
        var known = CodeLanguage.Find(language) ?? throw new ArgumentException($"no reader for '{language}'", nameof(language));
        if (text.Length > MaxLength)
        {
            host.Report(new Finding("code.too-large", Risk.High, $"the {language} code is larger than the firewall reads"));
            return Value.Unknown;
        }

        var run = new CodeRun(known, host, arguments, input);
        run.Read(text, new Scope(null));

        // Options that the code itself does not show (-n, -p) and patterns without an action print what comes in.
        if (input is not null && known.Name is "awk" or "perl" or "ruby") run.Print(new Value(Unresolved.Anything, input.Origins, input.Source));
        return run.Output;
    }

    /// <summary>Says what could not be read.</summary>
    public static void Complain(CodeParser parser, string language, string text, ICodeHost host)
    {
        if (parser.IsTooDeep) host.Report(new Finding("code.too-deep", Risk.High, $"the {language} code is nested deeper than the firewall reads"));
        if (!parser.HasErrors) return;
        host.Report(new Finding("code.unreadable", Risk.Medium, $"the {language} code cannot be read in full"));
        if (Unresolved.In(text) && IsDangerous(text))
            host.Affect(EffectKind.ExecuteHiddenCode, new Target(TargetKind.Code, language), language, certainty: Certainty.Unresolved);
    }

    private static bool IsDangerous(string text)
    {
        foreach (var word in DangerousWords)
        {
            if (text.Contains(word, StringComparison.OrdinalIgnoreCase)) return true;
        }

        return false;
    }
}
