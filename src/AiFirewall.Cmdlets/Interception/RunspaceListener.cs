using System.Diagnostics.Tracing;
using System.Management.Automation;
using System.Management.Automation.Runspaces;
using System.Runtime.CompilerServices;
using AiFirewall.Cmdlets.Interception.Objects;

namespace AiFirewall.Cmdlets.Interception;

/// <summary>Gives the gate's handler to every runspace, just before its first command is looked up, and again when somebody took it away.</summary>
/// <remarks>
/// The engine writes the event <c>CommandLookupStart</c> (1) of its source <c>Microsoft-PowerShell-CommandDiscovery</c> on the pipeline's own
/// thread, before it reads the hooks of the runspace. That is no contract: <see cref="Start"/> tries whether it holds, and tests pin it.
/// </remarks>
internal sealed class RunspaceListener : EventListener
{
    /// <summary>The name of the engine's event source.</summary>
    public const string SourceName = "Microsoft-PowerShell-CommandDiscovery";

    private const int CommandLookupStart = 1;

    private static readonly ConditionalWeakTable<Runspace, Attached> s_runspaces = [];
    private static RunspaceListener? s_listener;
    private static string s_source = SourceName;
    private static int s_rearmed;

    [ThreadStatic]
    private static Attached? t_attached;

    /// <summary>How often the handler had been taken away and was put back.</summary>
    public static int Rearmed => s_rearmed;

    /// <summary>The engine of the runspace that runs on this thread.</summary>
    public static EngineIntrinsics Current => Of(Runspace.DefaultRunspace).Engine;

    /// <summary>Begins to listen.</summary>
    /// <param name="engine">The engine of the runspace that arms; it gets the handler in any case.</param>
    /// <param name="source">The event source to listen to.</param>
    /// <returns>Whether the engine tells of lookups in time, so that other runspaces are covered too.</returns>
    public static bool Start(EngineIntrinsics engine, string source)
    {
        var attached = new Attached(Runspace.DefaultRunspace, engine);
        s_runspaces.AddOrUpdate(Runspace.DefaultRunspace, attached);
        t_attached = attached;
        Listen(source);
        var isTold = CommandGate.Probe(() =>
        {
            engine.InvokeCommand.PostCommandLookupAction = null;
            engine.InvokeCommand.GetCommand(@"Microsoft.PowerShell.Core\Out-Null", CommandTypes.Cmdlet);
        });
        attached.Arm();
        s_rearmed = 0;
        return isTold;
    }

    /// <summary>Begins to listen, without a runspace to begin with.</summary>
    public static void Listen(string source)
    {
        s_source = source;
        s_listener ??= new RunspaceListener();
    }

    /// <summary>Takes the handler away everywhere.</summary>
    public static void Stop()
    {
        s_listener?.Dispose();
        s_listener = null;
        foreach (var (_, attached) in s_runspaces) attached.Disarm();
        s_runspaces.Clear();
        t_attached = null;
    }

    /// <inheritdoc/>
    protected override void OnEventSourceCreated(EventSource eventSource)
    {
        if (eventSource.Name == s_source) EnableEvents(eventSource, EventLevel.LogAlways);
    }

    /// <inheritdoc/>
    protected override void OnEventWritten(EventWrittenEventArgs eventData)
    {
        if (eventData.EventId != CommandLookupStart || !CommandGate.IsArmed || Runspace.DefaultRunspace is not { } runspace) return;
        try
        {
            var attached = Of(runspace);
            if (attached.Arm()) Interlocked.Increment(ref s_rearmed);
            if (GuardedTypes.AreWanted) attached.GuardObjects();
        }
        catch (Exception problem) when (problem is RuntimeException or InvalidOperationException or NotSupportedException)
        {
            // A runspace that lets nobody at its engine: it is not covered, and says nothing that could be judged.
        }
    }

    private static Attached Of(Runspace runspace)
    {
        if (t_attached is { } last && ReferenceEquals(last.Runspace, runspace)) return last;
        return t_attached = s_runspaces.GetValue(runspace, static of => new(of, EngineOfThisThread()));
    }

    // The proxies of a runspace refuse while a pipeline runs, which is always the case here.
    private static EngineIntrinsics EngineOfThisThread()
    {
        var engine = ScriptBlock.Create("$ExecutionContext").InvokeReturnAsIs();
        return (engine is PSObject wrapped ? wrapped.BaseObject : engine) as EngineIntrinsics ?? throw new InvalidOperationException("The runspace has no engine.");
    }

    private sealed class Attached(Runspace runspace, EngineIntrinsics engine)
    {
        private EventHandler<CommandLookupEventArgs>? _armed;
        private bool _guardsObjects;

        public Runspace Runspace { get; } = runspace;

        public EngineIntrinsics Engine { get; } = engine;

        /// <summary>Puts the handler in its place.</summary>
        /// <returns>Whether it had been there before and was gone.</returns>
        public bool Arm()
        {
            var current = Engine.InvokeCommand.PostCommandLookupAction;
            if (current is not null && ReferenceEquals(current, _armed)) return false;
            var wasArmed = _armed is not null;
            _armed = current is null ? CommandGate.Handler : HoldsOurs(current) ? current : new Behind(current).Handle;
            Engine.InvokeCommand.PostCommandLookupAction = _armed;
            return wasArmed;
        }

        /// <summary>Loads the type data of guarded objects, once.</summary>
        public void GuardObjects()
        {
            if (_guardsObjects) return;
            _guardsObjects = true;
            GuardedTypes.Load(Engine);
        }

        public void Disarm()
        {
            if (ReferenceEquals(Engine.InvokeCommand.PostCommandLookupAction, _armed)) Engine.InvokeCommand.PostCommandLookupAction = (_armed?.Target as Behind)?.First;
        }

        private static bool HoldsOurs(EventHandler<CommandLookupEventArgs> handler) =>
            Array.Exists(handler.GetInvocationList(), one => one.Equals(CommandGate.Handler) || one.Target is Behind);
    }

    /// <summary>The gate behind a handler of somebody else's, which may throw as it likes and cannot keep the gate from being asked.</summary>
    private sealed class Behind(EventHandler<CommandLookupEventArgs> first)
    {
        public EventHandler<CommandLookupEventArgs> First => first;

        public void Handle(object? sender, CommandLookupEventArgs found)
        {
            try
            {
                first(sender, found);
            }
            catch (Exception)
            {
                // As the engine does with it.
            }
            CommandGate.Handler(sender, found);
        }
    }
}
