using AiFirewall.Effects;
using AiFirewall.Shells;

namespace AiFirewall.Code.Folding;

/// <summary>Paths put together and taken apart.</summary>
internal static class PathFolding
{
    /// <summary>The class of path objects, of Python's pathlib and Ruby's Pathname alike.</summary>
    public const string Path = "pathlib.Path";

    /// <summary>Whether a value is a path object.</summary>
    public static bool IsPath(CodeValue value) => value is { Sort: CodeSort.Object, Name: Path };

    /// <summary>A path object.</summary>
    public static CodeValue Of(Value path) => CodeValue.Object(Path, path);

    /// <summary>Parts with slashes between; one that is absolute starts anew.</summary>
    public static CodeValue Joined(IReadOnlyList<CodeValue> parts, bool isPath, bool restarts = true)
    {
        var result = Value.Empty;
        foreach (var part in Flat(parts).Take(64))
        {
            var text = part.Text;
            if (result.Text.Length + text.Text.Length > BoundedText.MaxLength) return CodeValue.From(result.Origins | text.Origins);
            if (text.Text.Length == 0 && part.Sort != CodeSort.Object) continue;
            if (result.Text.Length == 0 || (restarts && text.Text.StartsWith('/'))) result = text;
            else if (result.Text.EndsWith('/') || text.Text.StartsWith('/')) result = Value.Concat(result, text);
            else result = Value.Concat(Value.Concat(result, new Value("/")), text);
        }

        return isPath ? Of(result) : CodeValue.Of(result);
    }

    private static IEnumerable<CodeValue> Flat(IReadOnlyList<CodeValue> parts) => parts.SelectMany(p => p.Sort == CodeSort.List ? p.Items : [p]);

    /// <summary>The directory that a path lies in.</summary>
    public static Value Parent(Value path)
    {
        var text = path.Text.Length > 1 ? path.Text.TrimEnd('/') : path.Text;
        var slash = text.LastIndexOf('/');
        return path with { Text = slash < 0 ? "." : slash == 0 ? "/" : text[..slash] };
    }

    /// <summary>The last part of a path.</summary>
    public static Value Last(Value path) => path with { Text = path.Text.TrimEnd('/') is var text && text.LastIndexOf('/') is >= 0 and var slash ? text[(slash + 1)..] : path.Text };

    /// <summary>A leading tilde as the home.</summary>
    public static Value ExpandedUser(Value path, CodeRun run)
    {
        if (!path.Text.StartsWith('~')) return path;
        var end = path.Text.IndexOf('/');
        var name = end < 0 ? path.Text[1..] : path.Text[1..end];
        var home = name.Length == 0 || name == run.Host.User ? run.Host.Home : name == "root" ? "/root" : "/home/" + name;
        return path with { Text = home + (end < 0 ? "" : path.Text[end..]) };
    }

    /// <summary><c>$HOME</c> and <c>${HOME}</c> in a path.</summary>
    public static Value ExpandedVariables(Value path, CodeRun run)
    {
        var text = path.Text;
        for (var at = text.IndexOf('$', StringComparison.Ordinal); at >= 0 && at + 1 < text.Length; at = text.IndexOf('$', at + 1))
        {
            var isBraced = text[at + 1] == '{';
            var from = isBraced ? at + 2 : at + 1;
            var end = from;
            while (end < text.Length && (char.IsAsciiLetterOrDigit(text[end]) || text[end] == '_')) end++;
            if (end == from) continue;
            var value = run.Host.Variable(text[from..end]) ?? Unresolved.Anything;
            text = text[..at] + value + text[(isBraced && end < text.Length ? end + 1 : end)..];
        }

        return path with { Text = text };
    }

    /// <summary>Everything in a directory.</summary>
    public static Value Content(Value directory, string pattern = "*") =>
        directory with { Text = directory.Text.Length == 0 || directory.Text == "." ? pattern : directory.Text.EndsWith('/') ? directory.Text + pattern : directory.Text + "/" + pattern, IsGlob = true };
}
