namespace AiFirewall.Cmdlets.Interception;

/// <summary>The places at which a session is watched.</summary>
internal enum InterceptionLayer : byte
{
    /// <summary>What the process was started with, before any of it runs.</summary>
    Start,
    /// <summary>Every line that is typed at the console.</summary>
    Line,
    /// <summary>Every command that is called by its name.</summary>
    Command,
    /// <summary>Methods of objects that delete, move or kill.</summary>
    Objects,
    /// <summary>Sessions that load no profile.</summary>
    StartupHook,
}

/// <summary>How much of the process a layer covers.</summary>
internal enum InterceptionReach : byte
{
    /// <summary>Nothing.</summary>
    Off,
    /// <summary>This runspace only: a new one is not watched.</summary>
    ThisRunspace,
    /// <summary>Every runspace, and those to come.</summary>
    ThisProcess,
}

/// <summary>A layer as it stands.</summary>
/// <param name="Layer">Which.</param>
/// <param name="Reach">What it covers.</param>
/// <param name="Detail">One clause for people; empty for nothing to say.</param>
internal sealed record LayerState(InterceptionLayer Layer, InterceptionReach Reach, string Detail = "");

/// <summary>Which layers are in force in this process. The gates write it when they arm or fall back; status reads it.</summary>
/// <remarks>A process has one interception, whatever number of runspaces imports the module: hence static.</remarks>
internal static class InterceptionLayers
{
    private static readonly Lock s_lock = new();
    private static readonly Dictionary<InterceptionLayer, LayerState> s_layers = [];

    /// <summary>Every layer, also those that are off.</summary>
    public static IReadOnlyList<LayerState> Current
    {
        get
        {
            lock (s_lock) return [.. Enum.GetValues<InterceptionLayer>().Select(layer => s_layers.GetValueOrDefault(layer) ?? new(layer, InterceptionReach.Off))];
        }
    }

    /// <summary>Whether a layer covers anything.</summary>
    public static bool IsOn(InterceptionLayer layer)
    {
        lock (s_lock) return s_layers.TryGetValue(layer, out var state) && state.Reach != InterceptionReach.Off;
    }

    /// <summary>Takes note of what a layer covers from now on.</summary>
    public static void Set(InterceptionLayer layer, InterceptionReach reach, string detail = "")
    {
        lock (s_lock) s_layers[layer] = new(layer, reach, detail);
    }

    /// <summary>Takes note that a layer is off.</summary>
    public static void Clear(InterceptionLayer layer) => Set(layer, InterceptionReach.Off);
}
