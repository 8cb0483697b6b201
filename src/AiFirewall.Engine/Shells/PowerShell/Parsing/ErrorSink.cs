using AiFirewall.Effects;
using AiFirewall.Shells.PowerShell.Syntax;

namespace AiFirewall.Shells.PowerShell.Parsing;

/// <summary>Collects errors; bounded, because broken text can have one at every character.</summary>
internal sealed class ErrorSink
{
    private const int MaxErrors = 100;

    private readonly List<PowerShellError> _errors = [];

    public IReadOnlyList<PowerShellError> Errors => _errors;

    public bool Any => _errors.Count > 0;

    public void Add(PowerShellErrorKind kind, string message, TextSpan span)
    {
        var isBound = kind is PowerShellErrorKind.TooDeep or PowerShellErrorKind.TooLarge;
        if (_errors.Count >= MaxErrors && !isBound) return;

        // A token that is read twice reports twice.
        var error = new PowerShellError(kind, message, span);
        if (!_errors.Contains(error)) _errors.Add(error);
    }
}
