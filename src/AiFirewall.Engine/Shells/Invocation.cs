using AiFirewall.Actions;
using AiFirewall.Effects;

namespace AiFirewall.Shells;

/// <summary>
/// A command about to be run: the model that every shell reader fills and the command catalog judges, whatever the shell.
/// </summary>
/// <param name="Dialect">The shell it was written for.</param>
/// <param name="Name">The command's name as resolved; may have holes.</param>
/// <param name="Arguments">Its arguments, in order.</param>
/// <param name="Span">Where it stands in the text.</param>
public sealed record Invocation(ShellDialect Dialect, Value Name, IReadOnlyList<Argument> Arguments, TextSpan Span)
{
    /// <summary>What it reads from standard input: a pipe, here-document or file. Null when that is inherited.</summary>
    public Value? Input { get; init; }

    /// <summary>Where its standard output goes when it is redirected to a file; null otherwise.</summary>
    public Value? OutputFile { get; init; }

    /// <summary>Whether its output is read by the next command of a pipeline or by a substitution.</summary>
    public bool IsOutputRead { get; init; }

    /// <summary>Assignments in front of it, that hold for it alone (<c>GIT_SSH_COMMAND=… git push</c>).</summary>
    public IReadOnlyList<KeyValuePair<string, Value>> Environment { get; init; } = [];
}

/// <summary>An argument of an invocation.</summary>
/// <param name="Value">What is known of its text. For a PowerShell switch without a value: <see cref="Value.Empty"/>.</param>
/// <param name="Span">Where it stands in the text.</param>
public sealed record Argument(Value Value, TextSpan Span)
{
    /// <summary>For PowerShell: the parameter's name as written, without the dash, when this is <c>-Name</c> or <c>-Name:value</c>; null otherwise.</summary>
    public string? Parameter { get; init; }

    /// <summary>For PowerShell: the value was given with a colon (<c>-Recurse:$false</c>).</summary>
    public bool HasAttachedValue { get; init; }
}

/// <summary>What running a command came to, as far as the text after it is concerned.</summary>
/// <param name="Output">What it writes to standard output.</param>
public sealed record Outcome(Value Output)
{
    /// <summary>Nothing is known of its output.</summary>
    public static Outcome Unknown { get; } = new(Value.Unknown with { Origins = Origins.Command });

    /// <summary>It writes nothing.</summary>
    public static Outcome Silent { get; } = new(Value.Empty);

    /// <summary>Exit status when it is certain (<c>true</c>, <c>false</c>); null otherwise.</summary>
    public int? Status { get; init; }
}
