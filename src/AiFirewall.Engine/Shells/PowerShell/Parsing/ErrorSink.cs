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
        if (_errors.Count < MaxErrors || kind is PowerShellErrorKind.TooDeep or PowerShellErrorKind.TooLarge)
        {
            _errors.Add(new PowerShellError(kind, message, span));
        }
    }
}
