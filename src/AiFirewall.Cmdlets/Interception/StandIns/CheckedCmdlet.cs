using System.Collections;
using System.Collections.ObjectModel;
using System.ComponentModel;
using System.Management.Automation;
using System.Management.Automation.Runspaces;
using AiFirewall.Actions;
using AiFirewall.Cmdlets.Interception.CallSites;
using AiFirewall.Policy;

namespace AiFirewall.Cmdlets.Interception.StandIns;

/// <summary>
/// Stands in for a cmdlet whose arguments were not known when it was looked up, or which asks. It has the real one's parameters, judges what
/// they are bound to, and steps the real one.
/// </summary>
/// <remarks>
/// A binary cmdlet, because a function would add a scope, would not run in a constrained session, and would lose <c>-Switch:$false</c>.
/// What streams goes on streaming: the real command starts with the first record that may pass. Where a record asks, it and those after
/// it wait for the end of the input, so that a person is asked once about all of them.
/// </remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class CheckedCmdlet : PSCmdlet, IDynamicParameters
{
    private static readonly HashSet<string> s_common =
        new([.. CommonParameters, .. OptionalCommonParameters], StringComparer.OrdinalIgnoreCase);

    // These are kept by the stand-in itself, whose output the real command's is.
    private static readonly string[] s_own = ["OutVariable", "OutBuffer", "PipelineVariable", nameof(GuardPipelineInput)];

    private static ScriptBlock? s_forward;

    private readonly StandsFor _real;
    private readonly CallSite? _site;
    private readonly List<(string Text, object? Input)> _waiting = [];
    private readonly Hashtable _given = [];
    private SteppablePipeline? _steps;
    private bool _judgesRecords;

    /// <summary>A stand-in.</summary>
    /// <param name="standsFor">The number of the cmdlet it stands for.</param>
    protected CheckedCmdlet(int standsFor)
    {
        _real = StandInTypes.Of(standsFor);
        _site = Site;
        Site = null;
    }

    /// <summary>Takes what comes down the pipeline as it is, to hand it on.</summary>
    [Parameter(ValueFromPipeline = true, DontShow = true)]
    [AllowNull]
    [AllowEmptyString]
    [AllowEmptyCollection]
    public PSObject? GuardPipelineInput { get; set; }

    /// <summary>Where the next instance is called from: it is made right after the lookup, on the same thread.</summary>
    [field: ThreadStatic]
    internal static CallSite? Site { get; set; }

    /// <summary>Makes the script that steps a command. The first runspace that arms does it.</summary>
    /// <remarks>Not from the start-up hook, before there is a runspace: a block without a session finds none of its variables when it is stepped.</remarks>
    internal static void Prepare(SessionState? session)
    {
        if (Runspace.DefaultRunspace is not null) s_forward ??= OwnScript.Create("param($command, $given) & $command @given", session);
    }

    /// <inheritdoc/>
    public object GetDynamicParameters()
    {
        var parameters = new RuntimeDefinedParameterDictionary();
        foreach (var parameter in _real.Parameters) Add(parameters, parameter);

        // Those that its provider adds. They belong to the current place, as they do in a proxy function.
        var provider = SessionState.Path.CurrentLocation.Provider.Name;
        foreach (var parameter in _real.AddedBy(provider, () => StandIn.LookUp(InvokeCommand, _real.Name, [])?.Parameters.Values)) Add(parameters, parameter);
        return parameters;
    }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        foreach (var (name, value) in MyInvocation.BoundParameters)
        {
            if (Array.IndexOf(s_own, name) < 0) _given[name] = value;
        }
        _judgesRecords = MyInvocation.ExpectingInput && (_site?.Calls is not [{ } call] || PipelineInput.Matters(call, new CmdletInfo(_real.Name, _real.Type), WatchedAs.Cmdlet));
        if (_judgesRecords) return;
        Check(Text(MyInvocation.BoundParameters));
        Start();
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (!_judgesRecords)
        {
            Step(MyInvocation.ExpectingInput ? GuardPipelineInput : null);
            return;
        }

        var text = Text(MyInvocation.BoundParameters);
        var decision = InterceptionJudge.Judge(text, CommandGate.Origin, Place.Of(SessionState));
        if (decision.Verdict == Verdict.Block) throw Checking.Thrown(Errors.GuardErrors.DeniedInSession(decision));
        if (decision.Verdict == Verdict.RequireApproval || _waiting.Count > 0)
        {
            _waiting.Add((text, GuardPipelineInput));
            return;
        }
        Start();
        Step(GuardPipelineInput);
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        if (_waiting.Count > 0)
        {
            Check(string.Join('\n', _waiting.Select(w => w.Text).Distinct()));
            Start();
            foreach (var (_, input) in _waiting) Step(input);
        }
        Start();
        WriteAll(_steps!.End());
        EngineInternals.FailWith(_steps, CommandRuntime);
        _steps.Dispose();
    }

    private static void Add(RuntimeDefinedParameterDictionary parameters, ParameterMetadata parameter)
    {
        if (s_common.Contains(parameter.Name) || parameters.ContainsKey(parameter.Name)) return;
        parameters.Add(parameter.Name, new RuntimeDefinedParameter(parameter.Name, parameter.ParameterType, new Collection<Attribute>([.. parameter.Attributes])));
    }

    private void Check(string text)
    {
        if (Checking.Refusal(text, ShellDialect.PowerShell, pipeline: null, SessionState, Host) is { } denied) throw Checking.Thrown(denied);
    }

    private string Text(IDictionary<string, object> bound) => Checking.Text(_real.Name, bound);

    private void Start()
    {
        if (_steps is not null) return;
        Prepare(SessionState);
        _steps = s_forward!.GetSteppablePipeline(MyInvocation.CommandOrigin, [new CmdletInfo(_real.Name, _real.Type), _given]);
        _steps.Begin(this);
    }

    private void Step(object? input) => WriteAll(MyInvocation.ExpectingInput ? _steps!.Process(input) : _steps!.Process());

    // Output goes to this cmdlet's pipe at once; what the engine returns all the same is handed on too.
    private void WriteAll(Array output)
    {
        foreach (var one in output) WriteObject(one);
    }
}
