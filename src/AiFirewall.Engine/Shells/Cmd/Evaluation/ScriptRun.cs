using AiFirewall.Shells.Cmd.Parsing;

namespace AiFirewall.Shells.Cmd.Evaluation;

/// <summary>A script that is being run: which lines were reached, and which jumps are still to be followed.</summary>
internal sealed class ScriptRun(string text)
{
    private const int MaxPending = 64;

    private readonly HashSet<int> _reached = [];
    private readonly Dictionary<int, CmdState> _states = [];
    private readonly Dictionary<int, int> _jumps = [];
    private readonly HashSet<int> _widened = [];
    private readonly Queue<(int Line, CmdState State)> _pending = [];
    private HashSet<int>? _labelLines;
    private int _reported;

    /// <summary>Its lines.</summary>
    public ScriptLines Lines { get; } = new(text);

    /// <summary>What limits its reading.</summary>
    public ReadingBounds Bounds { get; } = new();

    /// <summary>The line that is being run.</summary>
    public int Line { get; set; }

    /// <summary>The errors that were not reported yet.</summary>
    public IEnumerable<Syntax.CmdError> NewErrors()
    {
        for (; _reported < Bounds.Errors.Count; _reported++) yield return Bounds.Errors[_reported];
    }

    /// <summary>Takes note that a line is run, in which state.</summary>
    public void Reach(int line, CmdState state)
    {
        Line = line;
        if (!_reached.Add(line)) return;
        _labelLines ??= [.. Lines.Labels.Values];
        if (_labelLines.Contains(line)) _states.TryAdd(line, state.Fork());
    }

    /// <summary>Whether a line was run already.</summary>
    public bool IsReached(int line) => _reached.Contains(line);

    /// <summary>The state in which a label was first met; null when it was not.</summary>
    public CmdState? StateAt(int line) => _states.GetValueOrDefault(line);

    /// <summary>Counts a jump to a line.</summary>
    public int CountJump(int line) => _jumps[line] = _jumps.GetValueOrDefault(line) + 1;

    /// <summary>Whether a loop is widened for the first time.</summary>
    public bool Widen(int line) => _widened.Add(line);

    /// <summary>A jump that may happen is followed later.</summary>
    public void Later(int line, CmdState state)
    {
        if (_reached.Contains(line) || _pending.Any(p => p.Line == line)) return;
        if (_pending.Count < MaxPending) _pending.Enqueue((line, state));
        else Bounds.Report(Syntax.CmdErrorKind.TooLarge, "the text has more jumps than are followed", Lines[line].Span);
    }

    /// <summary>The next jump to be followed; false when there is none.</summary>
    public bool TryTakePending(out int line, out CmdState state)
    {
        while (_pending.TryDequeue(out var next))
        {
            (line, state) = next;
            if (!_reached.Contains(line)) return true;
        }

        (line, state) = (0, null!);
        return false;
    }
}
