using System.Runtime.CompilerServices;
using AiFirewall.Effects;
using AiFirewall.Shells.PowerShell.Syntax;

namespace AiFirewall.Shells.PowerShell.Evaluation;

/// <summary>
/// Walks PowerShell code and tells a host what it would run. Nothing is run: what depends on the world is a hole in a text, branches that
/// may be taken are all walked, loops are gone through while everything about them is known and once when it is not.
/// </summary>
/// <remarks>This part: entry, bounds and blocks.</remarks>
internal sealed partial class PowerShellEvaluator(IPowerShellHost host)
{
    private const int MaxSteps = 60_000;
    private const int CharactersForAStep = 1024;
    private const int MaxCodeDepth = 16;
    private const int MaxCallDepth = 24;

    // Code that runs itself: what it does was seen on the way here.
    private const int MaxRecursion = 3;
    private const int MaxDepth = 3_000;
    private const int MaxArguments = 256;

    // A folded text may not grow beyond this: '+=' in a loop doubles.
    internal const int MaxText = 1 << 18;

    private readonly IPowerShellHost _host = host;
    private readonly Dictionary<ScriptBlock, int> _running = new(ReferenceEqualityComparer.Instance);
    private Scope _scope = new(null);
    private Flow _flow;
    private Origins _codeOrigins;
    private TextSpan? _outer;
    private string _text = "";
    private int _steps;
    private int _depth;
    private int _codeDepth;
    private int _callDepth;
    private bool _isWhole;
    private bool _hasStopped;
    private bool _hasGuessed;
    private bool _ignoresJumps;
    private bool _isConfiguration;

    // How many branches deep it is that may not be taken: what they do to "each file", they do to some.
    private int _undecided;

    // What a loop without end would do for ever, and what ends or slows it.
    private int _starts;
    private int _halts;

    /// <summary>How a statement ends.</summary>
    private enum Flow : byte
    {
        Next,
        Break,
        Continue,
        Return,
        Exit,
    }

    /// <summary>Walks <paramref name="text"/> as the text of a script or command line.</summary>
    /// <returns>What it writes.</returns>
    public Value Evaluate(string text)
    {
        _text = Unresolved.Clean(text);
        var script = PowerShellParser.Parse(_text);
        ReportErrors(script, default);
        ImportUsedModules(script.Body);
        _isWhole = true;
        return Run(script.Body, Datum.Null, [], ownScope: false).ToValue();
    }

    /// <summary>Walks code that a command of the text runs (<c>pwsh -Command …</c>), within the same bounds but with variables of its own.</summary>
    /// <param name="code">The code, possibly with holes.</param>
    /// <param name="span">Where it is run.</param>
    /// <param name="how">What runs it.</param>
    public Value EvaluateElsewhere(Value code, TextSpan span, string how)
    {
        var scope = _scope;
        _scope = new Scope(null);
        var output = RunText(code, span, how);
        _scope = scope;
        return output.ToValue();
    }

    /// <summary>Runs text as code: <c>Invoke-Expression</c> and its like. What has holes is told to the host, and read all the same.</summary>
    private Datum RunText(Value code, TextSpan span, string how)
    {
        if (!code.IsResolved) _host.RunCode(code, span, how);
        if (code.Text.Length == 0 || code.Text == Unresolved.Anything) return Datum.From(code.Origins | Origins.Command, code.Source);
        if (++_codeDepth > MaxCodeDepth)
        {
            _codeDepth--;
            Stop(PowerShellFindings.TooDeep, "code that runs code is nested too deeply to be followed", span);
            return Datum.Unknown;
        }

        var (outer, text, origins, flow) = (_outer, _text, _codeOrigins, _flow);
        _outer ??= span;
        _text = code.Text;
        _codeOrigins |= code.Origins;
        var script = PowerShellParser.Parse(code.Text);
        ReportErrors(script, span);
        var output = Run(script.Body, Datum.Null, [], ownScope: false);
        (_outer, _text, _codeOrigins, _flow) = (outer, text, origins, flow);
        _codeDepth--;
        return output;
    }

