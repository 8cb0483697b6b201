using AiFirewall.Effects;
using AiFirewall.Shells.Cmd.Parsing;

namespace AiFirewall.Shells.Cmd.Evaluation;

/// <summary>What the evaluator knows of cmd.exe at one point of the text.</summary>
internal sealed class CmdState(Func<string, string?> environment) : IPercentValues
{
    private const int MaxVariables = 512;

    // Longer than what Windows takes without being asked; one that grows turn by turn would never end.
    private const int MaxPath = 4096;

    private Dictionary<string, Value?> _variables = new(StringComparer.OrdinalIgnoreCase);
    private Stack<(Dictionary<string, Value?> Variables, string Directory, bool IsDelayed)> _locals = [];

    /// <summary>The working directory, absolute and with slashes; has holes after an unresolved <c>cd</c>.</summary>
    public required string WorkingDirectory
    {
        get;
        set => field = value.Length > MaxPath ? Unresolved.Anything : value;
    }

    /// <summary>Directories of <c>pushd</c>.</summary>
    public Stack<string> Directories { get; private set; } = [];

    /// <summary><c>%1</c>, <c>%2</c> …; null when they are not known.</summary>
    public IReadOnlyList<Value>? Positional { get; set; }

    /// <summary>The script that runs, absolute; null when it is not known.</summary>
    public string? ScriptPath { get; set; }

    /// <summary>The script whose lines are run.</summary>
    public ScriptRun? Script { get; set; }

    /// <summary>Variables of the loops around this point.</summary>
    public Dictionary<char, Value> Loops { get; private set; } = [];

    /// <summary>Whether <c>!name!</c> is expanded.</summary>
    public bool IsDelayed { get; set; }

    /// <summary>Where reading is to go on after a <c>goto</c> or <c>exit</c>; null to go on as usual.</summary>
    public CmdJump? Jump { get; set; }

    /// <summary>How many layers of code inside code are around this point.</summary>
    public int Depth { get; set; }

    /// <summary>How many programs were started that are not waited for.</summary>
    public int Starts { get; set; }

