using AiFirewall.Commands.Catalog;

// Compiles the catalog folder into the one binary resource that the engine embeds.
if (args.Length != 2)
{
    Console.Error.WriteLine("usage: CatalogCompiler CATALOG_FOLDER OUTPUT_FILE");
    return 2;
}

var entries = new List<CommandEntry>();
var failed = false;
foreach (var path in Directory.EnumerateFiles(args[0], "*.yaml", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
{
    var file = CatalogYaml.Read(path, File.ReadAllText(path));
    foreach (var problem in file.Problems)
    {
        // The form that MSBuild turns into an error with file and line.
        Console.Error.WriteLine($"{problem.File}({problem.Line}): error CATALOG: {problem.Message}");
        failed = true;
    }

    entries.AddRange(file.Entries);
}

foreach (var clash in entries
    .SelectMany(e => e.Names.Distinct().SelectMany(n => Enum.GetValues<ShellSet>().Where(s => s != ShellSet.All && e.Shells.HasFlag(s)).Select(s => (Name: n, Shell: s, IsGeneral: e.Shells == ShellSet.All, e.Title))))
    .GroupBy(x => (x.Name, x.Shell, x.IsGeneral)).Where(g => g.Count() > 1))
{
    Console.Error.WriteLine($"catalog(1): error CATALOG: '{clash.Key.Name}' ({clash.Key.Shell}) is described twice: {string.Join(", ", clash.Select(c => c.Title))}");
    failed = true;
}

if (failed) return 1;
Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(args[1]))!);
File.WriteAllBytes(args[1], CatalogBinary.Write(entries));
return 0;
