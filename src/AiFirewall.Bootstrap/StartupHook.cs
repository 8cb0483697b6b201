using System.Reflection;

/// <summary>What the runtime calls before the entry point of every .NET program whose environment names this file in DOTNET_STARTUP_HOOKS.</summary>
/// <remarks>
/// The name, and that it is in no namespace, are the runtime's. Nothing here may throw, nothing may need another assembly than the
/// runtime's own, and a program that is not pwsh must not notice: it costs one comparison there. What is found is loaded from the
/// module's own folder, which the file beside this one names; without that file the hook is inert, so that it can stay when the module goes.
/// </remarks>
internal static class StartupHook
{
    private const string EngineOfPowerShell = "System.Management.Automation";

    private static int s_isDone;

    /// <summary>Called by the runtime.</summary>
    public static void Initialize()
    {
        try
        {
            if (AppDomain.CurrentDomain.FriendlyName != "pwsh") return;
            AppDomain.CurrentDomain.AssemblyLoad += OnAssemblyLoad;
        }
        catch (Exception)
        {
            // A session that is not guarded is told of by Get-GuardStatus; a program that does not start would be worse.
        }
    }

    private static void OnAssemblyLoad(object sender, AssemblyLoadEventArgs loaded)
    {
        try
        {
            if (loaded.LoadedAssembly.GetName().Name != EngineOfPowerShell || Interlocked.Exchange(ref s_isDone, 1) != 0) return;
            AppDomain.CurrentDomain.AssemblyLoad -= OnAssemblyLoad;
            if (InstalledModule.Find() is string module) InstalledModule.Load(module).GetMethod("ArmAtStart", Type.EmptyTypes)!.Invoke(null, null);
        }
        catch (Exception problem)
        {
            Report(problem);
        }
    }

    private static void Report(Exception problem)
    {
        try
        {
            var cause = problem is TargetInvocationException { InnerException: Exception inner } ? inner : problem;
            Console.Error.WriteLine(
                "AiFirewall: this session is not guarded, because the start-up hook failed: " + cause.Message
                + " Run Install-GuardProfile -NoProfileSessions again, or Uninstall-GuardProfile.");
        }
        catch (Exception)
        {
            // Nobody to tell.
        }
    }
}
