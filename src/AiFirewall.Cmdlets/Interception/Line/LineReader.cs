using System.Management.Automation;
using System.Management.Automation.Host;

namespace AiFirewall.Cmdlets.Interception.Line;

/// <summary>Reads a line as the session did before the gate: with PSReadLine, with a function of the user's own, or with the host.</summary>
internal sealed class LineReader
{
    private const string Name = "PSConsoleHostReadLine";
    private const string Item = $"function:global:{Name}";
    private const string EditorModule = "PSReadLine";

    // One statement, and that a mere call: anything before it would be what $? tells of.
    private const string Wrapper = "[System.Diagnostics.DebuggerHidden()] param() [AiFirewall.Cmdlets.Interception.SessionGates]::ReadLine($ExecutionContext, $Host)";

    private ScriptBlock? _wrapper;
    private Inner? _inner;

    /// <summary>Puts the wrapper in the place of the function that is there.</summary>
    public void Wrap(EngineIntrinsics engine)
    {
        var found = Find(engine);
        if (found is not null && IsWrapper(found)) return;
        // Setting a function changes the object that tells of it, so what was there is copied out of it.
        if (found is not null) _inner = new(found.ScriptBlock, found.ModuleName);
        engine.SessionState.InvokeProvider.Item.Set(Item, _wrapper ??= OwnScript.Create(Wrapper, engine.SessionState));
    }

    /// <summary>Puts the function back.</summary>
    public void Unwrap(EngineIntrinsics engine)
    {
        if (Find(engine) is not { } found || !IsWrapper(found)) return;
        if (_inner is not null) engine.SessionState.InvokeProvider.Item.Set(Item, _inner.ScriptBlock);
        else engine.SessionState.InvokeProvider.Item.Remove(Item, recurse: false);
    }

    /// <summary>The line as it was entered; null at the end of input.</summary>
    public string? ReadUnjudged(EngineIntrinsics engine, PSHost host)
    {
        // PSReadLine does not read what is piped in: it throws, or takes the end of input for an empty line, for ever.
        if (!Console.IsInputRedirected && _inner is { } inner && IsUsable(inner, engine))
        {
            try
            {
                return LanguagePrimitives.ConvertTo<string>(inner.ScriptBlock.InvokeReturnAsIs());
            }
            catch (Exception problem) when (problem is not PipelineStoppedException)
            {
                // As the host does when the function fails.
            }
        }
        return ReadFromHost(host);
    }

    private static string? ReadFromHost(PSHost host)
    {
        try
        {
            return host.UI.ReadLine();
        }
        catch (PipelineStoppedException)
        {
            return "";
        }
        catch (Exception)
        {
            // -NonInteractive: the host refuses to read for a script. What is piped in are the lines all the same.
            return Console.In.ReadLine();
        }
    }

    /// <summary>
    /// A function of PSReadLine stays in our hands when the module is removed. The cmdlets of the module tell whether it is there: asking for
    /// them loads nothing and runs nothing, so that <c>$?</c> is what it was.
    /// </summary>
    private static bool IsUsable(Inner inner, EngineIntrinsics engine) =>
        inner.ModuleName != EditorModule || engine.InvokeCommand.GetCmdlet("Set-PSReadLineOption") is not null;

    // Not GetCommand, which would load a module for the name.
    private static FunctionInfo? Find(EngineIntrinsics engine) =>
        engine.InvokeCommand.GetCommands(Name, CommandTypes.Function, nameIsPattern: false).OfType<FunctionInfo>().FirstOrDefault();

    private static bool IsWrapper(FunctionInfo function) => function.Definition == Wrapper;

    private sealed record Inner(ScriptBlock ScriptBlock, string? ModuleName);
}
