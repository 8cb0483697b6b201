using AiFirewall.Actions;
using AiFirewall.Cli.CommandLine;
using AiFirewall.Execution;

namespace AiFirewall.Cli.Verbs;

/// <summary>The options that verbs about a command share, and the action they describe.</summary>
internal static class ShellOptions
{
    /// <summary><c>--shell</c>.</summary>
    public static Option Shell { get; } = new("--shell", "SHELL", "bash (default), powershell or cmd");

    /// <summary><c>--cwd</c>.</summary>
    public static Option Cwd { get; } = new("--cwd", "DIR", "the directory it runs in");

    /// <summary><c>--agent</c>.</summary>
    public static Option Agent { get; } = new("--agent", "NAME", "the agent that asks");

    /// <summary><c>--role</c>.</summary>
    public static Option Role { get; } = new("--role", "ROLE", "the role it asks as") { Alias = "--as" };

    /// <summary>The name of a shell for people.</summary>
    public static string NameOf(ShellDialect dialect) => dialect switch
    {
        ShellDialect.PowerShell => "PowerShell",
        ShellDialect.Cmd => "cmd.exe",
        _ => "bash or sh",
    };

    /// <summary>The action that a line describes.</summary>
    /// <param name="line">The line; its operands are one command text, or the words of a command.</param>
    /// <param name="isArgumentList">The operands are words even if there is only one.</param>
    /// <param name="problem">What is wrong, one sentence; null for nothing.</param>
    public static ShellAction? ActionOf(ParsedLine line, bool isArgumentList, out string? problem)
    {
        problem = null;
        var dialect = isArgumentList && OperatingSystem.IsWindows() ? ShellDialect.PowerShell : ShellDialect.Bash;
        if (line.ValueOf("--shell") is { } shell && !ActionJson.TryParseShell(shell, out dialect))
            problem = $"unknown shell '{shell}'{Suggestion.For(shell, ["bash", "powershell", "cmd"])}; it is one of bash, powershell, cmd";
        else if (line.ValueOf("--cwd") is { } directory && !Directory.Exists(directory))
            problem = File.Exists(directory) ? $"'{directory}' is a file, not a directory" : $"the directory '{directory}' does not exist";
        else if (line.Operands.Count == 0)
            problem = "there is no command to judge";
        if (problem is not null) return null;

        var text = line.Operands.Count == 1 && !isArgumentList ? line.Operands[0] : ShellQuoting.Join(line.Operands, dialect);
        return new ShellAction(text, dialect)
        {
            WorkingDirectory = line.ValueOf("--cwd") is { } cwd ? Path.GetFullPath(cwd) : null,
            Agent = line.ValueOf("--agent"),
            Role = line.ValueOf("--role"),
        };
    }
}
