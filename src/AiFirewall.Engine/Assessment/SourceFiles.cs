namespace AiFirewall.Assessment;

/// <summary>Which files are source code, so that writing them is CODE_MODIFY.</summary>
internal static class SourceFiles
{
    private static readonly HashSet<string> Extensions = new(StringComparer.OrdinalIgnoreCase)
    {
        "py", "pyi", "js", "jsx", "mjs", "cjs", "ts", "tsx", "mts", "cts", "java", "kt", "kts", "go", "rs", "rb", "php", "c", "h", "cc", "cpp", "cxx", "hpp", "cs", "fs", "vb", "swift", "m", "mm",
        "scala", "clj", "ex", "exs", "erl", "hs", "ml", "lua", "pl", "pm", "r", "jl", "dart", "zig", "nim", "sh", "bash", "zsh", "fish", "ps1", "psm1", "psd1", "bat", "cmd", "sql", "vue", "svelte",
        "ipynb", "html", "css", "scss", "sass", "less", "tf", "proto", "graphql", "groovy", "gradle", "razor", "cshtml", "asm", "s", "sol", "v", "vhd", "el", "lisp", "cmake",
    };

    /// <summary>Whether a path names a source file.</summary>
    public static bool Is(string path)
    {
        var slash = path.LastIndexOf('/');
        var name = path.AsSpan(slash + 1);
        var dot = name.LastIndexOf('.');
        if (dot > 0) return Extensions.GetAlternateLookup<ReadOnlySpan<char>>().Contains(name[(dot + 1)..]);
        return name is "Makefile" or "Dockerfile" or "Jenkinsfile" or "Rakefile" or "Gemfile" or "Vagrantfile" or "CMakeLists.txt";
    }
}
