namespace AiFirewall.Code.Calls;

/// <summary>One name for each module and function, whatever ways a language has to reach it.</summary>
internal static class CallNames
{
    // A prefix on the left stands for the one on the right.
    private static readonly (string From, string To)[] Prefixes =
    [
        ("builtins.", ""), ("__builtins__.", ""), ("__builtin__.", ""), ("posix.", "os."), ("nt.", "os."), ("posixpath.", "os.path."), ("ntpath.", "os.path."), ("io.open", "open"),
        ("globalThis.", ""), ("global.", ""), ("window.", ""), ("self.", ""), ("process.mainModule.", ""), ("module.require", "require"), ("module.constructor._load", "require"), ("module._load", "require"), ("Module._load", "require"), ("process.getBuiltinModule", "require"), ("fs.promises.", "fs."), ("fs/promises.", "fs."),
        ("fs-extra.", "fs."), ("graceful-fs.", "fs."), ("Kernel.", ""), ("Process.spawn", "spawn"), ("_G.", ""), ("_ENV.", ""), ("base.", ""), ("CORE.GLOBAL.", ""), ("CORE.", ""), ("Object.", ""), ("main.", ""),
        ("urllib2.", "urllib.request."), ("six.moves.urllib.", "urllib."), ("commands.", "subprocess."), ("subprocess32.", "subprocess."),
    ];

    /// <summary>The one name of a name with its modules.</summary>
    public static string Canonical(string name)
    {
        if (name.StartsWith("node:", StringComparison.Ordinal)) name = name[5..];
        if (name.EndsWith(".default", StringComparison.Ordinal)) name = name[..^8];
        if (name.IndexOf('.', StringComparison.Ordinal) < 0) return name is "__builtins__" or "__builtin__" ? "builtins" : name is "fs/promises" or "fs-extra" ? "fs" : name is "posix" ? "os" : name;

        // A module reached through another that imports it: shutil.os.system, subprocess.os, sys.modules of them.
        if (name.IndexOf(".os.", StringComparison.Ordinal) is > 0 and var os) name = name[(os + 1)..];
        else if (name.EndsWith(".os", StringComparison.Ordinal)) return "os";
        else if (name.IndexOf(".subprocess.", StringComparison.Ordinal) is > 0 and var process) name = name[(process + 1)..];
        else if (name.EndsWith(".sys", StringComparison.Ordinal)) return "sys";

        foreach (var (from, to) in Prefixes)
        {
            if (name.StartsWith(from, StringComparison.Ordinal)) return Canonical(to + name[from.Length..]);
        }

        return name;
    }

    /// <summary>Whether a name is that of a variable by its sigil.</summary>
    public static bool IsVariable(string name) => name.Length > 1 && name[0] is '$' or '@' or '%' or '&';

    /// <summary>Whether a module that was brought in as a whole has a name, as far as that matters here.</summary>
    public static bool IsLikelyMember(string module, string name) => module switch
    {
        "os" => name is "system" or "popen" or "remove" or "unlink" or "rmdir" or "removedirs" or "rename" or "chmod" or "chown" or "kill" or "fork" or "environ" or "path" or "getenv" or "walk" or "listdir"
            or "scandir" or "truncate" or "symlink" or "link" or "chdir" or "getcwd" || name.StartsWith("exec", StringComparison.Ordinal) || name.StartsWith("spawn", StringComparison.Ordinal),
        "subprocess" => name is "run" or "Popen" or "call" or "check_call" or "check_output" or "getoutput" or "getstatusoutput" or "PIPE",
        "shutil" => name is "rmtree" or "move" or "copy" or "copy2" or "copyfile" or "copytree" or "chown" or "make_archive" or "unpack_archive",
        "pathlib" => name is "Path" or "PosixPath" or "PurePath",
        "base64" => name.StartsWith('b'),
        "urllib.request" => name is "urlopen" or "urlretrieve" or "Request",
        "socket" => name is "socket" or "create_connection",
        "ctypes" => name is "CDLL" or "cdll",
        "pickle" or "marshal" => name is "loads" or "load",
        _ => false,
    };

    // What writes nothing by itself, so that what code prints stays known.
    private static readonly string[] SilentRoots =
        ["json", "re", "math", "time", "datetime", "os", "sys", "random", "string", "itertools", "functools", "collections", "hashlib", "struct", "typing", "argparse", "csv", "io", "uuid", "platform", "locale",
            "JSON", "Math", "Object", "Array", "String", "Number", "Date", "Promise", "Buffer", "process", "path", "crypto", "util", "Time", "Regexp", "table", "string", "math", "logging", "warnings", "signal", "textwrap",
            "xml", "yaml", "toml", "tomllib", "html", "urllib", "zlib", "gzip", "decimal", "fractions", "statistics", "calendar", "secrets", "enum", "dataclasses", "copy", "operator", "ast", "inspect", "importlib", "pkgutil"];

    /// <summary>Whether an unknown call may write to standard output.</summary>
    public static bool MayPrint(string name)
    {
        var dot = name.IndexOf('.', StringComparison.Ordinal);
        return dot > 0 && Array.IndexOf(SilentRoots, name[..dot]) < 0 && !name.Contains("()", StringComparison.Ordinal);
    }
}
