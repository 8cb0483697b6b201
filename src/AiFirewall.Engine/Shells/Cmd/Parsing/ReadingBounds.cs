using AiFirewall.Effects;
using AiFirewall.Shells.Cmd.Syntax;

namespace AiFirewall.Shells.Cmd.Parsing;

/// <summary>Keeps reading within bounds and takes note of what could not be read.</summary>
internal sealed class ReadingBounds
{
    private const int MaxDepth = 200;
    private const int MaxNodes = 50_000;
    private const int MaxErrors = 32;
    private const int MaxCharacters = 1024 * 1024;

    private readonly List<CmdError> _errors = [];
    private int _nodes;
    private int _characters;

    /// <summary>What could not be read.</summary>
    public IReadOnlyList<CmdError> Errors => _errors;

    /// <summary>Whether more was met than is read.</summary>
    public bool IsSpent { get; private set; }

    /// <summary>Takes note of an error.</summary>
    public void Report(CmdErrorKind kind, string message, TextSpan span)
    {
        if (_errors.Count < MaxErrors) _errors.Add(new CmdError(kind, message, span));
    }

    /// <summary>Counts what is read, the lines of loops once for each turn; false when it is too much.</summary>
    public bool Take(int characters, TextSpan span)
    {
        if (IsSpent) return false;
        _characters += characters;
        if (_characters <= MaxCharacters) return true;
        IsSpent = true;
        Report(CmdErrorKind.TooLarge, "the text goes through its lines more often than is read", span);
        return false;
    }

    /// <summary>Counts a node; false when there are too many or they are nested too deep.</summary>
    public bool Enter(int depth, TextSpan span)
    {
        if (IsSpent) return false;
        if (depth <= MaxDepth && ++_nodes <= MaxNodes) return true;
        IsSpent = true;
        if (depth > MaxDepth) Report(CmdErrorKind.TooDeep, $"commands are nested deeper than {MaxDepth} levels", span);
        else Report(CmdErrorKind.TooLarge, $"the text has more than {MaxNodes} commands", span);
        return false;
    }
}
