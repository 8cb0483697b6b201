using System.Collections.Immutable;
using AiFirewall.Effects;
using AiFirewall.Shells.Bash.Syntax;

namespace AiFirewall.Shells.Bash;

/// <summary>What the evaluator knows of the shell at one point of the text.</summary>
internal sealed class BashState
{
    // PATH_MAX of Linux; one that grows turn by turn would never end.
    private const int MaxPath = 4096;

    private ForkedTable<BashVariable> _variables;
    private ForkedTable<BashFunction> _functions;
    private ForkedTable<string> _aliases;
    private ForkedTable<Value> _descriptors;

    /// <summary>The text that spans refer to.</summary>
    public required string Text { get; set; }

    /// <summary>The working directory, absolute; has holes after an unresolved <c>cd</c>.</summary>
    public required string WorkingDirectory
    {
        get;
        set => field = value.Length > MaxPath ? Unresolved.Anything : value;
    }

    /// <summary>Where <c>cd -</c> goes.</summary>
    public string PreviousDirectory { get; set; } = Unresolved.Anything;

    /// <summary>Directories of <c>pushd</c>.</summary>
    public ImmutableStack<string> DirectoryStack { get; set; } = [];

    /// <summary><c>$1</c>, <c>$2</c> …; null when they are not known.</summary>
    public IReadOnlyList<Value>? Positional { get; set; }

    /// <summary><c>$0</c>.</summary>
    public Value ScriptName { get; set; } = new("bash");

    /// <summary>Functions being run, with the number of forks at their start. Forks share it: they end before the call that they are in.</summary>
    public List<(FunctionCommand Function, int Forks)> Calls { get; private set; } = [];

    /// <summary>How many subshells and background jobs are around this point.</summary>
    public int Forks { get; set; }

    /// <summary>How many layers of evaluated text are around this point.</summary>
    public int Depth { get; set; }

    /// <summary>What stands for this text in the action's own; null when this is the action's own.</summary>
    public TextSpan? OuterSpan { get; set; }

    /// <summary>The point is in a branch that may not be taken.</summary>
    public bool IsConditional { get; set; }

    /// <summary>The characters at which unquoted expansions are split.</summary>
    public string Separators { get; set; } = " \t\n";

    /// <summary>What the host keeps with the state; copied along.</summary>
    public object? Tag { get; set; }

    /// <summary>A copy for a subshell: what happens there stays there.</summary>
    public BashState Fork(bool isProcess = true)
    {
        _variables.Fork();
        _functions.Fork();
        _aliases.Fork();
        _descriptors.Fork();
        var copy = (BashState)MemberwiseClone();
        if (isProcess) copy.Forks++;
        return copy;
    }

    /// <summary>The variable called <paramref name="name"/>; null when nothing was said of it.</summary>
    public BashVariable? Variable(string name) => _variables[name];

    /// <summary>How much a fork may have to copy.</summary>
    public int Size => _variables.Count + _functions.Count + _aliases.Count + _descriptors.Count;

    /// <summary>Takes over the variables and functions of the shell that starts this one.</summary>
    public void Inherit(BashState other)
    {
        foreach (var (name, value) in other._variables.Items) _variables[name] = value;
        foreach (var (name, function) in other._functions.Items) _functions[name] = function;

        Calls = [.. other.Calls];
        Forks = other.Forks + 1;
    }

    /// <summary>Whether any variable differs from an earlier state.</summary>
    public bool HasChanged(BashState earlier)
    {
        if (_variables.IsSameAs(earlier._variables)) return false;
        foreach (var (name, value) in _variables.Items)
        {
            if (!Equals(earlier.Variable(name), value)) return true;
        }

        return false;
    }

    /// <summary>Sets a variable.</summary>
    public void Set(string name, BashVariable value)
    {
        _variables[name] = value;
        if (name == "IFS" && value.Scalar is { IsResolved: true } separators) Separators = separators.Text;
    }

    /// <summary>Sets a variable to a plain text.</summary>
    public void Set(string name, Value value) => Set(name, new BashVariable(value));

    /// <summary>Names of the variables that begin with <paramref name="prefix"/>.</summary>
    public IEnumerable<string> Names(string prefix) => _variables.Items.Keys.Where(k => k.StartsWith(prefix, StringComparison.Ordinal)).Order(StringComparer.Ordinal);

    /// <summary>Defines a function.</summary>
    public void Define(FunctionCommand function, string text) => _functions[function.Name] = new BashFunction(function, text);

