using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Management.Automation;
using System.Management.Automation.Host;
using System.Management.Automation.Runspaces;
using AiFirewall.Actions;
using AiFirewall.Cmdlets.Interception.CallSites;
using AiFirewall.Cmdlets.Interception.StandIns;

namespace AiFirewall.Cmdlets.Interception.Objects;

/// <summary>
/// Methods that take the place of those that delete, move and kill, in sessions that want it (<c>Enable-GuardInterception -Strict</c>). They
/// are judged as the cmdlet that does the same. Public because type data names them; not for use.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class GuardedMembers
{
    private const string Origin = "objects";

    /// <summary><c>FileInfo.Delete()</c>.</summary>
    public static void DeleteFile(PSObject instance)
    {
        var file = (FileInfo)instance.BaseObject;
        Check($"Remove-Item -LiteralPath {Literals.Quote(file.FullName)}");
        file.Delete();
    }

    /// <summary><c>DirectoryInfo.Delete()</c> and <c>Delete(bool)</c>.</summary>
    public static void DeleteDirectory(PSObject instance, bool recursive = false)
    {
        var directory = (DirectoryInfo)instance.BaseObject;
        Check($"Remove-Item -LiteralPath {Literals.Quote(directory.FullName)}{(recursive ? " -Recurse" : "")}");
        directory.Delete(recursive);
    }

    /// <summary><c>FileInfo.MoveTo(string)</c> and <c>MoveTo(string, bool)</c>.</summary>
    public static void MoveFile(PSObject instance, string destination, bool overwrite = false)
    {
        var file = (FileInfo)instance.BaseObject;
        Check($"Move-Item -LiteralPath {Literals.Quote(file.FullName)} -Destination {Literals.Quote(Path.GetFullPath(destination))}{(overwrite ? " -Force" : "")}");
        file.MoveTo(destination, overwrite);
    }

    /// <summary><c>DirectoryInfo.MoveTo(string)</c>.</summary>
    public static void MoveDirectory(PSObject instance, string destination)
    {
        var directory = (DirectoryInfo)instance.BaseObject;
        Check($"Move-Item -LiteralPath {Literals.Quote(directory.FullName)} -Destination {Literals.Quote(Path.GetFullPath(destination))}");
        directory.MoveTo(destination);
    }

    /// <summary><c>Process.Kill()</c> and <c>Kill(bool)</c>.</summary>
    public static void KillProcess(PSObject instance, bool entireProcessTree = false)
    {
        var process = (Process)instance.BaseObject;
        Check(string.Create(CultureInfo.InvariantCulture, $"Stop-Process -Id {process.Id} -Force"));
        process.Kill(entireProcessTree);
    }

    private static void Check(string text)
    {
        if (!CommandGate.IsArmed || Runspace.DefaultRunspace is null) return;
        var engine = RunspaceListener.Current;
        if (engine.SessionState.PSVariable.GetValue("Host") is not PSHost host) throw new InvalidOperationException("Not run: the session has no host.");
        var answer = InterceptionJudge.Ask(text, Origin, Place.Of(engine.SessionState), host, ShellDialect.PowerShell);
        if (!answer.MayRun) throw Checking.Thrown(Errors.GuardErrors.DeniedInSession(answer.Decision));
    }
}