    private void ReportErrors(PowerShellScript script, TextSpan span)
    {
        foreach (var error in script.Errors)
        {
            var id = error.Kind switch
            {
                PowerShellErrorKind.TooDeep => PowerShellFindings.TooDeep,
                PowerShellErrorKind.TooLarge => PowerShellFindings.TooLarge,
                _ => PowerShellFindings.Syntax,
            };
            _host.Incomplete(id, error.Message, _outer ?? (span == default ? error.Span : span));
        }
    }

    /// <summary>Counts; false when the budget is spent or the stack is, and nothing more is looked at.</summary>
    private bool Step(TextSpan span)
    {
        if (_hasStopped) return false;
        if (++_steps > MaxSteps || _host.IsSpent) Stop(PowerShellFindings.TooLarge, "the code does too much to be followed to its end", span);
        else if (_depth > MaxDepth || !RuntimeHelpers.TryEnsureSufficientExecutionStack())
        {
            Stop(PowerShellFindings.TooDeep, "the code is nested too deeply to be followed", span);
        }

        return !_hasStopped;
    }

    private void Stop(string findingId, string message, TextSpan span)
    {
        if (_hasStopped) return;
        _hasStopped = true;
        _host.Incomplete(findingId, message, Place(span));
    }

    /// <summary>The variables as they are now, paid for by their number.</summary>
    private ScopeState Capture()
    {
        _steps += _scope.Size / 64;
        return _scope.Capture();
    }

    /// <summary>Where something stands in the text that the caller knows.</summary>
    private TextSpan Place(TextSpan span) => _outer ?? span;

    // ── Blocks ──

    /// <summary>Runs a script block.</summary>
    private Datum Run(ScriptBlock block, Datum input, IReadOnlyList<BoundArgument> arguments, bool ownScope, IReadOnlyList<Parameter>? parameters = null)
    {
        if (!Step(block.Span)) return Datum.Unknown;
        var recursion = _running.GetValueOrDefault(block);
        if (recursion >= MaxRecursion) return Datum.Unknown;
        if (++_callDepth > MaxCallDepth)
        {
            _callDepth--;
            Stop(PowerShellFindings.TooDeep, "calls are nested too deeply to be followed", block.Span);
            return Datum.Unknown;
        }

        _running[block] = recursion + 1;
        var scope = _scope;
        if (ownScope) _scope = new Scope(scope);
        var isWhole = _isWhole;
        _isWhole = false;
        if (parameters is not null || block.Parameters is not null)
        {
            Bind(isWhole, [.. parameters ?? [], .. block.Parameters?.Parameters ?? []], arguments);
        }
        else if (ownScope || arguments.Count > 0)
        {
            _scope.Set("args", new ListDatum([.. arguments.Select(argument => argument.Value ?? Datum.Text("-" + argument.Parameter))]));
        }

        if (ownScope) _scope.Set("input", input);

        List<Datum> output = [];
        foreach (var part in block.Blocks.OrderBy(part => part.Kind))
        {
            if (part.Kind == NamedBlockKind.Process) RunForEach(part.Body, input, output);
            else Run(part.Body, output);
            if (_flow == Flow.Return) _flow = Flow.Next;
        }

        _scope = scope;
        _running[block] = recursion;
        _callDepth--;
        return Datum.Collapse(output);
    }

    /// <summary>Runs code for each object of the pipeline, with <c>$_</c> set to it.</summary>
    private void RunForEach(StatementBlock body, Datum input, List<Datum> output)
    {
        var outer = _scope.Variable("_");
        var items = input.Items.Count > 0 && input.Items.Count <= MaxRounds && !_hasStopped ? input.Items : [input];
        foreach (var item in items)
        {
            SetCurrent(item);
            Run(body, output);
            if (_flow is Flow.Return or Flow.Continue) _flow = Flow.Next;
            if (_flow != Flow.Next) break;
        }

        if (outer is not null) SetCurrent(outer);
    }

