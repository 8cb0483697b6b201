using AiFirewall.Commands.Catalog;
using AiFirewall.Policy;
using AiFirewall.Policy.Yaml;

// Compiles the catalog folder, and the built-in policy, into the binary resources that the engine embeds.
if (args.Length != 4)
{
    Console.Error.WriteLine("usage: CatalogCompiler CATALOG_FOLDER CATALOG_OUTPUT POLICY_FILE POLICY_OUTPUT");
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

List<PolicyProblem> complaints = [];
var policy = YamlReader.Read(File.ReadAllText(args[2]), args[2], complaints);
foreach (var problem in complaints) Console.Error.WriteLine($"{problem.File}({problem.Line}): error POLICY: {problem.Message}");

if (failed || policy is null || complaints.Count > 0) return 1;
Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(args[1]))!);
File.WriteAllBytes(args[1], CatalogBinary.Write(entries));
using var tree = File.Create(args[3]);
YamlTree.Write(policy, tree);
return 0;