    /// <summary>The function called <paramref name="name"/>, and the text that its spans refer to; null when there is none.</summary>
    public BashFunction? Function(string name) => _functions[name];

    /// <summary>Forgets a function.</summary>
    public void Undefine(string name) => _functions[name] = null;

    /// <summary>Whether any alias is defined.</summary>
    public bool HasAliases => _aliases.Count > 0;

    /// <summary>The text of an alias; null when there is none.</summary>
    public string? Alias(string name) => _aliases[name];

    /// <summary>Defines an alias; null forgets it.</summary>
    public void SetAlias(string name, string? text) => _aliases[name] = text;

    /// <summary>The file, socket or stream that a descriptor was opened on; null when nothing was said of it.</summary>
    public Value? Descriptor(string name) => _descriptors[name];

    /// <summary>Opens a descriptor.</summary>
    public void Open(string name, Value value) => _descriptors[name] = value;

    /// <summary>After branches of which one is taken: what they agree on is known, the rest is not.</summary>
    public void Join(IReadOnlyList<BashState> branches)
    {
        if (branches.Count == 0) return;
        if (!AreAlike(branches)) JoinVariables(branches);
        foreach (var branch in branches)
        {
            if (!branch._functions.IsSameAs(_functions))
            {
                foreach (var (name, function) in branch._functions.Items) _functions[name] = function;
            }

            if (!branch._aliases.IsSameAs(_aliases))
            {
                foreach (var (name, text) in branch._aliases.Items) _aliases[name] = text;
            }

            if (!branch._descriptors.IsSameAs(_descriptors))
            {
                foreach (var (name, value) in branch._descriptors.Items) _descriptors[name] = value;
            }
        }

        PreviousDirectory = WorkingDirectory;
        WorkingDirectory = branches[0].WorkingDirectory;
        for (var i = 1; i < branches.Count; i++)
        {
            if (branches[i].WorkingDirectory != WorkingDirectory) WorkingDirectory = Unresolved.Anything;
        }
    }

    private bool AreAlike(IReadOnlyList<BashState> branches)
    {
        foreach (var branch in branches)
        {
            if (!branch._variables.IsSameAs(_variables)) return false;
        }

        return true;
    }

    private void JoinVariables(IReadOnlyList<BashState> branches)
    {
        var names = new HashSet<string>(_variables.Items.Keys);
        foreach (var branch in branches) names.UnionWith(branch._variables.Items.Keys);
        foreach (var name in names)
        {
            var first = branches[0].Variable(name);
            BashVariable? joined = first;
            for (var i = 1; i < branches.Count; i++)
            {
                var other = branches[i].Variable(name);
                if (Equals(other, joined)) continue;
                var origins = (joined?.Origins ?? Origins.None) | (other?.Origins ?? Origins.None);
                joined = new BashVariable(Value.Unknown with { Origins = origins, MaySplit = true, Source = joined?.Scalar?.Source ?? other?.Scalar?.Source });
            }

            if (joined is not null) Set(name, joined);
        }
    }
}

/// <summary>A function, and the text that its spans refer to.</summary>
internal sealed record BashFunction(FunctionCommand Function, string Text);

/// <summary>A variable: a text, or an array.</summary>
/// <param name="Scalar">The text; null when it is unset or an array.</param>
/// <param name="Elements">The elements of an array, in order; null for a text.</param>
internal sealed record BashVariable(Value? Scalar, IReadOnlyList<KeyValuePair<string, Value>>? Elements = null)
{
    /// <summary>The variable that an assignment to this one sets (<c>declare -n</c>); null for an ordinary one.</summary>
    public string? Refers { get; init; }

    /// <summary>A variable that is known not to be set.</summary>
    public static BashVariable Unset { get; } = new(null, null);

    /// <summary>Where its content came from.</summary>
    public Origins Origins
    {
        get
        {
            var origins = Scalar?.Origins ?? Origins.None;
            foreach (var (_, value) in Elements ?? []) origins |= value.Origins;
            return origins;
        }
    }

    /// <summary>The element with a subscript; null when there is none.</summary>
    public Value? Element(string key)
    {
        if (Elements is null) return key == "0" ? Scalar : null;
        foreach (var (name, value) in Elements)
        {
            if (name == key) return value;
        }

        return null;
    }

    /// <inheritdoc/>
    public bool Equals(BashVariable? other) =>
        other is not null && Equals(Scalar, other.Scalar)
        && (ReferenceEquals(Elements, other.Elements) || (Elements is not null && other.Elements is not null && Elements.SequenceEqual(other.Elements)));

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Scalar, Elements?.Count);
}
