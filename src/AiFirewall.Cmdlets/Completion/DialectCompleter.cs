namespace AiFirewall.Cmdlets.Completion;

/// <summary>Completes the names of databases.</summary>
public sealed class DialectCompleter() : WordCompleter("mysql", "oracle", "postgres", "sqlite", "tsql");
