using System.Management.Automation;
using System.Management.Automation.Language;
using AiFirewall.Actions;
using AiFirewall.Commands.Catalog;

namespace AiFirewall.Cmdlets.Interception.CallSites;

/// <summary>Tells whether what comes down a pipeline decides what a command does.</summary>
internal static class PipelineInput
{
    private static readonly HashSet<string> s_readArgumentsFromInput = new(StringComparer.OrdinalIgnoreCase) { "xargs", "parallel" };

    /// <summary>Whether the input can be more than data to the command.</summary>
    public static bool Matters(CommandAst call, CommandInfo command, WatchedAs watched) => watched switch
    {
        WatchedAs.Program => IsCode((ApplicationInfo)command),
        WatchedAs.Cmdlet or WatchedAs.Expression or WatchedAs.Function => BindsInput(command, call),
        _ => false,
    };

    /// <summary>Whether a program takes code, or arguments of other programs, from its standard input.</summary>
    public static bool IsCode(ApplicationInfo program)
    {
        var name = ProgramName.LeafOf(program);
        if (s_readArgumentsFromInput.Contains(name)) return true;
        return SessionGuards.Catalog.Find(name, ShellDialect.Bash) is { } entry && ReadsInput(entry);
    }

    private static bool ReadsInput(CommandEntry entry) =>
        entry.Runs.Any(run => run.From.Source == TargetSource.Input)
        || entry.Effects.Any(effect => effect.Targets.Any(target => target.Source == TargetSource.Input))
        || entry.Subcommands.Any(ReadsInput);

    /// <summary>
    /// Whether a parameter that says what is acted upon is still free for the pipeline. One that takes any object takes content:
    /// <c>Set-Content</c>'s value, <c>Out-File</c>'s input.
    /// </summary>
    private static bool BindsInput(CommandInfo command, CommandAst call)
    {
        var parameters = command.Parameters;
        if (parameters is null) return true;
        var positions = call.CommandElements.Skip(1).Count(e => e is not CommandParameterAst);
        foreach (var parameter in parameters.Values)
        {
            if (IsContent(parameter.ParameterType) || !TakesInput(parameter)) continue;
            if (!IsGiven(parameter, call, positions)) return true;
        }
        return false;
    }

    private static bool TakesInput(ParameterMetadata parameter) => parameter.ParameterSets.Values.Any(set => set.ValueFromPipeline);

    private static bool IsContent(Type type) => (type.IsArray ? type.GetElementType()! : type) is var element && (element == typeof(object) || element == typeof(PSObject));

    private static bool IsGiven(ParameterMetadata parameter, CommandAst call, int positions)
    {
        foreach (var element in call.CommandElements)
        {
            if (element is CommandParameterAst named && IsNamed(parameter, named.ParameterName)) return true;
        }

        // An operand takes the lowest free position; with options before it that take values, there are too many operands, never too few.
        return positions > 0 && parameter.ParameterSets.Values.Any(set => set.Position >= 0 && set.Position < positions);
    }

    // LiteralPath stands in for Path: what is given by one of them cannot come from the pipeline for the other.
    private static bool IsNamed(ParameterMetadata parameter, string written) =>
        parameter.Name.StartsWith(written, StringComparison.OrdinalIgnoreCase)
        || parameter.Aliases.Contains(written, StringComparer.OrdinalIgnoreCase)
        || (parameter.Name == "Path" && "LiteralPath".StartsWith(written, StringComparison.OrdinalIgnoreCase));
}