    /// <summary>Programs by the path that the text copied them to.</summary>
    public Dictionary<string, string> Copies { get; private set; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>What stands for this text in the action's own; null when this is the action's own.</summary>
    public TextSpan? OuterSpan { get; set; }

    /// <summary>The point is in a branch that may not be taken.</summary>
    public bool IsConditional { get; set; }

    /// <summary>What the host keeps with the state; copied along.</summary>
    public object? Tag { get; set; }

    /// <summary>A copy: what happens there stays there.</summary>
    public CmdState Fork()
    {
        var copy = (CmdState)MemberwiseClone();
        copy._variables = new(_variables, StringComparer.OrdinalIgnoreCase);
        copy._locals = new(_locals.Reverse());
        copy.Directories = new(Directories.Reverse());
        copy.Loops = new(Loops);
        return copy;
    }

    /// <summary>Takes over the variables of the shell that starts this one.</summary>
    public void Inherit(CmdState other)
    {
        foreach (var (name, value) in other._variables) _variables[name] = value;
        Copies = other.Copies;
    }

    /// <summary>Sets a variable; null takes it away. False when there are more than are followed.</summary>
    public bool Set(string name, Value? value)
    {
        if (_variables.Count >= MaxVariables && !_variables.ContainsKey(name)) return false;
        _variables[name] = value;
        return true;
    }

    /// <summary>Names that begin with <paramref name="prefix"/> of variables the text set.</summary>
    public IEnumerable<string> Names(string prefix = "") => _variables.Keys.Where(k => k.StartsWith(prefix, StringComparison.OrdinalIgnoreCase)).Order(StringComparer.OrdinalIgnoreCase);

    /// <summary>The text said that a variable is (true) or is not (false) set; null when it said nothing.</summary>
    public bool? IsDefined(string name) => _variables.TryGetValue(name, out var value) ? value is not null : null;

    /// <inheritdoc/>
    public (Value Value, bool IsGuess)? Variable(string name)
    {
        if (_variables.TryGetValue(name, out var value)) return (value ?? Value.Empty, false);
        if (name.Equals("CD", StringComparison.OrdinalIgnoreCase) || name.Equals("__CD__", StringComparison.OrdinalIgnoreCase)) return (new Value(Backslashes(WorkingDirectory)), true);
        if (name[0] == '=' || IsDynamic(name)) return (Value.Unknown with { Source = $"%{name}%" }, true);
        return environment(name) is { } known ? (new Value(Unresolved.Clean(known)), true) : null;
    }

    /// <inheritdoc/>
    public Value Parameter(string reference)
    {
        if (reference == "*") return Positional is null ? Value.Unknown with { Source = "%*" } : Value.Join(Positional, " ");
        var digit = reference[^1] - '0';
        var value = digit == 0 ? ScriptPath is null ? null : new Value(Backslashes(ScriptPath))
            : Positional is null ? null
            : digit <= Positional.Count ? Positional[digit - 1] : Value.Empty;
        if (value is null) return Value.Unknown with { Source = "%" + reference };
        return reference[0] == '~' ? PathModifier.Apply(value, reference[1..^1], this) : value;
    }

    /// <inheritdoc/>
    public bool IsLoopVariable(char letter) => Loops.ContainsKey(letter);

    /// <summary><c>setlocal</c>.</summary>
    public void PushLocal()
    {
        if (_locals.Count < 64) _locals.Push((new(_variables, StringComparer.OrdinalIgnoreCase), WorkingDirectory, IsDelayed));
    }

    /// <summary><c>endlocal</c>.</summary>
    public void PopLocal()
    {
        if (_locals.TryPop(out var saved)) (_variables, WorkingDirectory, IsDelayed) = saved;
    }

    /// <summary>An absolute path with slashes for a path as written.</summary>
    public string Absolute(string path)
    {
        // \x and /x lie on the drive of the working directory.
        var isOnDrive = path.Length > 0 && path[0] is '\\' or '/' && !(path.Length > 1 && path[1] is '\\' or '/');
        if (isOnDrive && WorkingDirectory.Length > 1 && WorkingDirectory[1] == ':') path = WorkingDirectory[..2] + path;
        return PathText.Absolute(path, WorkingDirectory, hasBackslashes: true);
    }

    /// <summary>After branches of which one is taken: what they agree on is known, the rest is not.</summary>
    public void Join(IReadOnlyList<CmdState> branches)
    {
        if (branches.Count == 0) return;
        var names = new HashSet<string>(branches.SelectMany(b => b._variables.Keys), StringComparer.OrdinalIgnoreCase);
        foreach (var name in names)
        {
            var joined = branches[0].Variable(name)?.Value;
            foreach (var branch in branches)
            {
                if (branch.Variable(name)?.Value is var other && !Equals(other, joined)) joined = Value.Unknown with { Origins = (joined?.Origins ?? Origins.None) | (other?.Origins ?? Origins.None), Source = $"%{name}%" };
            }

            _variables[name] = joined;
        }

        WorkingDirectory = branches.All(b => b.WorkingDirectory == branches[0].WorkingDirectory) ? branches[0].WorkingDirectory : Unresolved.Anything;
        Starts = branches.Max(b => b.Starts);
        if (branches.All(b => b.IsDelayed == branches[0].IsDelayed)) IsDelayed = branches[0].IsDelayed;
    }

    /// <summary>Makes unknown what differs from an earlier state: after a loop whose turns are not counted. Whether anything did.</summary>
    public bool Widen(CmdState earlier)
    {
        var isChanged = false;
        foreach (var (name, value) in _variables.ToArray())
        {
            if (earlier._variables.TryGetValue(name, out var before) && Equals(value, before)) continue;
            isChanged |= value?.Text != Unresolved.Anything;
            _variables[name] = Value.Unknown with { Origins = (value?.Origins ?? Origins.None) | (before?.Origins ?? Origins.None), Source = $"%{name}%" };
        }

        if (WorkingDirectory != earlier.WorkingDirectory) WorkingDirectory = Unresolved.Anything;
        return isChanged;
    }

    /// <summary>A path as Windows writes it.</summary>
    public static string Backslashes(string path) => path.Replace('/', '\\');

    private static bool IsDynamic(string name) => name.ToUpperInvariant() is "DATE" or "TIME" or "RANDOM" or "ERRORLEVEL" or "CMDCMDLINE" or "HIGHESTNUMANODENUMBER" or "CMDEXTVERSION";
}

/// <summary>Where a <c>goto</c> or <c>exit</c> leads.</summary>
/// <param name="Label">The label; null for the end of the script.</param>
/// <param name="EndsShell">The shell itself ends (<c>exit</c> without <c>/b</c>).</param>
internal sealed record CmdJump(string? Label, bool EndsShell = false);
