using System.Collections.Concurrent;
using System.Text;
using AiFirewall.Actions;
using AiFirewall.Commands.Catalog;

namespace AiFirewall.Commands;

/// <summary>What commands do: the built-in catalog, and users' packs laid over it.</summary>
public sealed class CommandCatalog
{
    private readonly ConcurrentDictionary<string, IReadOnlyList<CommandEntry>> _found = new(StringComparer.Ordinal);
    private readonly IReadOnlyList<CommandEntry> _packs;

    private CommandCatalog(IReadOnlyList<CommandEntry> packs) => _packs = packs;

    /// <summary>The built-in catalog.</summary>
    public static CommandCatalog BuiltIn { get; } = new([]);

    /// <summary>The built-in catalog with entries of users laid over it; theirs win.</summary>
    public static CommandCatalog With(IReadOnlyList<CommandEntry> packs) => new(packs);

    /// <summary>Finds what is known of a command.</summary>
    /// <param name="name">Its name without directory, any case.</param>
    /// <param name="dialect">The shell that it was written for.</param>
    /// <returns>The entry; null when nothing is known.</returns>
    public CommandEntry? Find(string name, ShellDialect dialect)
    {
        if (!_found.TryGetValue(name, out var entries))
        {
            entries = Load(name.ToLowerInvariant());
            if (_found.Count < 4096) _found.TryAdd(name, entries);
        }

        var shell = dialect switch { ShellDialect.Bash => ShellSet.Bash, ShellDialect.PowerShell => ShellSet.PowerShell, _ => ShellSet.Cmd };
        CommandEntry? general = null;
        for (var i = 0; i < entries.Count; i++)
        {
            if ((entries[i].Shells & shell) == 0) continue;

            // An entry that names its shells knows better than one for all: `iex` is Elixir's shell, but not in PowerShell.
            if (entries[i].Shells != ShellSet.All || _packs.Contains(entries[i])) return entries[i];
            general ??= entries[i];
        }

        return general;
    }

    /// <summary>All built-in entries; decodes the whole catalog.</summary>
    public static IReadOnlyList<CommandEntry> AllBuiltIn() => CatalogBinary.All(CatalogResource.Bytes);

    private List<CommandEntry> Load(string name)
    {
        var entries = new List<CommandEntry>();
        foreach (var pack in _packs)
        {
            if (pack.Names.Contains(name)) entries.Add(pack);
        }

        if (Encoding.UTF8.GetByteCount(name) <= 256) entries.AddRange(CatalogBinary.Find(CatalogResource.Bytes, Encoding.UTF8.GetBytes(name)));
        return entries;
    }
}
