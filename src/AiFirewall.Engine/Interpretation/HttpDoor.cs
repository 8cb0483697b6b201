using AiFirewall.Actions;
using AiFirewall.Effects;
using AiFirewall.Http;
using AiFirewall.Observation;

namespace AiFirewall.Interpretation;

/// <summary>Reads a request that is an action of its own.</summary>
internal static class HttpDoor
{
    /// <summary>Reads <paramref name="action"/>.</summary>
    public static Reading Read(HttpAction action, IObservation observation)
    {
        var method = action.Method.Trim().ToUpperInvariant();
        var url = Unresolved.Clean(action.Url);
        var span = new TextSpan(0, action.Rendered.Length);
        if (LocalPath(url) is { } path) return new Reading([FileDoor(path, method, observation, span)], []);

        var reading = RequestReader.Read(new HttpRequest(method, url) { Headers = action.Headers is null ? [] : [.. action.Headers], Body = action.Body });
        var effect = new Effect(reading.Kind, new Target(TargetKind.Url, url), span) { By = "http", Command = method };
        return new Reading([effect], [.. reading.Findings.Select(f => f with { Span = span })]);
    }

    /// <summary>The path of a <c>file:</c> URL, decoded; null for any other.</summary>
    private static string? LocalPath(string text)
    {
        var url = Url.Read(text);
        if (url.Scheme != "file") return null;
        var path = Uri.UnescapeDataString(url.Path);
        // "file:///C:/a": the slash belongs to the URL.
        return path.Length > 2 && path[0] == '/' && char.IsAsciiLetter(path[1]) && path[2] == ':' ? path[1..] : path.Length == 0 ? "/" : path;
    }

    private static Effect FileDoor(string path, string method, IObservation observation, TextSpan span)
    {
        var paths = new PathContext(observation.Home, observation.Project, observation.GuardHome, observation.System != HostSystem.Linux) { FollowLinks = observation.Resolve };
        var target = PathResolver.Resolve(Unresolved.Clean(path), observation.WorkingDirectory, paths, hasBackslashes: observation.System == HostSystem.Windows);
        var kind = method is "GET" or "HEAD" or "" ? EffectKind.Read : method is "DELETE" ? EffectKind.Delete : EffectKind.Write;
        return new Effect(kind, target, span) { By = "http", Command = method };
    }
}
