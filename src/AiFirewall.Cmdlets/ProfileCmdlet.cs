using System.Management.Automation;
using AiFirewall.Cmdlets.Errors;
using AiFirewall.Cmdlets.Interception.Profiles;
using AiFirewall.State;

namespace AiFirewall.Cmdlets;

/// <summary>What the cmdlets that change the user's profile have in common.</summary>
public abstract class ProfileCmdlet : PSCmdlet
{
    /// <summary>The profile. The one of the current user that all hosts load when absent.</summary>
    [Parameter(Position = 0)]
    [Alias("PSPath", "LiteralPath")]
    [ValidateNotNullOrEmpty]
    public string? Path { get; set; }

    private protected static string ModuleFolder => Interception.ModuleFolder.Path;

    private protected static StartupHookFiles HookFiles => new(GuardHome.FromEnvironment().Directory);

    private protected static StartupHookVariable HookVariable =>
        new(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), HookFiles.Assembly);

    private protected string ProfilePath => Path is null ? ProfilePlaces.AllHosts(SessionState) : GetUnresolvedProviderPathFromPSPath(Path);

    /// <summary>Changes the profile, if it has to be and the user agrees; the error says why it is left alone.</summary>
    private protected void Change(string action, Func<ProfileFile, byte[]?> change)
    {
        var path = ProfilePath;
        Try(path, () =>
        {
            var bytes = change(ProfileFile.Read(path));
            if (bytes is null) WriteVerbose($"{path} is as it should be already.");
            else if (ShouldProcess(path, action)) FileReplacement.Write(path, bytes);
        });
    }

    /// <summary>Does something to a file of the user's; a failure is an error of this cmdlet.</summary>
    private protected void Try(string target, Action action)
    {
        try
        {
            action();
        }
        catch (Exception problem) when (problem is ProfileException or IOException or UnauthorizedAccessException or System.Security.SecurityException)
        {
            ThrowTerminatingError(GuardErrors.ProfileUnchanged(problem, target));
        }
    }
}