    private void SetCurrent(Datum item)
    {
        _scope.Set("_", item);
        _scope.Set("PSItem", item);
    }

    private void Run(StatementBlock block, List<Datum> output)
    {
        foreach (var statement in block.Statements)
        {
            Run(statement, output);
            if (_flow != Flow.Next || _hasStopped) return;
        }
    }

    private Datum Run(StatementBlock block)
    {
        List<Datum> output = [];
        Run(block, output);
        return Datum.Collapse(output);
    }

    /// <summary>Sets parameters to arguments; those of a whole text to nothing known, for who runs it may give any.</summary>
    private void Bind(bool isWhole, IReadOnlyList<Parameter> parameters, IReadOnlyList<BoundArgument> arguments)
    {
        var bound = new Dictionary<string, Datum>(StringComparer.OrdinalIgnoreCase);
        List<Datum> positional = [];
        for (var i = 0; i < arguments.Count; i++)
        {
            var argument = arguments[i];
            if (argument.Parameter is not { } name)
            {
                positional.Add(argument.Value ?? Datum.Null);
                continue;
            }

            var parameter = parameters.FirstOrDefault(candidate => candidate.Variable.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
                ?? parameters.FirstOrDefault(candidate => candidate.Variable.Name.StartsWith(name, StringComparison.OrdinalIgnoreCase));
            if (parameter is null)
            {
                positional.Add(argument.Value ?? Datum.Text("-" + name));
            }
            else if (argument.Value is not null)
            {
                bound[parameter.Variable.Name] = argument.Value;
            }
            else if (!IsSwitch(parameter) && i + 1 < arguments.Count && arguments[i + 1].Parameter is null)
            {
                bound[parameter.Variable.Name] = arguments[++i].Value ?? Datum.Null;
            }
            else
            {
                bound[parameter.Variable.Name] = Datum.Of(true);
            }
        }

        var next = 0;
        foreach (var parameter in parameters)
        {
            var name = parameter.Variable.Name;
            if (!bound.TryGetValue(name, out var value))
            {
                if (!IsSwitch(parameter) && next < positional.Count) bound[name] = value = positional[next++];
                else value = parameter.Default is { } standard ? Evaluate(standard) : IsSwitch(parameter) ? Datum.Of(false) : Datum.Unknown;
            }

            _scope.Set(name, isWhole ? Datum.Unknown : value);
            RunValidation(parameter);
        }

        _scope.Set("args", new ListDatum(positional[next..]));
        _scope.Set("PSBoundParameters", new TableDatum([.. bound]));
    }

    // [ValidateScript({ … })] runs when the parameter is bound.
    private void RunValidation(Parameter parameter)
    {
        foreach (var attribute in parameter.Attributes)
        {
            if (attribute is not AttributeNode node) continue;
            foreach (var argument in node.Positional)
            {
                if (argument is ScriptBlockExpression) RunMaybe((CodeDatum)Evaluate(argument), argument.Span);
            }
        }
    }

    private static bool IsSwitch(Parameter parameter) =>
        parameter.Attributes.Any(attribute => TypeNames.Short(attribute.Type.Name) is "switch" or "switchparameter");
}

/// <summary>An argument of a command, evaluated.</summary>
/// <param name="Parameter">The parameter's name as written; null for a positional argument.</param>
/// <param name="Value">The value; null for a parameter without one.</param>
/// <param name="Span">Where.</param>
internal sealed record BoundArgument(string? Parameter, Datum? Value, TextSpan Span)
{
    /// <summary>A word such as <c>foo*.txt</c> that a program on Unix gets expanded.</summary>
    public bool IsBareWord { get; init; }
}
