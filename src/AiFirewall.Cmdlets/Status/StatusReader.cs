using System.Globalization;
using System.Management.Automation;
using AiFirewall.Cmdlets.Interception;
using AiFirewall.Cmdlets.Interception.Profiles;
using AiFirewall.State;

namespace AiFirewall.Cmdlets.Status;

/// <summary>Looks at the session and at what the next one will find.</summary>
internal static class StatusReader
{
    /// <summary>The status of a session.</summary>
    /// <param name="session">The session.</param>
    /// <param name="guard">The guard of the place that is asked about.</param>
    /// <param name="hook">The start-up hook's variable.</param>
    /// <param name="hookFiles">The start-up hook's files.</param>
    public static GuardStatus Read(SessionState session, Guard guard, StartupHookVariable hook, StartupHookFiles hookFiles)
    {
        var home = GuardHome.FromEnvironment();
        var profile = ProfilePlaces.AllHosts(session);
        return new()
        {
            IsGuarded = InterceptionLayers.IsOn(InterceptionLayer.Command),
            Layers = [.. InterceptionLayers.Current.Select(layer => LayerOf(layer, hook))],
            Version = typeof(StatusReader).Assembly.GetName().Version!.ToString(3),
            Home = home.Directory,
            PolicySources = [.. guard.Policy.Describe().Select(rule => rule.Source.File).Distinct(StringComparer.Ordinal)],
            PolicyProblems = guard.Policy.Problems,
            AuditPath = home.AuditPath,
            AuditState = AuditState(home.AuditPath),
            ProfilePath = profile,
            IsInProfile = IsInProfile(profile),
            IsHookInstalled = hookFiles.AreInstalled && IsInstalled(hook),
        };
    }

    private static GuardLayer LayerOf(LayerState state, StartupHookVariable hook)
    {
        var isOn = state.Layer == InterceptionLayer.StartupHook ? hook.IsInForce : state.Reach != InterceptionReach.Off;
        var covers = (state.Layer, state.Reach) switch
        {
            (InterceptionLayer.StartupHook, _) => isOn
                ? "pwsh processes that this one starts, with or without a profile"
                : "off: a pwsh that is started with -NoProfile, and the processes of Start-Job, are not guarded",
            (InterceptionLayer.Start, InterceptionReach.Off) => "off: what pwsh was started with was not judged as a whole",
            (InterceptionLayer.Start, _) => "what this process was started with was judged before any of it ran",
            (InterceptionLayer.Line, InterceptionReach.Off) => "off: lines that are typed are judged command by command, if at all",
            (InterceptionLayer.Line, _) => "every line that is entered at this console",
            (InterceptionLayer.Command, InterceptionReach.Off) => "off: commands run without being judged",
            (InterceptionLayer.Command, InterceptionReach.ThisRunspace) => "every command that is called by its name, in this runspace only",
            (InterceptionLayer.Command, _) => "every command that is called by its name, in every runspace of this process",
            (InterceptionLayer.Objects, InterceptionReach.Off) => "off: methods of objects that delete, move or kill are not judged",
            (InterceptionLayer.Objects, InterceptionReach.ThisRunspace) => "methods of objects that delete, move or kill, in this runspace only",
            _ => "methods of objects that delete, move or kill",
        };
        return new(state.Layer.ToString(), isOn, state.Detail.Length > 0 && isOn && !covers.Contains(state.Detail, StringComparison.Ordinal) ? $"{covers} ({state.Detail})" : covers);
    }

    private static string AuditState(string path)
    {
        try
        {
            if (!File.Exists(path)) return "nothing is recorded yet";
            // For reading and writing, as a record is: what cannot be opened now cannot be written then.
            using (new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete)) { }
            var file = new FileInfo(path);
            return string.Create(CultureInfo.InvariantCulture, $"{file.Length / 1024.0:0.#} KB, written {file.LastWriteTime:yyyy-MM-dd HH:mm:ss}");
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            return $"cannot be written, so nothing may run: {problem.Message}";
        }
    }

    private static bool IsInProfile(string profile)
    {
        try
        {
            return ProfileFile.Read(profile).HasBlock;
        }
        catch (ProfileException)
        {
            return false;
        }
    }

    private static bool IsInstalled(StartupHookVariable hook)
    {
        try
        {
            return hook.IsInstalled;
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            return false;
        }
    }
}
