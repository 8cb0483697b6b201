using AiFirewall.Effects;
using AiFirewall.Shells.PowerShell.Syntax;

namespace AiFirewall.Shells.PowerShell.Evaluation;

/// <summary>Variables, functions and aliases; reading climbs to the callers, writing stays (about_Scopes).</summary>
internal sealed class Scope(Scope? parent)
{
    private Dictionary<string, Datum> _variables = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, DefinedFunction> _functions = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, Value> _aliases = new(StringComparer.OrdinalIgnoreCase);

    public Scope? Parent { get; } = parent;

    /// <summary>The scope of the script.</summary>
    public Scope Root => Parent?.Root ?? this;

    public Datum? Variable(string name) => _variables.TryGetValue(name, out var value) ? value : Parent?.Variable(name);

    public void Set(string name, Datum value) => _variables[name] = value;

    public DefinedFunction? Function(string name) => _functions.TryGetValue(name, out var function) ? function : Parent?.Function(name);

    public void Define(string name, DefinedFunction function) => _functions[name] = function;

    /// <summary>Adds the functions and aliases of a module that was run in a scope of its own.</summary>
    public void TakeDefinitionsOf(Scope module)
    {
        foreach (var (name, function) in module._functions) _functions[name] = function;
        foreach (var (name, target) in module._aliases) _aliases[name] = target;
    }

    public Value? Alias(string name) => _aliases.TryGetValue(name, out var target) ? target : Parent?.Alias(name);

    public void SetAlias(string name, Value target) => _aliases[name] = target;

    /// <summary>How many variables there are, in this scope and those around it.</summary>
    public int Size => _variables.Count + (Parent?.Size ?? 0);

    /// <summary>The variables as they are now, of this scope and those around it.</summary>
    public ScopeState Capture() => new(new Dictionary<string, Datum>(_variables, StringComparer.OrdinalIgnoreCase), Parent?.Capture());

    public void Restore(ScopeState state)
    {
        _variables = new Dictionary<string, Datum>(state.Variables, StringComparer.OrdinalIgnoreCase);
        if (state.Parent is not null) Parent?.Restore(state.Parent);
    }

    /// <summary>Keeps what is known when either the present state or <paramref name="other"/> holds.</summary>
    public void Merge(ScopeState other)
    {
        foreach (var (name, value) in other.Variables)
        {
            _variables[name] = _variables.TryGetValue(name, out var mine) ? Datum.Either(mine, value) : Datum.Either(value, Datum.Null);
        }

        foreach (var name in _variables.Keys.Where(name => !other.Variables.ContainsKey(name)).ToList())
        {
            _variables[name] = Datum.Either(_variables[name], Datum.Null);
        }

        if (other.Parent is not null) Parent?.Merge(other.Parent);
    }

    /// <summary>Forgets the values of every variable that differs from <paramref name="before"/>; whether there was one.</summary>
    public bool ForgetChanges(ScopeState before)
    {
        var changed = _variables.Keys.Where(name => !before.Variables.TryGetValue(name, out var old) || !ReferenceEquals(old, _variables[name])).ToList();
        foreach (var name in changed) _variables[name] = Datum.From(_variables[name].Origins);
        return (before.Parent is not null && Parent!.ForgetChanges(before.Parent)) | changed.Count > 0;
    }

    /// <summary>Whether no variable has changed since <paramref name="before"/>.</summary>
    public bool IsAs(ScopeState before) =>
        _variables.Count == before.Variables.Count
        && _variables.All(pair => before.Variables.TryGetValue(pair.Key, out var old) && (ReferenceEquals(old, pair.Value) || old.Equals(pair.Value)))
        && (before.Parent is null || Parent!.IsAs(before.Parent));
}

/// <summary>The variables of a scope at one time.</summary>
internal sealed record ScopeState(Dictionary<string, Datum> Variables, ScopeState? Parent);

/// <summary>A function, and the text that it was defined in.</summary>
/// <param name="Parameters">Parameters in front of the body.</param>
/// <param name="Body">The body.</param>
/// <param name="Text">The text that spans of the body are about.</param>
/// <param name="Outer">Where that text is run; null when it is the outermost.</param>
/// <param name="IsInFile">Whether it was defined in a file that was there before.</param>
internal sealed record DefinedFunction(IReadOnlyList<Parameter> Parameters, ScriptBlock Body, string Text, TextSpan? Outer, bool IsInFile = false);
