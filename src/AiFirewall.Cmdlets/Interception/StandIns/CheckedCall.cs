using System.Collections;
using System.ComponentModel;
using System.Management.Automation;
using System.Management.Automation.Host;
using System.Management.Automation.Language;
using System.Text;
using AiFirewall.Actions;
using AiFirewall.Cmdlets.Interception.CallSites;

namespace AiFirewall.Cmdlets.Interception.StandIns;

/// <summary>A call of a program, script or function whose arguments were not known when it was looked up, or which asks.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class CheckedCall
{
    // A simple function: it takes every argument that a program can get. Its own variables are gone when it ends.
    internal const string ProgramScript = """
        begin {
            $call = [AiFirewall.Cmdlets.Interception.StandIns.StandIn]::Call($MyInvocation.MyCommand)
            $given = $call.Expand($args, $ExecutionContext)
            $collected = $null
            if ($call.ReadsCode -and $MyInvocation.ExpectingInput) { $collected = [System.Collections.Generic.List[object]]::new() }
            elseif ($denied = $call.Refusal($given, $null, $ExecutionContext, $Host)) { throw $denied }
            $steps = $null
            if ($MyInvocation.ExpectingInput -and $null -eq $collected) {
                $steps = { & $call.Command @given }.GetSteppablePipeline()
                $steps.Begin($true, $ExecutionContext)
            }
        }
        process {
            if ($steps) { $steps.Process($_) } elseif ($null -ne $collected) { $collected.Add($_) }
        }
        end {
            if ($steps) {
                $steps.End()
                if ($LASTEXITCODE) { [AiFirewall.Cmdlets.Interception.StandIns.StandIn]::Failed($ExecutionContext) }
            }
            else {
                if ($null -ne $collected) {
                    if ($denied = $call.Refusal($given, $collected, $ExecutionContext, $Host)) { throw $denied }
                    $collected | & $call.Command @given
                }
                else { & $call.Command @given }
                if (!$?) { [AiFirewall.Cmdlets.Interception.StandIns.StandIn]::Failed($ExecutionContext) }
            }
        }
        """;

    // Called with a dot it runs in the caller's scope, as the script would; so it has no variables of its own.
    internal const string ScriptScript = """
        if ([AiFirewall.Cmdlets.Interception.StandIns.StandIn]::Call($MyInvocation.MyCommand).IsRefused($args, $ExecutionContext, $Host)) { throw [AiFirewall.Cmdlets.Interception.StandIns.StandIn]::Call($MyInvocation.MyCommand).Denied }
        if ($MyInvocation.InvocationName -eq '.') { . ([AiFirewall.Cmdlets.Interception.StandIns.StandIn]::Call($MyInvocation.MyCommand).Command) @args }
        elseif ($MyInvocation.ExpectingInput) { $input | & ([AiFirewall.Cmdlets.Interception.StandIns.StandIn]::Call($MyInvocation.MyCommand).Command) @args }
        else { & ([AiFirewall.Cmdlets.Interception.StandIns.StandIn]::Call($MyInvocation.MyCommand).Command) @args }
        """;

    private readonly WatchedAs _watched;
    private readonly CallSite _site;

    internal CheckedCall(CommandInfo command, WatchedAs watched, CallSite site)
    {
        Command = command;
        _watched = watched;
        _site = site;
    }

    /// <summary>The real command.</summary>
    public CommandInfo Command { get; }

    /// <summary>Whether what comes down the pipeline is code to it.</summary>
    public bool ReadsCode => Command is ApplicationInfo program && PipelineInput.IsCode(program);

    /// <summary>The refusal of the last check.</summary>
    public ErrorRecord? Denied { get; private set; }

    /// <summary>
    /// The arguments as the program gets them. Handing them on by splatting, the engine takes every text as quoted: what was written as a
    /// pattern of file names is expanded here, as the engine does it on Unix.
    /// </summary>
    public object?[] Expand(object?[] arguments, EngineIntrinsics engine)
    {
        if (OperatingSystem.IsWindows() || _site.Calls is not [{ } call] || call.CommandElements.Any(e => e is VariableExpressionAst { Splatted: true })) return arguments;
        var expanded = new List<object?>(arguments.Length);
        var at = 0;
        foreach (var element in call.CommandElements.Skip(1))
        {
            if (at >= arguments.Length) break;
            if (element is CommandParameterAst { Argument: not null }) expanded.Add(arguments[at++]);
            if (at >= arguments.Length) break;
            if (element is StringConstantExpressionAst { StringConstantType: StringConstantType.BareWord } or ExpandableStringExpressionAst { StringConstantType: StringConstantType.BareWord }
                && LiveValues.Bare(arguments[at]) is string pattern && WildcardPattern.ContainsWildcardCharacters(pattern)) expanded.AddRange(Files(pattern, engine.SessionState));
            else expanded.Add(arguments[at]);
            at++;
        }
        expanded.AddRange(arguments.Skip(at));
        return [.. expanded];
    }

    /// <summary>Judges the arguments that came, and asks where that is needed.</summary>
    /// <param name="arguments">The arguments.</param>
    /// <param name="input">What came down the pipeline, where that is code; null where it is data.</param>
    /// <param name="engine">The engine of the session.</param>
    /// <param name="host">Who can be asked.</param>
    /// <returns>What to throw; null when the command may run.</returns>
    public ErrorRecord? Refusal(object?[] arguments, IList? input, EngineIntrinsics engine, PSHost host)
    {
        var text = _watched == WatchedAs.Program ? ProgramText(arguments, input) : FunctionText(arguments);
        var dialect = _watched == WatchedAs.Program ? ShellDialect.Bash : ShellDialect.PowerShell;
        return Denied = Checking.Refusal(text, dialect, _site.Pipeline, engine.SessionState, host);
    }

    /// <summary>The same, as a statement.</summary>
    public bool IsRefused(object?[] arguments, EngineIntrinsics engine, PSHost host) => Refusal(arguments, null, engine, host) is not null;

    private string ProgramText(object?[] arguments, IList? input)
    {
        var text = new StringBuilder(ProgramName.Of((ApplicationInfo)Command));
        foreach (var argument in arguments) AppendWords(text, argument);
        if (input is not null) text.Append(" <<< ").Append(Literals.QuoteBash(string.Join('\n', input.Cast<object?>().Select(Written))));
        return text.ToString();
    }

    private static void AppendWords(StringBuilder text, object? argument)
    {
        switch (LiveValues.Bare(argument))
        {
            case null: break;
            case IList list and not byte[]:
                foreach (var one in (IList)list) AppendWords(text, one);
                break;
            default:
                text.Append(' ').Append(Literals.QuoteBash(Written(argument)));
                break;
        }
    }

    private static string Written(object? value) => LiveValues.TryText(value, " ", out var text) ? text : $"{value}";

    private string FunctionText(object?[] arguments)
    {
        var text = new StringBuilder();
        text.Append(Command is ExternalScriptInfo script ? $"& {Literals.Quote(script.Path)}" : Command.Name);
        foreach (var argument in arguments)
        {
            text.Append(' ').Append(argument is PSObject { BaseObject: string name } wrapped && wrapped.Properties["<CommandParameterName>"] is not null
                ? name
                : Literals.PowerShellOrUnknown(argument));
        }
        return text.ToString();
    }

    private static IEnumerable<object?> Files(string pattern, SessionState session)
    {
        try
        {
            var found = session.Path.GetResolvedProviderPathFromPSPath(pattern, out var provider);
            if (found.Count == 0 || provider.Name != "FileSystem") return [pattern];
            var place = Place.Of(session);
            return Path.IsPathRooted(pattern) || pattern.StartsWith('~') ? found : found.Select(path => (object?)Path.GetRelativePath(place, path));
        }
        catch (RuntimeException)
        {
            return [pattern];
        }
    }
}
