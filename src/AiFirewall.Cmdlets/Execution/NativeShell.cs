using System.Management.Automation;
using AiFirewall.Actions;

namespace AiFirewall.Cmdlets.Execution;

/// <summary>A shell that PowerShell starts as a native program: its lines stream, and it sets <c>$LASTEXITCODE</c>.</summary>
internal static class NativeShell
{
    /// <summary>
    /// Starts the shell of the first argument with the text of the second. The text reaches the shell as it was judged: <c>Standard</c>
    /// passes arguments unchanged, and <c>--</c> keeps a text that begins with a dash from being read as options.
    /// </summary>
    public const string Script = "$PSNativeCommandArgumentPassing = 'Standard'; & $args[0] '-c' '--' $args[1]";

    /// <summary>The path of a shell that runs texts of a dialect.</summary>
    /// <exception cref="ShellNotFoundException">There is none.</exception>
    public static string Find(ShellDialect dialect, CommandInvocationIntrinsics commands)
    {
        if (dialect != ShellDialect.Bash)
            throw new ShellNotFoundException("Not run: texts for cmd.exe are judged here, not run.");
        foreach (var name in (ReadOnlySpan<string>)["bash", "sh"])
        {
            if (commands.GetCommand(name, CommandTypes.Application) is ApplicationInfo { Path: var path }) return path;
        }
        throw new ShellNotFoundException("Not run: there is neither bash nor sh on the path.");
    }
}
