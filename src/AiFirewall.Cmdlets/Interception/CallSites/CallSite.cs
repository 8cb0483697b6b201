using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
using System.Management.Automation.Runspaces;
using AiFirewall.Actions;

namespace AiFirewall.Cmdlets.Interception.CallSites;

/// <summary>Where a command is called from, and what it is called with.</summary>
/// <param name="Texts">The calls that the lookup may be for, as texts for the engine; none when the place is not known.</param>
/// <param name="Calls">The same, as they are written.</param>
/// <param name="IsComplete">Whether every value that can matter is known.</param>
/// <param name="IsLookUpOnly">The command is looked up by something that does not run it.</param>
/// <param name="Pipeline">The pipeline it stands in, as written; null for none that matters. It says where code came from that the command runs.</param>
internal sealed record CallSite(IReadOnlyList<CommandText> Texts, IReadOnlyList<CommandAst> Calls, bool IsComplete, bool IsLookUpOnly = false, string? Pipeline = null)
{
    private static readonly CallSite s_unknown = new([], [], IsComplete: false);
    private static readonly CallSite s_lookUp = new([], [], IsComplete: false, IsLookUpOnly: true);

    /// <summary>Whether it is one call that is known, and that gets nothing from a pipeline.</summary>
    public bool HasNoInput => Calls is [{ Parent: PipelineAst { PipelineElements: var elements } } call] && ReferenceEquals(elements[0], call);

    /// <summary>Finds the call of a command in the statement that runs.</summary>
    /// <param name="name">The name that is looked up.</param>
    /// <param name="command">What was found for it.</param>
    /// <param name="watched">How it is watched.</param>
    /// <param name="session">The caller's session state.</param>
    public static CallSite Find(string name, CommandInfo command, WatchedAs watched, SessionState session)
    {
        if (Runspace.DefaultRunspace.Debugger.GetCallStack().FirstOrDefault()?.Position?.Text is not { Length: > 0 } text) return s_unknown;

        var statement = Statement.Of(text);
        var calls = new List<CommandAst>();
        foreach (var call in statement.Commands)
        {
            if (IsCallOf(call, name, session)) calls.Add(call);
        }
        if (calls.Count > 0) return Read(calls, command, watched, session);
        if (name.Equals("out-file", StringComparison.OrdinalIgnoreCase) && statement.Redirections.Count > 0) return ReadRedirections(statement.Redirections, session);

        // A cmdlet that is asked for comes back as its stand-in, which runs like it; a program has no such double.
        return statement.LooksUp || (statement.AsksEngine && watched != WatchedAs.Cmdlet) ? s_lookUp : s_unknown;
    }

    private static bool IsCallOf(CommandAst call, string name, SessionState session)
    {
        var written = call.GetCommandName();
        if (written is null)
        {
            if (call.CommandElements[0] is not ExpressionAst expression || !new LiveValues(session).TryRead(expression, out var value)) return false;
            written = LiveValues.Bare(value) as string;
        }
        if (written is null) return false;
        if (written.Equals(name, StringComparison.OrdinalIgnoreCase)) return true;

        // The second lookup for an alias is for its definition, under which it is not written here.
        for (var i = 0; i < 8 && DefinitionOf(written, session) is { } definition; i++)
        {
            if (definition.Equals(name, StringComparison.OrdinalIgnoreCase)) return true;
            written = definition;
        }
        return false;
    }

    private static string? DefinitionOf(string alias, SessionState session) =>
        session.InvokeCommand.GetCommands(WildcardPattern.Escape(alias), CommandTypes.Alias, nameIsPattern: false).OfType<AliasInfo>().FirstOrDefault()?.Definition;

    private static CallSite Read(List<CommandAst> calls, CommandInfo command, WatchedAs watched, SessionState session)
    {
        var texts = new List<CommandText>(calls.Count);
        var isComplete = true;
        string? pipeline = null;
        foreach (var call in calls)
        {
            var text = watched == WatchedAs.Program
                ? new CommandTextWriter(session).Program(call, ProgramName.Of((ApplicationInfo)command))
                : new CommandTextWriter(session).PowerShell(call, watched == WatchedAs.Script ? ((ExternalScriptInfo)command).Path : command.Name);
            texts.Add(text);
            isComplete &= text.IsComplete;

            if (watched == WatchedAs.Cmdlet && HasDefaults(command.Name, session)) isComplete = false;

            var hasInput = call.Parent is PipelineAst { PipelineElements: var elements } && !ReferenceEquals(elements[0], call);
            if (hasInput && PipelineInput.Matters(call, command, watched)) isComplete = false;
            if (watched == WatchedAs.Expression || (hasInput && watched == WatchedAs.Program && PipelineInput.IsCode((ApplicationInfo)command))) pipeline = call.Parent.Extent.Text;
        }
        return new(texts, calls, isComplete, Pipeline: pipeline);
    }

    /// <summary>Whether <c>$PSDefaultParameterValues</c> gives a command values that are not written at the call.</summary>
    private static bool HasDefaults(string name, SessionState session)
    {
        if (session.PSVariable.GetValue("PSDefaultParameterValues") is not IDictionary { Count: > 0 } defaults) return false;
        foreach (var key in defaults.Keys)
        {
            if (key is string text && text.IndexOf(':', StringComparison.Ordinal) is var colon and > 0 && WildcardPattern.Get(text[..colon].Trim(), WildcardOptions.IgnoreCase).IsMatch(name)) return true;
        }
        return false;
    }

    private static CallSite ReadRedirections(IReadOnlyList<FileRedirectionAst> redirections, SessionState session)
    {
        var values = new LiveValues(session);
        var texts = new List<CommandText>();
        foreach (var redirection in redirections)
        {
            var literal = "";
            var isKnown = values.TryRead(redirection.Location, out var value) && Literals.TryPowerShell(value, out literal);
            texts.Add(new($"Out-File -FilePath {(isKnown ? literal : Literals.UnknownPowerShell)}{(redirection.Append ? " -Append" : "")}", ShellDialect.PowerShell, isKnown));
        }
        return new(texts, [], texts.TrueForAll(t => t.IsComplete));
    }
}
