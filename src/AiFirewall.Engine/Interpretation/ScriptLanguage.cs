namespace AiFirewall.Interpretation;

/// <summary>The language of a script by its first line.</summary>
internal static class ScriptLanguage
{
    /// <summary>The language of a script, as in catalog entries; <c>bash</c> when neither its first line nor its name says.</summary>
    public static string Of(string text, string? path)
    {
        if (path is not null)
        {
            if (path.EndsWith(".ps1", StringComparison.OrdinalIgnoreCase)) return "powershell";
            if (path.EndsWith(".bat", StringComparison.OrdinalIgnoreCase) || path.EndsWith(".cmd", StringComparison.OrdinalIgnoreCase)) return "cmd";
        }

        if (!text.StartsWith("#!", StringComparison.Ordinal)) return "bash";
        var line = text.AsSpan(2, Math.Max(0, text.IndexOf('\n', StringComparison.Ordinal) is > 0 and var end ? end - 2 : text.Length - 2));
        foreach (var (name, language) in (ReadOnlySpan<(string, string)>)
            [("python", "python"), ("perl", "perl"), ("ruby", "ruby"), ("node", "node"), ("deno", "node"), ("php", "php"), ("pwsh", "powershell"), ("powershell", "powershell"), ("awk", "awk"), ("lua", "lua")])
        {
            if (line.Contains(name, StringComparison.Ordinal)) return language;
        }

        return "bash";
    }
}
