using AiFirewall.Cli.CommandLine;
using AiFirewall.Cli.Terminal;

namespace AiFirewall.Cli.Verbs;

/// <summary>The verbs, and the way from the command line to one of them.</summary>
internal static class VerbTable
{
    // Names apart from the verbs: a start looks one up and makes that one.
    private static readonly string[] Names = ["eval", "run", "wrap", "file", "api", "sql", "explain", "hook", "policy", "audit", "status", "version", "help"];

    /// <summary>Runs the verb that <paramref name="words"/> start with.</summary>
    public static int Run(string[] words, Streams streams)
    {
        if (words.Length == 0)
        {
            Help.WriteOverview(All(), streams.Error, Streams.ErrorPalette);
            return ExitCodes.Usage;
        }
        var name = words[0] switch
        {
            "--help" or "-h" => "help",
            "--version" => "version",
            var word => word,
        };
        if (Find(name) is not { } verb)
            return streams.Fail($"unknown {(name.StartsWith('-') ? "option" : "verb")} '{name}'{Suggestion.For(name, [.. Names, "--help", "--version"])}; see 'guard --help'");

        var line = ParsedLine.Read(verb.Name, words, 1, verb.Options, verb.Operands);
        if (line.Problem is { } problem) return streams.Fail(problem);
        if (line.Has("--help"))
        {
            Help.Write(verb, streams.Output, streams.OutputPalette);
            return ExitCodes.Done;
        }
        if (line.Remark is { } remark) streams.Say(remark);
        var exitCode = verb.Run(line, streams);
        streams.Output.Flush();
        return exitCode;
    }

    /// <summary>The verb of a name; null for an unknown one.</summary>
    public static Verb? Find(string name) => name switch
    {
        "eval" => new EvalVerb(),
        "run" => new RunVerb(),
        "wrap" => new WrapVerb(),
        "api" => new ApiVerb(),
        "sql" => new SqlVerb(),
        "explain" => new ExplainVerb(),
        "file" => new FileVerb(),
        "hook" => new HookVerb(),
        "policy" => new PolicyVerb(),
        "audit" => new AuditVerb(),
        "status" => new StatusVerb(),
        "version" => new VersionVerb(),
        "help" => new HelpVerb(),
        _ => null,
    };

    /// <summary>Every verb, in the order of help.</summary>
    public static IEnumerable<Verb> All()
    {
        foreach (var name in Names) yield return Find(name)!;
    }

    /// <summary>The closest verb to a name, worded for a message.</summary>
    public static string Suggest(string name) => Suggestion.For(name, Names);
}
