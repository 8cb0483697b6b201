using System.Management.Automation;
using System.Management.Automation.Runspaces;

namespace AiFirewall.Cmdlets.Interception;

/// <summary>The time in which the console host runs the user's profiles, once the block in one of them has armed the gates.</summary>
/// <remarks>
/// What profiles do at every start (prompts, completions, <c>Invoke-Expression</c> of what a tool prints) was put there by the user; to ask
/// about it at every start would only teach to say yes. What a profile defines is judged when it is called later.
/// </remarks>
internal static class ProfileRun
{
    private static string[] s_starts = [];

    /// <summary>Begins, if a profile runs.</summary>
    public static void Begin(SessionState session)
    {
        if (session.PSVariable.GetValue("PROFILE") is not { } profile) return;
        // The host runs each as ". 'path'".
        s_starts =
        [
            .. PSObject.AsPSObject(profile).Properties.Where(property => property.Name.EndsWith("Host", StringComparison.Ordinal) || property.Name.EndsWith("Hosts", StringComparison.Ordinal))
                .Select(property => property.Value).OfType<string>().Select(path => $". '{path.Replace("'", "''", StringComparison.Ordinal)}'"),
        ];
        IsUnderWay();
    }

    /// <summary>Ends.</summary>
    public static void End() => s_starts = [];

    /// <summary>Whether the statement that runs now is one of a profile that the host runs. The first that is not ends it for good.</summary>
    public static bool IsUnderWay()
    {
        if (s_starts.Length == 0) return false;
        var outermost = Runspace.DefaultRunspace.Debugger.GetCallStack().LastOrDefault()?.Position?.Text;
        if (outermost is not null && s_starts.Contains(outermost, StringComparer.Ordinal)) return true;
        End();
        return false;
    }
}
