using System.Text.RegularExpressions;
using AiFirewall.Commands;
using AiFirewall.Commands.Catalog;
using AiFirewall.Effects;
using AiFirewall.Tests.Replay;

namespace AiFirewall.Tests.Architecture;

/// <summary>A finding as the code or the catalog makes it.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Severities">The severities that it comes with.</param>
/// <param name="Message">One of its sentences, with an ellipsis for what depends on the action.</param>
internal sealed record FindingSource(string Id, IReadOnlySet<Risk> Severities, string Message);

/// <summary>Where findings come from: calls in the engine's sources that make one, and entries of the catalog.</summary>
internal static partial class FindingSources
{
    private static readonly Dictionary<string, string[]> Verbs = new()
    {
        ["sql.{verb}.no-where"] = ["sql.delete.no-where", "sql.update.no-where"],
        ["sql.{verb}.always-true"] = ["sql.delete.always-true", "sql.update.always-true"],
        ["sql.{verb}.broad"] = ["sql.delete.broad", "sql.update.broad"],
    };

    /// <summary>All findings by id.</summary>
    public static SortedDictionary<string, FindingSource> All { get; } = Collect();

    /// <summary>A command with each finding, the shortest of those that the project knows, and how severe it is there.</summary>
    public static Dictionary<string, (string Command, Risk Severity)> Examples()
    {
        var examples = new Dictionary<string, (string, Risk)>();
        foreach (var action in KnownCommands.All.Where(a => !a.Command.Contains('\n', StringComparison.Ordinal)).OrderBy(a => a.Command.Length).ThenBy(a => a.Command, StringComparer.Ordinal))
        {
            foreach (var finding in TestWorld.Guard.Evaluate(action, TestWorld.Observation).Findings) examples.TryAdd(finding.Id, (action.Command, finding.Severity));
        }

        return examples;
    }

    private static SortedDictionary<string, FindingSource> Collect()
    {
        var all = new SortedDictionary<string, FindingSource>(StringComparer.Ordinal);
        foreach (var source in InCode().Concat(InCatalog()))
        {
            all[source.Id] = all.TryGetValue(source.Id, out var known)
                ? known with { Severities = known.Severities.Union(source.Severities).ToHashSet(), Message = known.Message.Length > 0 ? known.Message : source.Message }
                : source;
        }

        return all;
    }

    private static IEnumerable<FindingSource> InCode()
    {
        var folder = Path.Combine(TestWorld.RepositoryRoot, "src", "AiFirewall.Engine");
        foreach (var file in Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            if (Path.GetRelativePath(folder, file).Split(Path.DirectorySeparatorChar)[0] is "obj" or "bin") continue;
            var text = File.ReadAllText(file);
            foreach (Match made in Made().Matches(text))
            {
                var call = text[made.Index..text.IndexOf('\n', made.Index + made.Length)];
                var severities = Severity().Matches(call).Select(m => Enum.Parse<Risk>(m.Groups[1].Value)).ToHashSet();
                var message = Placeholder().Replace(made.Groups["message"].Value, "…").Replace("\\\"", "\"", StringComparison.Ordinal);
                foreach (var id in Verbs.GetValueOrDefault(made.Groups["id"].Value, [made.Groups["id"].Value])) yield return new FindingSource(id, severities, message);
            }
        }
    }

    private static IEnumerable<FindingSource> InCatalog() =>
        from entry in CommandCatalog.AllBuiltIn().SelectMany(WithSubcommands)
        from effect in entry.Effects
        where effect.FindingId.Length > 0
        select new FindingSource(effect.FindingId, new HashSet<Risk> { effect.Severity }, Placeholder().Replace(effect.Message, "…"));

    private static IEnumerable<CommandEntry> WithSubcommands(CommandEntry entry) => [entry, .. entry.Subcommands.SelectMany(WithSubcommands)];

    // A call that takes an id as its first text, the severity before or behind it, and the sentence as the next text.
    [GeneratedRegex("""
        (?:Finding\(|\.Find\(|Weight\.With\(|Report\(|Incomplete\(|Deed\(|ErrorKind\.\w+\s=>\s*\(?|_\s=>\s\(|const\sstring\s\w+\s=\s(?="shell\.))
        [^";]*?
        \$?"(?<id>[a-z]+(?:\.[a-z0-9{}-]+){1,3})"
        (?:[^"$;]*\$?"(?<message>(?:[^"\\]|\\.|\{[^}]*\})*)")?
        """, RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex Made();

    [GeneratedRegex(@"Risk\.(Low|Medium|High|Critical)")]
    private static partial Regex Severity();

    [GeneratedRegex(@"\{(?:[^{}]|\{[^{}]*\})*\}")]
    private static partial Regex Placeholder();
}
