using System.Collections;
using System.Management.Automation;
using System.Text;
using AiFirewall.Actions;
using AiFirewall.Effects;

namespace AiFirewall.Cmdlets.Input;

/// <summary>Turns what people put into a pipeline into actions: texts, script blocks, actions, and JSON or objects in the wire shape.</summary>
/// <param name="shell">The language of texts; null for the platform's own.</param>
/// <param name="directory">Where an action runs that does not say.</param>
/// <param name="agent">Who asks, where the action does not say.</param>
/// <param name="role">The role, where the action does not say.</param>
internal sealed class InputReader(ShellDialect? shell, string directory, string? agent, string? role)
{
    /// <summary>The language of a text that does not say.</summary>
    public static ShellDialect PlatformShell => OperatingSystem.IsWindows() ? ShellDialect.PowerShell : ShellDialect.Bash;

    /// <summary>The elements of an array given as one argument; anything else is its own only element.</summary>
    public static IEnumerable<object?> Elements(object? value) =>
        Bare(value) is IList and not byte[] and var list ? ((IList)list).Cast<object?>() : [value];

    /// <summary>Reads one value.</summary>
    /// <exception cref="InputException">It is nothing that can be read as an action.</exception>
    public GuardedInput Read(object? value) => Bare(value) switch
    {
        string text when IsJson(text) => new(Complete(OfJson(text))),
        string text => new(Complete(Shell(text, shell ?? PlatformShell))),
        ScriptBlock block => new(Complete(Shell(block.ToString(), ShellDialect.PowerShell)), block),
        GuardAction action => new(Complete(action)),
        IDictionary or PSCustomObject => new(Complete(OfJson(JsonOf.Value(value)))),
        null => throw new InputException("There is nothing to judge: the value is null."),
        var other => throw new InputException($"A value of type {other.GetType().FullName} cannot be read as an action."),
    };

    /// <summary>Whether a text is meant as JSON: an opening brace and then a quote, which no shell command and no SQL begins with.</summary>
    public static bool IsJson(string text)
    {
        var body = text.AsSpan().TrimStart();
        return body is ['{', ..] && body[1..].TrimStart() is ['"', ..];
    }

    /// <summary>A shell command as a caller wrote it.</summary>
    public static ShellAction Shell(string text, ShellDialect shell) => new(Unresolved.Clean(text), shell);

    private static GuardAction OfJson(string json)
    {
        var reading = ActionJson.Read(Encoding.UTF8.GetBytes(json));
        return reading.Action ?? throw new InputException($"This cannot be read as an action: {reading.Problem}.");
    }

    private GuardAction Complete(GuardAction action) => action with
    {
        WorkingDirectory = action.WorkingDirectory is { } own ? Path.GetFullPath(own, directory) : directory,
        Agent = action.Agent ?? agent,
        Role = action.Role ?? role,
    };

    private static object? Bare(object? value) => value is PSObject { BaseObject: var inner } ? inner : value;
}
