using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Host;
using System.Reflection;

namespace AiFirewall.Cmdlets.Interception.Line;

/// <summary>
/// Judges a line while PSReadLine still holds it, so that a refused one stays in the editor with the reason above it. A comfort and no
/// gate: other keys accept lines too, and what this does not see the gate sees.
/// </summary>
/// <remarks>PSReadLine is called by reflection: the module has no reference to it, and a session may have none or another one.</remarks>
internal sealed class LineEditor
{
    private const string Function = "AiFirewallAcceptLine";

    private static readonly string[] s_chord = ["Enter"];
    private static readonly string[] s_accepting = ["AcceptLine", "ValidateAndAcceptLine"];

    private static LineEditor? s_bound;

    private readonly EngineIntrinsics _engine;
    private readonly PSHost _host;
    private readonly Type _editor;
    private readonly string _accept;

    private LineEditor(EngineIntrinsics engine, PSHost host, Type editor, string accept)
    {
        _engine = engine;
        _host = host;
        _editor = editor;
        _accept = accept;
    }

    /// <summary>Takes the Enter key where it accepts the line; a key handler of the user's own keeps it. Does nothing when it has it.</summary>
    public static void Bind(EngineIntrinsics engine, PSHost host)
    {
        try
        {
            if (Editor is not { } type || Array.Find(s_accepting, name => name == BoundFunction(type)) is not { } accepting) return;
            s_bound = new LineEditor(engine, host, type, accepting);
            SetHandler(type, s_bound.OnEnter, Function, "Judge the input with AiFirewall, and accept it if it may run");
        }
        catch (Exception)
        {
            // Another PSReadLine than the one we know: the gate works without.
            s_bound = null;
        }
    }

    /// <summary>Gives the key back.</summary>
    public static void Unbind()
    {
        try
        {
            if (s_bound is { } bound && BoundFunction(bound._editor) == Function) SetHandler(bound._editor, bound.Accept, bound._accept, "");
        }
        catch (Exception)
        {
            // As above.
        }
        s_bound = null;
    }

    private static Type? Editor => AppDomain.CurrentDomain.GetAssemblies()
        .FirstOrDefault(assembly => assembly.GetName().Name == "Microsoft.PowerShell.PSReadLine")?.GetType("Microsoft.PowerShell.PSConsoleReadLine");

    private void OnEnter(ConsoleKeyInfo? key, object? argument)
    {
        var text = Text();
        var isBelow = false;
        if (LineGate.MayAccept(text, _engine, _host, beforeShowing: () =>
        {
            if (isBelow) return;
            isBelow = true;
            Invoke("SetCursorPosition", [typeof(int)], text.Length);
            _host.UI.WriteLine();
        }))
        {
            if (isBelow) Redraw();
            Accept(key, argument);
        }
        else
        {
            Redraw();
        }
    }

    private void Accept(ConsoleKeyInfo? key, object? argument) => Invoke(_accept, [typeof(ConsoleKeyInfo?), typeof(object)], key, argument);

    /// <summary>Draws prompt and text anew, where the cursor is now.</summary>
    private void Redraw() => Invoke("InvokePrompt", [typeof(ConsoleKeyInfo?), typeof(object)], null, Console.CursorTop);

    private string Text()
    {
        object?[] state = [null, 0];
        Method("GetBufferState", [typeof(string).MakeByRefType(), typeof(int).MakeByRefType()]).Invoke(null, state);
        return (string?)state[0] ?? "";
    }

    private void Invoke(string method, Type[] types, params object?[] arguments) => Method(method, types).Invoke(null, arguments);

    private MethodInfo Method(string name, Type[] types) => _editor.GetMethod(name, types) ?? throw new MissingMethodException(_editor.FullName, name);

    private static string? BoundFunction(Type editor)
    {
        var handlers = (IEnumerable?)editor.GetMethod("GetKeyHandlers", [typeof(string[])])?.Invoke(null, [s_chord]);
        var handler = handlers?.Cast<object>().FirstOrDefault();
        return handler?.GetType().GetProperty("Function")?.GetValue(handler) as string;
    }

    private static void SetHandler(Type editor, Action<ConsoleKeyInfo?, object?> handler, string name, string description) =>
        editor.GetMethod("SetKeyHandler", [typeof(string[]), typeof(Action<ConsoleKeyInfo?, object>), typeof(string), typeof(string)])!
            .Invoke(null, [s_chord, handler, name, description]);
}
