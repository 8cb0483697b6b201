using System.Management.Automation;

namespace AiFirewall.Cmdlets.Interception;

/// <summary>Where a session is in the file system.</summary>
internal static class Place
{
    /// <summary>The directory that relative paths of the session begin at.</summary>
    public static string Of(SessionState session)
    {
        try
        {
            return session.Path.CurrentFileSystemLocation.ProviderPath;
        }
        catch (RuntimeException)
        {
            // A session may have no drive of files at all.
            return Environment.CurrentDirectory;
        }
    }
}
