namespace AiFirewall.Files.Inspection;

/// <summary>The languages that changes are read in.</summary>
internal enum SourceLanguage : byte
{
    /// <summary>Some other, or none.</summary>
    Other,
    CSharp,
    PowerShell,
    Python,
    JavaScript,
    Java,
    Go,
    Rust,
    Ruby,
    Sql,
    Json,
    Yaml,
}

/// <summary>What the name of a file tells.</summary>
internal static class SourceFileNames
{
    /// <summary>The language of a file.</summary>
    public static SourceLanguage LanguageOf(string path)
    {
        var name = path.AsSpan(path.LastIndexOf('/') + 1);
        var dot = name.LastIndexOf('.');
        return dot < 0 ? name is "Rakefile" or "Gemfile" ? SourceLanguage.Ruby : SourceLanguage.Other : name[(dot + 1)..] switch
        {
            "cs" or "csx" => SourceLanguage.CSharp,
            "ps1" or "psm1" or "psd1" => SourceLanguage.PowerShell,
            "py" or "pyi" or "pyw" or "ipynb" => SourceLanguage.Python,
            "js" or "jsx" or "mjs" or "cjs" or "ts" or "tsx" or "mts" or "cts" => SourceLanguage.JavaScript,
            "java" => SourceLanguage.Java,
            "go" => SourceLanguage.Go,
            "rs" => SourceLanguage.Rust,
            "rb" or "rake" or "gemspec" => SourceLanguage.Ruby,
            "sql" => SourceLanguage.Sql,
            "json" or "jsonc" => SourceLanguage.Json,
            "yaml" or "yml" => SourceLanguage.Yaml,
            _ => SourceLanguage.Other,
        };
    }

    /// <summary>Whether a file holds code or configuration rather than prose.</summary>
    public static bool IsProse(string path)
    {
        var extension = path.AsSpan(path.LastIndexOf('.') + 1);
        return extension is "md" or "markdown" or "rst" or "txt" or "adoc" or "html" or "log" or "csv" or "svg";
    }

    /// <summary>Whether a file is a test, or stands among what tests need.</summary>
    /// <param name="path">The file.</param>
    /// <param name="isDirectory">
    /// Whether a directory is there already. Who writes a file chooses its name: a folder for tests that comes with the file is not one yet.
    /// </param>
    public static bool IsTest(string path, Func<string, bool> isDirectory)
    {
        foreach (var folder in (ReadOnlySpan<string>)["/test/", "/tests/", "/__tests__/", "/spec/", "/specs/", "/testdata/", "/fixtures/", "/__mocks__/", "/examples/", "/e2e/"])
        {
            if (path.IndexOf(folder, StringComparison.OrdinalIgnoreCase) is >= 0 and var at && isDirectory(path[..(at + folder.Length - 1)])) return true;
        }

        foreach (var segment in path.AsSpan().Split('/'))
        {
            // .NET keeps tests in projects of their own: App.Tests/.
            var name = path.AsSpan()[segment];
            if ((name.EndsWith(".Tests", StringComparison.Ordinal) || name.EndsWith(".Test", StringComparison.Ordinal)) && (segment.End.Equals(path.Length) || isDirectory(path[..segment.End]))) return true;
        }

        var file = path.AsSpan(path.LastIndexOf('/') + 1);
        var dot = file.LastIndexOf('.');
        var stem = dot > 0 ? file[..dot] : file;
        return file.StartsWith("test_") || stem.EndsWith("_test") || stem.EndsWith(".test") || stem.EndsWith(".spec") || stem.EndsWith("_spec") || stem.EndsWith(".cy")
            || stem.EndsWith("Tests") || stem.EndsWith("Test") || stem.EndsWith(".Tests") || stem is "conftest";
    }
}
