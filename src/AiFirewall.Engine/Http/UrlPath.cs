namespace AiFirewall.Http;

/// <summary>What the path of a URL says about what it is for.</summary>
internal static class UrlPath
{
    private static readonly string[] Verbs =
        ["delete", "destroy", "drop", "purge", "truncate", "wipe", "erase", "terminate", "remove", "deleteall", "dropall", "removeall", "factoryreset", "deprovision", "uninstall", "rmdir"];

    // Where software is steered from, or hands out what it holds.
    private static readonly string[] AdminSegments =
        ["admin", "administrator", "wp-admin", "phpmyadmin", "adminer", "actuator", "jolokia", "_cluster", "_ignition", ".git", ".env", ".aws", ".ssh", "heapdump", "server-status", "web-inf"];

    private static readonly string[] MetadataPaths =
        ["/latest/meta-data", "/latest/user-data", "/latest/dynamic/instance-identity", "/latest/api/token", "/computemetadata/v1", "/metadata/instance", "/metadata/identity", "/openstack/latest", "/opc/v1/instance", "/opc/v2/instance", "/hetzner/v1/metadata", "/v2/credentials/"];

    /// <summary>Whether one of the last two segments names an act of deleting: <c>/users/5/delete</c>, <c>/chat.delete</c>, <c>/deleteUser</c>.</summary>
    public static bool NamesDestruction(Url url)
    {
        if (url.Path.Length < 4 || !MayHold(url.Path)) return false;
        var path = url.Path.AsSpan().TrimEnd('/');
        var last = path[(path.LastIndexOf('/') + 1)..];
        var head = path[..Math.Max(0, path.Length - last.Length - 1)];
        return HasVerb(last) || HasVerb(head[(head.LastIndexOf('/') + 1)..]);
    }

    /// <summary>Whether the last segment is nothing but such an act: what a GET must look like to be taken for one.</summary>
    public static bool IsDestruction(Url url)
    {
        var path = url.Path.AsSpan().TrimEnd('/');
        var last = path[(path.LastIndexOf('/') + 1)..];
        return last.Length < 32 && Is(last.TrimStart('_'));
    }

    /// <summary>Whether it is the path of a place from which software is steered.</summary>
    public static bool IsAdmin(Url url)
    {
        if (url.Path.Length < 5) return false;
        var taken = 0;
        foreach (var range in url.Path.AsSpan().Split('/'))
        {
            if (++taken > 8) break;
            var segment = url.Path.AsSpan()[range];
            foreach (var admin in AdminSegments)
            {
                if (segment.Equals(admin, StringComparison.OrdinalIgnoreCase)) return true;
            }
        }

        return false;
    }

    /// <summary>Whether it is a path of a cloud's metadata.</summary>
    public static bool IsMetadata(Url url)
    {
        foreach (var path in MetadataPaths)
        {
            if (url.Path.StartsWith(path, StringComparison.OrdinalIgnoreCase)) return true;
        }

        return false;
    }

    private static bool MayHold(string path)
    {
        foreach (var verb in Verbs)
        {
            if (path.Contains(verb, StringComparison.OrdinalIgnoreCase)) return true;
        }

        return false;
    }

    /// <summary>A word of a segment: <c>deleteUser</c>, <c>delete-user</c>, <c>_delete_by_query</c>, <c>chat.delete</c>; not <c>undeleted</c>.</summary>
    private static bool HasVerb(ReadOnlySpan<char> segment)
    {
        var start = 0;
        for (var i = 0; i <= segment.Length; i++)
        {
            var isEnd = i == segment.Length || !char.IsAsciiLetter(segment[i]) || (i > start && char.IsAsciiLetterUpper(segment[i]) && char.IsAsciiLetterLower(segment[i - 1]));
            if (!isEnd) continue;
            if (Is(segment[start..i])) return true;
            start = i < segment.Length && char.IsAsciiLetter(segment[i]) ? i : i + 1;
        }

        return false;
    }

    private static bool Is(ReadOnlySpan<char> word)
    {
        foreach (var verb in Verbs)
        {
            if (word.Equals(verb, StringComparison.OrdinalIgnoreCase)) return true;
        }

        return false;
    }
}
