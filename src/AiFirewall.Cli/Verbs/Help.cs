using AiFirewall.Cli.CommandLine;
using AiFirewall.Cli.Terminal;

namespace AiFirewall.Cli.Verbs;

/// <summary>Writes help.</summary>
internal static class Help
{
    private static readonly Option HelpOption = new("--help", null, "show this") { Alias = "-h" };

    /// <summary>The list of verbs.</summary>
    public static void WriteOverview(IEnumerable<Verb> verbs, TextOutput output, Palette palette)
    {
        output.Line("guard: judges what an AI agent is about to do, before it happens").Line();
        output.Line(palette.Bold("Usage")).Line("  guard VERB [OPTIONS] ...").Line();
        output.Line(palette.Bold("Verbs"));
        foreach (var verb in verbs) output.Line($"  {verb.Name,-10}{verb.Summary}");
        output.Line().Line("'guard VERB --help' shows a verb's options.").Flush();
    }

    /// <summary>The help of one verb.</summary>
    public static void Write(Verb verb, TextOutput output, Palette palette)
    {
        output.Line($"guard {verb.Name}: {verb.Summary}").Line();
        output.Line(palette.Bold("Usage"));
        foreach (var form in verb.Usage.Split('\n')) output.Line($"  guard {form}");
        output.Line().Line(palette.Bold("Options"));
        foreach (var option in verb.Options) WriteOption(option, output);
        WriteOption(HelpOption, output);
        if (verb.Details.Length > 0) output.Line().Line(verb.Details);
        output.Flush();
    }

    private static void WriteOption(Option option, TextOutput output)
    {
        var name = option.Alias is null ? option.Name : $"{option.Alias}, {option.Name}";
        output.Line($"  {(option.Value is null ? name : $"{name} {option.Value}"),-22}{option.Help}");
    }
}
