namespace AiFirewall.Tests.Architecture;

/// <summary>The rooms of a house, and which floor each is on: a room may use its own floor and those below, and no two use each other.</summary>
/// <param name="root">The namespace that all rooms are in.</param>
/// <param name="floors">The names of the rooms, from the ground up.</param>
/// <param name="inRoot">The rooms of types that stand in the root namespace itself.</param>
internal sealed class Rooms(string root, IReadOnlyList<string[]> floors, Func<string, string> inRoot)
{
    /// <summary>The engine: what it is made of, what reads, what judges, what acts, and the front door.</summary>
    public static Rooms OfTheEngine { get; } = new(
        "AiFirewall",
        [
            ["Effects", "Actions", "State", "Observation"],
            ["Text", "Http", "Sql", "Packages", "Shells", "Code"],
            ["Shells.Bash", "Shells.PowerShell", "Shells.Cmd", "Code"],
            ["Files", "Commands"],
            ["Interpretation"],
            ["Assessment"],
            ["Policy", "Roles", "Limits", "Trust", "Behaviour"],
            ["Decision"],
            ["Approval", "Execution", "Audit"],
            ["Guard"],
            ["Agents"],
        ],
        type => type is "Guard" or "ExecutionResult" or "Explanation" ? "Guard" : "Decision");

    /// <summary>The room of a type; null for types of others.</summary>
    public string? Of(string type)
    {
        if (!type.StartsWith(root + ".", StringComparison.Ordinal)) return null;
        var parts = type[(root.Length + 1)..].Split('.');
        if (parts.Length == 1) return inRoot(parts[0]);
        var inner = parts[0] + "." + parts[1];
        return parts.Length > 2 && Floor(inner) >= 0 ? inner : parts[0];
    }

    /// <summary>What is wrong with the mentions of an assembly, a sentence for each pair of rooms.</summary>
    public IReadOnlyList<string> Violations(IEnumerable<Mention> mentions)
    {
        var uses = Uses(mentions);
        var problems = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var ((from, to), examples) in uses)
        {
            if (Floor(from) < 0) problems.Add($"the room {from} has no floor: add it to {nameof(Rooms)}");
            else if (Floor(to) > Floor(from)) problems.Add($"{from} uses {to}, which is above it: {Show(examples)}");
            else if (Path(uses.Keys, to, from) is { } back) problems.Add($"{from} and {to} use each other (back by {string.Join(" → ", back)}): {Show(examples)}");
        }

        return [.. problems];
    }

    private Dictionary<(string From, string To), SortedSet<string>> Uses(IEnumerable<Mention> mentions)
    {
        var uses = new Dictionary<(string, string), SortedSet<string>>();
        foreach (var mention in mentions)
        {
            if (Of(mention.From) is not { } from || Of(mention.To) is not { } to || from == to) continue;
            if (!uses.TryGetValue((from, to), out var examples)) uses[(from, to)] = examples = new SortedSet<string>(StringComparer.Ordinal);
            examples.Add($"{Short(mention.From)} → {Short(mention.To)}");
        }

        return uses;
    }

    private static List<string>? Path(IReadOnlyCollection<(string From, string To)> uses, string from, string to)
    {
        var cameFrom = new Dictionary<string, string> { [from] = "" };
        var queue = new Queue<string>([from]);
        while (queue.TryDequeue(out var room))
        {
            if (room == to)
            {
                List<string> path = [];
                for (var step = room; step.Length > 0; step = cameFrom[step]) path.Insert(0, step);
                return path;
            }

            foreach (var next in uses.Where(u => u.From == room).Select(u => u.To))
            {
                if (cameFrom.TryAdd(next, room)) queue.Enqueue(next);
            }
        }

        return null;
    }

    private int Floor(string room)
    {
        for (var i = 0; i < floors.Count; i++)
        {
            if (floors[i].Contains(room)) return i;
        }

        return -1;
    }

    private string Short(string type) => type.StartsWith(root + ".", StringComparison.Ordinal) ? type[(root.Length + 1)..] : type;

    private static string Show(SortedSet<string> examples) => string.Join(", ", examples.Take(4)) + (examples.Count > 4 ? $" and {examples.Count - 4} more" : "");
}
