using System.Management.Automation;
using System.Management.Automation.Host;
using System.Management.Automation.Runspaces;
using AiFirewall.Approval;
using AiFirewall.Cmdlets.Approval;
using AiFirewall.Policy;

namespace AiFirewall.Cmdlets.Interception.Line;

/// <summary>
/// Judges every line that is entered at the console. The console host runs what the function <c>PSConsoleHostReadLine</c> returns, whichever
/// key accepted the line; so that function is wrapped, and not a key.
/// </summary>
/// <remarks>
/// The host swallows whatever the function throws, and on anything but exactly one object reads a line itself, which nobody would have
/// judged. So nothing is thrown, a refusal is an empty line, and the end of input is null.
/// </remarks>
internal static class LineGate
{
    /// <summary>What the audit log calls this gate.</summary>
    public const string Origin = "line";

    /// <summary>The one that the console host makes for itself.</summary>
    private const int FirstRunspace = 1;

    private static LineReader? s_reader;

    /// <summary>A line that was judged in the editor, and let pass.</summary>
    private static string? s_accepted;

    /// <summary>The lines so far of a statement that is entered in several, each judged with those before it.</summary>
    private static string s_begun = "";

    /// <summary>The line that a person approved last, while it runs.</summary>
    private static string? s_approved;

    private static bool s_hasTried;

    /// <summary>Whether lines are to be judged as soon as, and as often as, there is something to wrap.</summary>
    public static bool IsWanted { get; set; }

    /// <summary>Looks at every prompt whether the wrapper is in its place; and once, as early as can be, in a session without a profile.</summary>
    /// <param name="command">A command that was looked up.</param>
    /// <param name="engine">The session that looked.</param>
    public static void Follow(string command, EngineIntrinsics engine)
    {
        var isPrompt = command.Equals("prompt", StringComparison.OrdinalIgnoreCase);
        if (!isPrompt && (s_hasTried || s_reader is not null || Runspace.DefaultRunspace.Id != FirstRunspace)) return;
        s_hasTried = true;
        if (isPrompt) ProfileRun.End();
        try
        {
            Arm(engine);
        }
        catch (RuntimeException)
        {
            // The commands of the line are judged all the same.
        }
    }

    /// <summary>Wraps the function that reads lines. Does nothing when it is wrapped; wraps anew what took the wrapper's place.</summary>
    /// <returns>False in a host that reads its lines in another way.</returns>
    public static bool Arm(EngineIntrinsics engine)
    {
        if (engine.Host.Name != "ConsoleHost") return false;
        IsWanted = true;
        s_reader ??= new LineReader();
        s_reader.Wrap(engine);
        if (!Console.IsInputRedirected) LineEditor.Bind(engine, engine.Host);
        InterceptionLayers.Set(InterceptionLayer.Line, InterceptionReach.ThisRunspace);
        return true;
    }

    /// <summary>Gives the function back that was there before.</summary>
    public static void Disarm(EngineIntrinsics engine)
    {
        IsWanted = false;
        if (s_reader is not { } reader) return;
        s_reader = null;
        reader.Unwrap(engine);
        LineEditor.Unbind();
        InterceptionLayers.Clear(InterceptionLayer.Line);
    }

    /// <summary>Reads a line and judges it.</summary>
    /// <returns>The line; an empty one in place of a refused one; null at the end of input.</returns>
    internal static string? Read(EngineIntrinsics engine, PSHost host)
    {
        var line = (s_reader ?? new LineReader()).ReadUnjudged(engine, host);
        if (line is null || s_reader is null) return line;
        try
        {
            if (MayRun(line, engine, host, out var isInsideStatement)) return line;
            // The host goes on to collect what it has of a statement until that is whole. The end of input, which is what Ctrl+C is to it at
            // a console, makes it forget that; a script that is piped in ends here.
            return isInsideStatement ? null : "";
        }
        catch (Exception problem)
        {
            LineRefusal.ShowFailure(host, problem);
            return "";
        }
    }

    /// <summary>Judges what is in the editor, and asks about it there.</summary>
    /// <param name="text">What is in the editor.</param>
    /// <param name="engine">The session.</param>
    /// <param name="host">Its host.</param>
    /// <param name="beforeShowing">Called before a question or a refusal is written.</param>
    internal static bool MayAccept(string text, EngineIntrinsics engine, PSHost host, Action beforeShowing)
    {
        try
        {
            // The editor adds a line to what is not whole yet.
            if (string.IsNullOrWhiteSpace(text) || HostReading.IsIncomplete(text)) return true;
            if (!IsAllowed(text, engine, host, beforeShowing)) return false;
            s_accepted = text;
            return true;
        }
        catch (Exception)
        {
            // It is judged once more when the editor hands it over.
            return true;
        }
    }

    private static bool MayRun(string line, EngineIntrinsics engine, PSHost host, out bool isInsideStatement)
    {
        var (accepted, begun) = (s_accepted, s_begun);
        (s_accepted, s_begun) = (null, "");
        isInsideStatement = begun.Length > 0;

        // An empty line ends a statement of several lines, and runs what was judged before.
        if (string.IsNullOrWhiteSpace(line)) return true;

        var text = begun.Length == 0 ? line : $"{begun}\n{line}";
        // Nothing of it runs before it is whole.
        if (HostReading.IsIncomplete(text))
        {
            s_begun = text;
            return true;
        }
        if (text != accepted && !IsAllowed(text, engine, host)) return false;
        // Once the host has begun to collect lines it goes on until an empty one.
        if (begun.Length > 0) s_begun = text;
        return true;
    }

    private static bool IsAllowed(string text, EngineIntrinsics engine, PSHost host, Action? beforeShowing = null)
    {
        if (s_approved is { } last) ApprovedTexts.Remove(last);
        s_approved = null;

        var directory = engine.SessionState.Path.CurrentFileSystemLocation.ProviderPath;
        var person = new PersonAtLine(new HostApprover(host), beforeShowing);
        var answer = InterceptionJudge.Ask(text, Origin, directory, person);
        if (!answer.MayRun)
        {
            beforeShowing?.Invoke();
            if (person.HasRefused) LineRefusal.ShowAnswer(host);
            else LineRefusal.Show(host, answer.Decision);
            return false;
        }
        if (answer.Decision.Verdict != Verdict.Allow) ApprovedTexts.Add(s_approved = text);
        return true;
    }

    private sealed class PersonAtLine(IApprover person, Action? beforeShowing) : IApprover
    {
        /// <summary>Whether a person answered, and said no.</summary>
        public bool HasRefused { get; private set; }

        public ApprovalAnswer Ask(ApprovalRequest request)
        {
            beforeShowing?.Invoke();
            var answer = person.Ask(request);
            HasRefused = !answer.IsApproved && answer.By != "nobody";
            return answer;
        }
    }
}
