using AiFirewall.Actions;
using AiFirewall.Commands;
using AiFirewall.Effects;
using AiFirewall.Observation;

namespace AiFirewall.Interpretation;

/// <summary>The first stop: reads an action of any kind into what it would do.</summary>
internal static class ActionReader
{
    /// <summary>Reads <paramref name="action"/>.</summary>
    /// <param name="action">The action.</param>
    /// <param name="observation">What is so on this machine.</param>
    /// <param name="catalog">What commands do.</param>
    /// <param name="keepsSteps">Whether the commands are kept in their order and nesting, for people to look at.</param>
    public static Reading Read(GuardAction action, IObservation observation, CommandCatalog catalog, bool keepsSteps = false) => action switch
    {
        ShellAction shell => Interpreter.Read(shell, observation, catalog, keepsSteps),
        FileAction file => ReadFile(file, observation),
        HttpAction http => ReadHttp(http),
        SqlAction sql => Interpreter.Read(sql, observation, catalog),
        ToolAction tool => ToolDoor.Read(tool, observation, catalog),
        TextAction => new Reading([], []),
        _ => new Reading([], [new Finding("action.not-understood", Risk.High, $"what a '{action.Type}' action does is not known to the firewall")]),
    };

    private static Reading ReadFile(FileAction file, IObservation observation)
    {
        var paths = new PathContext(observation.Home, observation.Project, observation.GuardHome, observation.System != HostSystem.Linux) { FollowLinks = observation.Resolve };
        var text = file.Path.StartsWith("~/", StringComparison.Ordinal) ? observation.Home + file.Path[1..] : file.Path;
        var target = PathResolver.Resolve(Unresolved.Clean(text), observation.WorkingDirectory, paths, hasBackslashes: observation.System == HostSystem.Windows);
        var (kind, traits) = file.Operation switch
        {
            FileOperation.Read => (EffectKind.Read, EffectTraits.None),
            FileOperation.Delete => (EffectKind.Delete, observation.KindOf(target.Text) == PathKind.Directory ? EffectTraits.Recursive : EffectTraits.None),
            FileOperation.Append => (EffectKind.Write, EffectTraits.Append),
            _ => (EffectKind.Write, EffectTraits.None),
        };
        return new Reading([new Effect(kind, target, new TextSpan(0, file.Rendered.Length)) { Traits = traits, By = "file", Command = FileAction.OperationName(file.Operation) }], []);
    }

    private static Reading ReadHttp(HttpAction http)
    {
        var method = http.Method.ToUpperInvariant();
        var kind = method switch
        {
            "GET" or "HEAD" or "OPTIONS" or "TRACE" when http.Body is null or "" => EffectKind.Fetch,
            "DELETE" => EffectKind.DestroyResource,
            _ => EffectKind.SendData,
        };
        return new Reading([new Effect(kind, new Target(TargetKind.Url, Unresolved.Clean(http.Url)), new TextSpan(0, http.Rendered.Length)) { By = "http", Command = method }], []);
    }
}
