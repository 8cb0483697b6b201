using System.Collections;
using System.Management.Automation;
using AiFirewall.Actions;

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
        string text when ActionJson.IsMeant(text) => new(Complete(ActionJson.Read(text))),
        string text => new(Complete(new ShellAction(text, shell ?? PlatformShell))),
        ScriptBlock block => new(Complete(new ShellAction(block.ToString(), ShellDialect.PowerShell)), block),
        GuardAction action => new(Complete(action)),
        IDictionary or PSCustomObject => new(Complete(ActionJson.Read(JsonOf.Value(value)))),
        null => throw new InputException("There is nothing to judge: the value is null."),
        var other => throw new InputException($"A value of type {other.GetType().FullName} cannot be read as an action."),
    };

    private GuardAction Complete(GuardAction action) => action with
    {
        WorkingDirectory = action.WorkingDirectory is { } own ? Path.GetFullPath(own, directory) : directory,
        Agent = action.Agent ?? agent,
        Role = action.Role ?? role,
    };

    private static object? Bare(object? value) => value is PSObject { BaseObject: var inner } ? inner : value;
}
