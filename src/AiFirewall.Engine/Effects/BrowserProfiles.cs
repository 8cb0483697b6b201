using System.Buffers;

namespace AiFirewall.Effects;

/// <summary>Where browsers and mail programs keep log-ins, cookies and the keys to them. Caches beside them are harmless.</summary>
internal static class BrowserProfiles
{
    /// <summary>Folders of profiles, as Linux, macOS and Windows have them, in lower case and with slashes on both sides.</summary>
    private static readonly string[] Folders =
    [
        "/google-chrome/", "/google/chrome/", "/chromium/", "/microsoft-edge/", "/microsoft edge/", "/microsoft/edge/", "/bravesoftware/", "/vivaldi/", "/opera software/",
        "/com.operasoftware.opera/", "/firefox/profiles/", "/.mozilla/firefox/", "/.thunderbird/", "/thunderbird/profiles/", "/.config/electron/", "/safari/",
    ];

    private static readonly string[] Stores = ["cookies", "local state", "web data", "login data", "key4.db", "key3.db", "logins.json", "cookies.sqlite", "signons.sqlite", "cert9.db", "cookies.binarycookies"];

    private static readonly SearchValues<string> AnyFolder = SearchValues.Create([.. Folders.Select(f => f[..^1])], StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether <paramref name="path"/> is such a file, or a profile as a whole.</summary>
    public static bool Covers(string path)
    {
        // Nearly every path is of none of them.
        if (!path.AsSpan().ContainsAny(AnyFolder)) return false;

        foreach (var folder in Folders)
        {
            if (path.AsSpan().EndsWith(folder.AsSpan(0, folder.Length - 1), StringComparison.OrdinalIgnoreCase)) return folder[1] != 's' && !path.StartsWith("/usr/", StringComparison.Ordinal) && !path.StartsWith("/opt/", StringComparison.Ordinal);
            var at = path.IndexOf(folder, StringComparison.OrdinalIgnoreCase);
            if (at >= 0) return IsStore(path.AsSpan(at + folder.Length));
        }

        return false;
    }

    private static bool IsStore(ReadOnlySpan<char> inside)
    {
        var name = inside[(inside.LastIndexOf('/') + 1)..];

        // sqlite3 'file:…/Login Data?immutable=1'
        if (name.IndexOf('?') is > 0 and var query) name = name[..query];
        foreach (var store in Stores)
        {
            if (name.Equals(store, StringComparison.OrdinalIgnoreCase) || name.StartsWith("login data", StringComparison.OrdinalIgnoreCase)) return true;
        }

        return name.Equals("Default", StringComparison.OrdinalIgnoreCase) || name.Equals("User Data", StringComparison.OrdinalIgnoreCase) || name.StartsWith("Profile ", StringComparison.OrdinalIgnoreCase)
            || name.Contains(".default", StringComparison.OrdinalIgnoreCase);
    }
}
