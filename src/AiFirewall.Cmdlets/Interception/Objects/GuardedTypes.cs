using System.Management.Automation;
using System.Management.Automation.Runspaces;
using Microsoft.PowerShell.Commands;

namespace AiFirewall.Cmdlets.Interception.Objects;

/// <summary>
/// Gives runspaces the type data that puts <see cref="GuardedMembers"/> in their places. Type data is a runspace's own: the one that asks gets it at
/// once, every other one, as long as the engine tells of its lookups, before its first command.
/// </summary>
internal static class GuardedTypes
{
    private static volatile bool s_areWanted;

    /// <summary>Whether runspaces that come up get the type data.</summary>
    public static bool AreWanted => s_areWanted;

    /// <summary>Loads the type data here, and from now on wherever a runspace calls its first command.</summary>
    /// <param name="engine">The engine of this runspace.</param>
    public static void Arm(EngineIntrinsics engine)
    {
        Load(engine);
        s_areWanted = true;
        var reach = InterceptionLayers.Current.First(state => state.Layer == InterceptionLayer.Command).Reach;
        InterceptionLayers.Set(InterceptionLayer.Objects, reach);
    }

    /// <summary>Leaves runspaces that come up alone. What is loaded stays, and judges nothing while the command gate is off.</summary>
    public static void Disarm()
    {
        s_areWanted = false;
        InterceptionLayers.Clear(InterceptionLayer.Objects);
    }

    /// <summary>Loads the type data in the runspace of this thread.</summary>
    public static void Load(EngineIntrinsics engine)
    {
        var types = Path.Combine(ModuleFolder.Path, "AiFirewall.Strict.psd1");

        // By its class and not by its name: that would be judged, and a module outside the project asks.
        var import = new CmdletInfo("Import-Module", typeof(ImportModuleCommand));
        engine.InvokeCommand.InvokeScript("param($import, $types) & $import -Name $types -Global -ErrorAction Stop", useNewScope: true, PipelineResultTypes.None, null, import, types);
    }
}
