using System.Management.Automation;
using AiFirewall.Actions;

namespace AiFirewall.Cmdlets.Interception.CallSites;

/// <summary>What to call a program, so that the engine knows it by whatever name it goes here.</summary>
internal static class ProgramName
{
    /// <summary>The program for a text: its name where the catalog knows it and it comes from where programs are, else its path.</summary>
    public static string Of(ApplicationInfo program)
    {
        var known = ProgramIdentity.Of(program.Path);
        if (known is not null) return known;
        return IsInstalled(program.Path) ? Path.GetFileName(program.Path) : program.Path;
    }

    /// <summary>The name that the catalog may know the program by.</summary>
    public static string LeafOf(ApplicationInfo program) => WithoutExtension(Path.GetFileName(ProgramIdentity.Of(program.Path) ?? program.Path));

    /// <summary>Whether the catalog knows it.</summary>
    public static bool IsKnown(ApplicationInfo program) => SessionGuards.Catalog.Find(LeafOf(program), ShellDialect.Bash) is not null;

    /// <summary>Whether a path is in a directory of the search path.</summary>
    public static bool IsInstalled(string path)
    {
        var directory = Path.GetDirectoryName(path);
        return (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Contains(directory, OperatingSystem.IsWindows() ? StringComparer.OrdinalIgnoreCase : StringComparer.Ordinal);
    }

    private static string WithoutExtension(string name) => name.EndsWith(".exe", StringComparison.OrdinalIgnoreCase) ? name[..^4] : name;
}
