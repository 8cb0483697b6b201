using System.Management.Automation;
using System.Xml.Linq;

namespace HelpCompiler;

/// <summary>The XML that Get-Help reads.</summary>
internal static class Maml
{
    private static readonly XNamespace s_help = "http://msh";
    private static readonly XNamespace s_maml = "http://schemas.microsoft.com/maml/2004/10";
    private static readonly XNamespace s_command = "http://schemas.microsoft.com/maml/dev/command/2004/10";
    private static readonly XNamespace s_dev = "http://schemas.microsoft.com/maml/dev/2004/10";

    public static string Document(IEnumerable<XElement> commands) =>
        new XDeclaration("1.0", "utf-8", null) + "\n" + new XElement(s_help + "helpItems", new XAttribute("schema", "maml"), commands) + "\n";

    public static XElement Command(CmdletInfo command, CmdletPage page)
    {
        var words = page.Entries("PARAMETERS").ToDictionary(e => e.Title.TrimStart('-'), e => e.Paragraphs.ToList(), StringComparer.OrdinalIgnoreCase);
        return new XElement(
            s_command + "command",
            new XAttribute(XNamespace.Xmlns + "maml", s_maml),
            new XAttribute(XNamespace.Xmlns + "command", s_command),
            new XAttribute(XNamespace.Xmlns + "dev", s_dev),
            new XElement(
                s_command + "details",
                new XElement(s_command + "name", command.Name),
                new XElement(s_command + "verb", command.Verb),
                new XElement(s_command + "noun", command.Noun),
                Paragraphs("description", page.Paragraphs("SYNOPSIS"))),
            Paragraphs("description", page.Paragraphs("DESCRIPTION")),
            new XElement(s_command + "syntax", command.ParameterSets.Select(set => Syntax(command, set, words))),
            new XElement(s_command + "parameters", AllParameters(command).Select(p => Parameter(p, words))),
            Types("inputTypes", "inputType", page.Entries("INPUTS")),
            Types("returnValues", "returnValue", page.Entries("OUTPUTS")),
            new XElement(s_maml + "alertSet", Paragraphs("alert", page.Paragraphs("NOTES"))),
            new XElement(s_command + "examples", page.Entries("EXAMPLES").Select(Example)),
            new XElement(s_command + "relatedLinks", page.Paragraphs("RELATED LINKS").SelectMany(p => p.Split('\n')).Select(Link)));
    }

    private static XElement Syntax(CmdletInfo command, CommandParameterSetInfo set, Dictionary<string, List<string>> words) => new(
        s_command + "syntaxItem",
        new XElement(s_maml + "name", command.Name),
        Own(set.Parameters).OrderBy(p => p.Position < 0 ? int.MaxValue : p.Position).Select(p => Parameter(p, words)));

    private static IEnumerable<CommandParameterInfo> AllParameters(CmdletInfo command) =>
        command.ParameterSets.SelectMany(set => Own(set.Parameters)).DistinctBy(p => p.Name).OrderBy(p => p.Name, StringComparer.Ordinal);

    private static IEnumerable<CommandParameterInfo> Own(IEnumerable<CommandParameterInfo> parameters) =>
        parameters.Where(p => !Cmdlet.CommonParameters.Contains(p.Name));

    private static XElement Parameter(CommandParameterInfo parameter, Dictionary<string, List<string>> words)
    {
        var type = Nullable.GetUnderlyingType(parameter.ParameterType) ?? parameter.ParameterType;
        return new XElement(
            s_command + "parameter",
            new XAttribute("required", parameter.IsMandatory ? "true" : "false"),
            new XAttribute("variableLength", "false"),
            new XAttribute("globbing", "false"),
            new XAttribute("pipelineInput", PipelineInput(parameter)),
            new XAttribute("position", parameter.Position < 0 ? "named" : $"{parameter.Position}"),
            new XAttribute("aliases", parameter.Aliases.Count == 0 ? "none" : string.Join(", ", parameter.Aliases)),
            new XElement(s_maml + "name", parameter.Name),
            Paragraphs("Description", words.GetValueOrDefault(parameter.Name) ?? []),
            type == typeof(SwitchParameter) ? null : new XElement(s_command + "parameterValue", new XAttribute("required", "true"), type.Name),
            type.IsEnum
                ? new XElement(s_command + "parameterValueGroup", Enum.GetNames(type).Select(n => new XElement(s_command + "parameterValue", new XAttribute("required", "false"), n)))
                : null,
            new XElement(s_dev + "type", new XElement(s_maml + "name", type.FullName)));
    }

    private static string PipelineInput(CommandParameterInfo parameter) => (parameter.ValueFromPipeline, parameter.ValueFromPipelineByPropertyName) switch
    {
        (true, true) => "True (ByPropertyName, ByValue)",
        (true, false) => "True (ByValue)",
        (false, true) => "True (ByPropertyName)",
        _ => "False",
    };

    private static XElement Types(string list, string item, IReadOnlyList<PageEntry> entries) => new(
        s_command + list,
        entries.Select(e => new XElement(
            s_command + item, new XElement(s_dev + "type", new XElement(s_maml + "name", e.Title)), Paragraphs("description", e.Paragraphs))));

    private static XElement Example(PageEntry example) => new(
        s_command + "example",
        new XElement(s_maml + "title", example.Title),
        new XElement(s_dev + "code", example.Code),
        new XElement(s_dev + "remarks", example.Paragraphs.Select(p => new XElement(s_maml + "para", p))));

    private static XElement Link(string markdown)
    {
        var text = markdown.TrimStart('-', ' ');
        var end = text.IndexOf("](", StringComparison.Ordinal);
        var name = text.StartsWith('[') && end > 0 ? text[1..end] : text;
        return new XElement(s_maml + "navigationLink", new XElement(s_maml + "linkText", name), new XElement(s_maml + "uri"));
    }

    private static XElement Paragraphs(string name, IEnumerable<string> paragraphs) =>
        new(s_maml + name, paragraphs.Select(p => new XElement(s_maml + "para", p)));
}
