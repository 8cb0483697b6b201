namespace AiFirewall.Cmdlets.Execution;

/// <summary>No shell on this machine runs the text.</summary>
internal sealed class ShellNotFoundException(string message) : Exception(message);
