using AiFirewall.Actions;

namespace AiFirewall.Cmdlets.Execution;

/// <summary>No shell on this machine runs texts of a dialect.</summary>
internal sealed class ShellNotFoundException(ShellDialect dialect) : Exception
{
    public ShellDialect Dialect { get; } = dialect;
}
