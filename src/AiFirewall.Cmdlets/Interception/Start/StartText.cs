using System.Text;

namespace AiFirewall.Cmdlets.Interception.Start;

/// <summary>A PowerShell text that a process was started with.</summary>
/// <param name="Written">As it was written, and as the engine tells of it while it runs.</param>
/// <param name="Called">As it is judged: with its arguments, where it has any.</param>
/// <param name="Path">The script that it is the text of; null for none.</param>
internal sealed record StartText(string Written, string Called, string? Path = null)
{
    /// <summary>The texts.</summary>
    /// <param name="start">What the process was started with.</param>
    /// <param name="directory">Where relative paths begin.</param>
    /// <exception cref="IOException">The script cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The script may not be read.</exception>
    public static IEnumerable<StartText> Of(StartArguments start, string directory)
    {
        if (!string.IsNullOrWhiteSpace(start.Command)) yield return Call(start.Command, start.ScriptArguments);
        if (start.File is { } file && ScriptPath(file, directory) is { } path) yield return Call(File.ReadAllText(path), start.ScriptArguments) with { Path = path };
    }

    private static string? ScriptPath(string file, string directory)
    {
        // pwsh takes a backslash for a separator everywhere.
        var path = System.IO.Path.GetFullPath(file.Replace('\\', System.IO.Path.DirectorySeparatorChar), directory);
        return File.Exists(path) ? path : null;
    }

    /// <summary>A script block with the arguments after it, so that <c>$args</c> and parameters have their values where they are read.</summary>
    private static StartText Call(string text, IReadOnlyList<string> arguments)
    {
        // What must stand at the head of a script cannot stand in a block.
        if (arguments.Count == 0 || MustStandFirst(text)) return new(text, text);
        var call = new StringBuilder("& {\n").Append(text).Append("\n}");
        foreach (var argument in arguments)
        {
            call.Append(' ');
            if (IsParameter(argument)) call.Append(argument);
            else call.Append('\'').Append(argument.Replace("'", "''", StringComparison.Ordinal)).Append('\'');
        }
        return new(text, call.ToString());
    }

    private static bool IsParameter(string argument) =>
        argument.Length > 1 && argument[0] == '-' && argument.Skip(1).All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-');

    private static bool MustStandFirst(string text)
    {
        foreach (var line in text.AsSpan().EnumerateLines())
        {
            var trimmed = line.TrimStart();
            if (trimmed.StartsWith("using ", StringComparison.OrdinalIgnoreCase) || trimmed.StartsWith("#requires", StringComparison.OrdinalIgnoreCase)) return true;
        }
        return false;
    }
}
