using AiFirewall.Actions;
using AiFirewall.Commands;
using AiFirewall.Commands.DotNet;
using AiFirewall.Effects;
using AiFirewall.Shells;
using AiFirewall.Shells.PowerShell.Evaluation;

namespace AiFirewall.Interpretation;

/// <summary>Lets the PowerShell evaluator and the interpreter speak with each other, for one text.</summary>
internal sealed class PowerShellDoor(Interpreter interpreter, Scene scene) : IPowerShellHost
{
    /// <inheritdoc/>
    public Value WorkingDirectory { get; set; } = new(scene.WorkingDirectory);

    /// <inheritdoc/>
    public bool IsInFile { get; set; }

    /// <inheritdoc/>
    public bool IsSpent => interpreter.IsSpent;

    /// <summary>Reads a text in a scene.</summary>
    public static Value Read(Interpreter interpreter, string text, Scene scene)
    {
        var door = new PowerShellDoor(interpreter, scene with { Dialect = ShellDialect.PowerShell });
        return new PowerShellEvaluator(door).Evaluate(text);
    }

    /// <inheritdoc/>
    public Outcome Run(Invocation invocation, PowerShellEvaluator evaluator)
    {
        // Where the code came from is a circumstance of all that it does; the name itself is known.
        var origins = invocation.Name.Origins;
        var current = Current();
        if ((origins & Origins.Decoded) != 0) current = current with { Traits = current.Traits | EffectTraits.Decoded };
        if ((origins & Origins.Network) != 0) current = current with { Traits = current.Traits | EffectTraits.FromNetwork };
        if (invocation.Name.IsResolved) invocation = invocation with { Name = invocation.Name with { Origins = Origins.None } };
        return interpreter.Run(invocation, current);
    }

    /// <inheritdoc/>
    public void RunCode(Value code, TextSpan span, string how) => interpreter.Executes(code, Current(), span, how);

    /// <inheritdoc/>
    public void Call(MemberCall call)
    {
        if (call is { IsStatic: true, TypeName.Text: "System.Environment", Arguments: [var name, var value, ..] } && IsForThisProcess(call)) SetEnvironment(name.Text, value, call.Span);
        else DotNetMembers.Read(call, Current(), interpreter);
    }

    private static bool IsForThisProcess(MemberCall call) =>
        call.MemberName.Text.Equals("SetEnvironmentVariable", StringComparison.OrdinalIgnoreCase)
        && (call.Arguments.Count == 2 || call.Arguments[2].Text.Equals("Process", StringComparison.OrdinalIgnoreCase));

    /// <inheritdoc/>
    public void SetEnvironment(string name, Value value, TextSpan span)
    {
        var current = Current();
        if (WindowsVariables.Warning(name, value.Text) is not { } finding)
        {
            // Modules of the project are found by this one; it is set in every session that works on them.
            if (!name.Equals("PSModulePath", StringComparison.OrdinalIgnoreCase)) DangerousEnvironment.Read(name, value, interpreter, current, span);
            return;
        }

        interpreter.Add(new Effect(EffectKind.WeakenSecurity, new Target(TargetKind.Service, name), current.OuterSpan ?? span)
        {
            Traits = current.Traits,
            By = "powershell/environment",
            Command = name,
            Finding = finding,
        });
    }

    /// <inheritdoc/>
    public void Exhausts(string what, TextSpan span) =>
        interpreter.Add(new Effect(EffectKind.ExhaustResources, new Target(TargetKind.Process, what), scene.OuterSpan ?? span)
        {
            Traits = scene.Traits,
            By = "powershell/loop",
            Command = "powershell",
            Finding = new Finding("system.fork-bomb", Risk.Critical, what),
        });

    /// <inheritdoc/>
    public void Redirect(Value target, bool isAppend, TextSpan span, Value? content = null)
    {
        var current = Current();
        var path = PathResolver.Resolve(target.Text, current.WorkingDirectory, interpreter.Paths, target.IsGlob, hasBackslashes: true);
        interpreter.Add(new Effect(EffectKind.Write, path, current.OuterSpan ?? span)
        {
            Traits = current.Traits | (isAppend ? EffectTraits.Append : EffectTraits.None),
            By = "powershell/redirection",
            Command = "redirection",
        });
        if (content is not null) interpreter.Store(path.Text, content, isAppend);
    }

    /// <inheritdoc/>
    public void Incomplete(string findingId, string message, TextSpan span) =>
        interpreter.Add(new Finding(findingId, Risk.High, message, Span: scene.OuterSpan ?? span));

    /// <inheritdoc/>
    public string? Variable(string name)
    {
        var observation = interpreter.Observation;
        if (name.Equals("HOME", StringComparison.OrdinalIgnoreCase)) return observation.Home;
        if (name.Equals("PWD", StringComparison.OrdinalIgnoreCase)) return WorkingDirectory.Text;

        // Scripts name what lies beside them; that they lie where the work is done is the usual case.
        if (name.Equals("PSScriptRoot", StringComparison.OrdinalIgnoreCase)) return scene.WorkingDirectory;
        if (name.Equals("PSCommandPath", StringComparison.OrdinalIgnoreCase)) return scene.WorkingDirectory + "/script.ps1";
        if (!name.StartsWith("env:", StringComparison.OrdinalIgnoreCase)) return null;
        var variable = name[4..];
        return observation.Variable(variable) ?? WindowsVariables.Usual(variable, observation.Home, observation.User);
    }

    /// <inheritdoc/>
    public ScriptFile? OpenScript(Value path, TextSpan span)
    {
        var current = Current();
        var target = PathResolver.Resolve(path.Text, current.WorkingDirectory, interpreter.Paths, hasBackslashes: true);
        if (interpreter.Content(target.Text, current) is not { } content) return null;
        var isRead = EntryInterpreter.IsRead(target, content, current);
        interpreter.Add(new Effect(EffectKind.Execute, target, current.OuterSpan ?? span)
        {
            Traits = isRead ? current.Traits | EffectTraits.Informational : current.Traits,
            By = "powershell/script",
            Command = path.Text,
        });
        interpreter.Executes(content, current, span, "script");
        return new ScriptFile(target.Text, content, content.Has(Origins.File) && !isRead, current.OuterSpan ?? span);
    }

    /// <inheritdoc/>
    public Value? Content(Value path)
    {
        var current = Current();
        return interpreter.Content(PathResolver.Resolve(path.Text, current.WorkingDirectory, interpreter.Paths, hasBackslashes: true).Text, current);
    }

    private Scene Current()
    {
        var current = scene.WorkingDirectory == WorkingDirectory.Text ? scene : scene with { WorkingDirectory = WorkingDirectory.Text };
        return IsInFile ? current with { IsFromFile = true, Traits = current.Traits | EffectTraits.FromFile } : current;
    }
}
