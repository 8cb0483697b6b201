using System.Management.Automation;
using System.Reflection;

namespace AiFirewall.Cmdlets.Interception.StandIns;

/// <summary>
/// What the engine keeps to itself and a faithful stand-in needs. Every use is a nicety: where a later engine has no such member, the
/// command is still checked and runs, and only what is said here is lost.
/// </summary>
internal static class EngineInternals
{
    private const BindingFlags Any = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic;

    /// <summary>Makes <c>$?</c> false for the caller of the function that runs, as a program's exit code would.</summary>
    public static void FailCurrentCommand(EngineIntrinsics engine)
    {
        var context = typeof(EngineIntrinsics).GetField("_context", Any)?.GetValue(engine);
        var processor = context?.GetType().GetProperty("CurrentCommandProcessor", Any)?.GetValue(context);
        FailPipelineOf(processor?.GetType().GetProperty("CommandRuntime", Any)?.GetValue(processor));
    }

    /// <summary>Makes <c>$?</c> false for the caller of a cmdlet when the command that it stood in for has failed.</summary>
    public static void FailWith(SteppablePipeline inner, ICommandRuntime outer)
    {
        var pipeline = typeof(SteppablePipeline).GetField("_pipeline", Any)?.GetValue(inner);
        if (pipeline?.GetType().GetProperty("ExecutionFailed", Any)?.GetValue(pipeline) is true) FailPipelineOf(outer);
    }

    /// <summary>Marks an exception as one of the statement <c>throw</c>: it ends the script, not only the statement.</summary>
    public static RuntimeException AsThrown(RuntimeException exception)
    {
        typeof(RuntimeException).GetProperty("WasThrownFromThrowStatement", Any)?.SetValue(exception, true);
        return exception;
    }

    /// <summary>Whether a command was called with <c>2&gt;&amp;1</c>.</summary>
    public static bool MergesErrors(ICommandRuntime runtime) =>
        runtime.GetType().GetProperty("ErrorMergeTo", Any)?.GetValue(runtime) is Enum target && target.ToString() == "Output";

    private static void FailPipelineOf(object? runtime)
    {
        var pipeline = runtime?.GetType().GetProperty("PipelineProcessor", Any)?.GetValue(runtime);
        pipeline?.GetType().GetProperty("ExecutionFailed", Any)?.SetValue(pipeline, true);
    }
}
