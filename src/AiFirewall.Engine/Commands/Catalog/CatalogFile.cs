namespace AiFirewall.Commands.Catalog;

/// <summary>A catalog file as read: its entries, their examples, and what is wrong with it.</summary>
/// <param name="Family">The name of the family: the file's name without extension.</param>
/// <param name="Entries">The commands.</param>
/// <param name="Examples">What must and must not follow, in the order of the file.</param>
/// <param name="Problems">What is wrong; a file with problems is not used.</param>
public sealed record CatalogFile(
    string Family, IReadOnlyList<CommandEntry> Entries, IReadOnlyList<CatalogExample> Examples, IReadOnlyList<CatalogProblem> Problems);

/// <summary>A command line with the effects that it must, or must not, have.</summary>
/// <param name="Entry">The entry it belongs to: its <see cref="CommandEntry.Title"/>.</param>
/// <param name="Command">The command line.</param>
/// <param name="Effects">
/// Effects as <c>kind</c> or <c>kind target</c>, the target being a part of the effect's own; for a near miss: kinds that must be absent.
/// </param>
/// <param name="IsNearMiss">The effects must be absent.</param>
/// <param name="Line">The line in the file.</param>
public sealed record CatalogExample(string Entry, string Command, IReadOnlyList<string> Effects, bool IsNearMiss, int Line);
