// Writes the module's help file: the words come from docs/cmdlets/*.md, the facts (parameters, sets, types, aliases) from the built module.
//   HelpCompiler <manifest> <docs folder> <help file>
using System.Management.Automation;
using System.Management.Automation.Runspaces;
using System.Text;
using System.Xml.Linq;
using HelpCompiler;

if (args is not [var manifest, var docs, var helpFile])
{
    Console.Error.WriteLine("usage: HelpCompiler <manifest> <docs folder> <help file>");
    return 2;
}

using var runspace = RunspaceFactory.CreateRunspace(InitialSessionState.CreateDefault2());
runspace.Open();
using var shell = PowerShell.Create(runspace);
shell.AddScript("param($m) Import-Module $m -ErrorAction Stop -PassThru | ForEach-Object { Get-Command -Module $_.Name -CommandType Cmdlet }").AddArgument(manifest);

var commands = new List<XElement>();
foreach (var command in shell.Invoke<CmdletInfo>().OrderBy(c => c.Name, StringComparer.Ordinal))
{
    var page = Path.Combine(docs, command.Name + ".md");
    if (!File.Exists(page))
    {
        Console.Error.WriteLine($"{page}(1,1): error HELP001: the cmdlet {command.Name} has no page");
        return 1;
    }
    commands.Add(Maml.Command(command, CmdletPage.Read(page)));
}

var text = Maml.Document(commands);
Directory.CreateDirectory(Path.GetDirectoryName(helpFile)!);
if (!File.Exists(helpFile) || File.ReadAllText(helpFile) != text) File.WriteAllText(helpFile, text, new UTF8Encoding(false));
return 0;
