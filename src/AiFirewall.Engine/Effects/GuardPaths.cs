using System.Buffers;

namespace AiFirewall.Effects;

/// <summary>
/// The firewall's own files, the agents' configuration that wires it, and what its trust rests on (shell history). Changing them can switch
/// the firewall off; reading them is harmless.
/// </summary>
internal static class GuardPaths
{
    private static readonly string[] Files =
    [
        "/.guard.toml", "/.claude.json", "/.gemini/settings.json", "/.qwen/settings.json", "/.cursor/hooks.json", "/.windsurf/hooks.json",
        "/bin/guard", "/guard.exe", "/bin/guard.exe",
        "/.bash_history", "/.zsh_history", "/.zhistory", "/.local/share/fish/fish_history", "/ConsoleHost_history.txt", "/etc/gemini-cli/settings.json",
    ];

    private static readonly string[] Trees =
    [
        "/.ai-firewall", "/.codex", "/.copilot", "/.github/hooks", "/.github/copilot", "/.clinerules/hooks", "/.cline/hooks", "/.opencode/plugin", "/.opencode/plugins",
        "/.config/opencode", "/.claude/hooks", "/etc/claude-code", "/etc/codex", "/etc/github-copilot", "/Modules/AiFirewall",
    ];

    private static readonly SearchValues<string> AnyTree = SearchValues.Create(Trees, StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether <paramref name="path"/> is one of them.</summary>
    public static bool Covers(string path, PathContext context, StringComparison comparison)
    {
        if (PathScopes.IsUnder(path, context.GuardHome, comparison)) return true;
        foreach (var file in Files)
        {
            if (path.EndsWith(file, comparison)) return true;
        }

        // Nearly no path has any of them in it, whatever its case.
        if (!path.AsSpan().ContainsAny(AnyTree)) return IsClaudeSettings(path);
        foreach (var tree in Trees)
        {
            for (var at = path.IndexOf(tree, comparison); at >= 0; at = path.IndexOf(tree, at + 1, comparison))
            {
                if (path.Length == at + tree.Length || path[at + tree.Length] == '/') return true;
            }
        }

        return IsClaudeSettings(path);
    }

    /// <summary><c>.claude/settings.json</c>, <c>.claude/settings.local.json</c>, and the directory itself.</summary>
    private static bool IsClaudeSettings(string path)
    {
        var at = path.LastIndexOf("/.claude", StringComparison.Ordinal);
        if (at < 0) return false;
        var rest = path.AsSpan(at + "/.claude".Length);
        if (rest.IsEmpty) return true;
        return rest[0] == '/' && rest.Contains("settings", StringComparison.Ordinal) && rest.EndsWith(".json");
    }
}
