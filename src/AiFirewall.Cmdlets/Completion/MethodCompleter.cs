namespace AiFirewall.Cmdlets.Completion;

/// <summary>Completes HTTP methods.</summary>
public sealed class MethodCompleter() : WordCompleter("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");
