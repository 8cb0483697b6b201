using AiFirewall.Cli.Terminal;

namespace AiFirewall.Cli.Rendering;

/// <summary>A unified diff as people read it.</summary>
internal static class DiffText
{
    /// <summary>Writes a diff; nothing when there is none.</summary>
    public static void Write(string? diff, TextOutput output, Palette palette)
    {
        if (diff is null) return;
        foreach (var line in diff.TrimEnd('\n').Split('\n'))
        {
            var shown = VisibleText.Of(line);
            output.Line(line switch
            {
                ['+', '+', '+', ..] or ['-', '-', '-', ..] => palette.Bold(shown),
                ['+', ..] => palette.Added(shown),
                ['-', ..] => palette.Removed(shown),
                ['@', ..] or ['…', ..] => palette.Dim(shown),
                _ => shown,
            });
        }
    }
}
