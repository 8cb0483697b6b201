using AiFirewall.Code.Calls;
using AiFirewall.Effects;
using AiFirewall.Shells;

namespace AiFirewall.Code;

/// <summary>One text being followed: its language, what it is given, and what it has printed so far.</summary>
internal sealed class CodeRun
{
    private const int MaxOutput = 64 * 1024;
    private const int MaxSteps = 60_000;

    private readonly CodeEvaluator _evaluator;
    private int _steps;
    private bool _isSpent;
    private int _depth;

    public CodeRun(CodeLanguage language, ICodeHost host, IReadOnlyList<Value> arguments, Value? input)
    {
        Language = language;
        Host = host;
        Arguments = arguments;
        Input = input;
        _evaluator = new CodeEvaluator(this);
    }

    /// <summary>The language.</summary>
    public CodeLanguage Language { get; }

    /// <summary>The road around it.</summary>
    public ICodeHost Host { get; }

    /// <summary>What it gets as arguments.</summary>
    public IReadOnlyList<Value> Arguments { get; }

    /// <summary>What it reads from standard input; null when that is inherited.</summary>
    public Value? Input { get; }

    /// <summary>What it has printed.</summary>
    public Value Output { get; private set; } = Value.Empty;

    /// <summary>Whether this place may never be reached.</summary>
    public bool IsLikely { get; set; }

    /// <summary>Whether this place is reached again and again without end.</summary>
    public bool IsEndless { get; set; }

    /// <summary>How many times it forks, as far as seen.</summary>
    public int Forks { get; set; }

    /// <summary>Whether it has opened a connection.</summary>
    public bool HasConnection { get; set; }

    /// <summary>Names whose modules were brought in as a whole (<c>from os import *</c>).</summary>
    public List<string> OpenModules { get; } = [];

    /// <summary>What standard input holds.</summary>
    public Value StandardInput => Input ?? Value.Unknown;

    /// <summary>Reads a text in variables. What its last statement comes to.</summary>
    public CodeValue Read(string text, Scope scope)
    {
        if (_depth > 8 || text.Length > CodeReader.MaxLength)
        {
            Host.Report(new Finding("code.too-deep", Risk.High, $"{Language.Name} code inside code is nested deeper than the firewall reads"));
            return CodeValue.Unknown;
        }

        _depth++;
        var parser = Language.Parser(text);
        var program = parser.Program();
        CodeReader.Complain(parser, Language.Name, text, Host);
        if (parser.HasErrors) Print(Value.Unknown);
        var value = _evaluator.Evaluate(program, scope);
        _depth--;
        return value;
    }

    /// <summary>Text that came from elsewhere is executed: read again by the same reader.</summary>
    public CodeValue Execute(Value code, string call, Scope scope)
    {
        Host.Enter(code, call);
        var value = CodeValue.From(code.Origins, code.Source);
        if (code.Text is not ("" or Unresolved.Anything)) value = Read(code.Text, scope);
        Host.Leave();
        return value;
    }

    /// <summary>Calls a function that was passed on.</summary>
    public CodeValue Call(CodeValue function, IReadOnlyList<CodeValue> arguments) => _evaluator.Call(function, arguments, []);

    /// <summary>Adds to what is printed.</summary>
    public void Print(Value text)
    {
        if (Output.Text.Length + text.Text.Length <= MaxOutput) Output = Value.Concat(Output, text with { IsGlob = false, IsQuoted = false });
        else Output = Value.Unknown with { Origins = Output.Origins | text.Origins };
    }

    /// <summary>Takes further steps off the budget.</summary>
    public void Charge(int steps) => _steps += steps;

    /// <summary>Says that not all of the code was followed.</summary>
    public void IsTooDeep()
    {
        if (!_isSpent) Host.Report(new Finding("code.too-deep", Risk.High, $"the {Language.Name} code is nested deeper than the firewall reads"));
        _isSpent = true;
    }

    /// <summary>Takes one step off the budget; false when it is spent, which is a finding.</summary>
    public bool Spend()
    {
        if (++_steps <= MaxSteps) return true;
        if (!_isSpent) Host.Report(new Finding("code.too-large", Risk.High, $"the {Language.Name} code does more than the firewall reads"));
        _isSpent = true;
        return false;
    }

    /// <summary>What a known call does and comes to; null when the call is not known.</summary>
    public CodeValue? Known(CodeCall call, Scope scope) =>
        FoldingCalls.Run(call, this) ?? FileCalls.Run(call, this) ?? ProcessCalls.Run(call, this) ?? NetworkCalls.Run(call, this) ?? ExecutingCalls.Run(call, this, scope) ?? SystemCalls.Run(call, this);
}
