using AiFirewall.Effects;

namespace AiFirewall.Shells.PowerShell.Evaluation;

/// <summary>
/// What the evaluator tells of the code it walks, and what it asks about the world around it. Nothing is run; the host judges.
/// </summary>
internal interface IPowerShellHost
{
    /// <summary>The current directory; the evaluator sets it when the code changes it.</summary>
    Value WorkingDirectory { get; set; }

    /// <summary>The budget of the whole action is spent: what is told from here on counts no more.</summary>
    bool IsSpent { get; }

    /// <summary>A command is about to be run. Aliases, functions and script blocks of the text are resolved by then.</summary>
    /// <param name="invocation">
    /// The command. Items of an array argument are arguments of their own, all with the span of the array. The name carries the origins of
    /// the code that the command was read from: a command out of decoded text is <see cref="Origins.Decoded"/>.
    /// </param>
    /// <param name="evaluator">For code that the command runs (<c>pwsh -Command …</c>): goes on in it with the same bounds.</param>
    /// <returns>What it writes.</returns>
    Outcome Run(Invocation invocation, PowerShellEvaluator evaluator);

    /// <summary>Text is run as code that is not, or not wholly, known.</summary>
    /// <param name="code">What is known of it.</param>
    /// <param name="span">Where it is run.</param>
    /// <param name="how">What runs it: <c>Invoke-Expression</c>, <c>[scriptblock]::Create</c>.</param>
    void RunCode(Value code, TextSpan span, string how);

    /// <summary>A .NET member is called that the evaluator did not fold away.</summary>
    void Call(MemberCall call);

    /// <summary>Output is written to a file by <c>&gt;</c> or <c>&gt;&gt;</c>, or by assigning to <c>${C:\file}</c>.</summary>
    /// <param name="target">The file.</param>
    /// <param name="isAppend">It is added to.</param>
    /// <param name="span">Where.</param>
    /// <param name="content">What is written, when that is an expression; the output of a command is known to its <see cref="Run"/>.</param>
    void Redirect(Value target, bool isAppend, TextSpan span, Value? content = null);

    /// <summary>A variable of the environment is set, for this process and those that it starts.</summary>
    void SetEnvironment(string name, Value value, TextSpan span);

    /// <summary>The text starts processes without end.</summary>
    void Exhausts(string what, TextSpan span);

    /// <summary>The code could not be followed to its end.</summary>
    void Incomplete(string findingId, string message, TextSpan span);

    /// <summary>The content of a script or module in a file, which is run from now on; null when it cannot be read.</summary>
    /// <param name="path">Its path.</param>
    /// <param name="span">Where it is run.</param>
    ScriptFile? OpenScript(Value path, TextSpan span);

    /// <summary>The text of a file as far as it is known before anything runs; null when it is not.</summary>
    Value? Content(Value path);

    /// <summary>Whether the code at hand stands in a file that was there before; the evaluator sets it.</summary>
    bool IsInFile { get; set; }

    /// <summary>The value of a variable that the code did not set; null when it is not known.</summary>
    /// <param name="name">The name; for the environment with <c>env:</c> in front.</param>
    string? Variable(string name);
}

/// <summary>A script or module in a file.</summary>
/// <param name="Path">Its path, absolute.</param>
/// <param name="Content">Its text.</param>
/// <param name="IsTrusted">It was there before and lies where nobody just anybody writes: of what it does only the worst counts.</param>
/// <param name="Span">Where it is run.</param>
internal sealed record ScriptFile(string Path, Value Content, bool IsTrusted, TextSpan Span)
{
    /// <summary>The directory that it lies in.</summary>
    public string Directory => Path[..Math.Max(Path.LastIndexOf('/'), 0)];
}

/// <summary>A call of a .NET member.</summary>
/// <param name="TypeName">
/// The type, with its namespace as far as PowerShell would add it (<c>IO.File</c> becomes <c>System.IO.File</c>); null when it is not known.
/// </param>
/// <param name="MemberName">The member; <c>set_Name</c> when a property is assigned, <c>new</c> for a constructor.</param>
/// <param name="IsStatic">It is called on the type.</param>
/// <param name="Target">What is known of the object; <see cref="Value.Empty"/> for static members.</param>
/// <param name="Arguments">The arguments.</param>
/// <param name="Span">Where.</param>
/// <remarks>The type of a COM object is <see cref="ComObject"/> with the name it was made by behind it.</remarks>
internal sealed record MemberCall(
    Value? TypeName, Value MemberName, bool IsStatic, Value Target, IReadOnlyList<Value> Arguments, TextSpan Span)
{
    /// <summary>What PowerShell calls the type of a COM object, up to the object's own name.</summary>
    public const string ComObject = "System.__ComObject#";
}

/// <summary>The findings that the evaluator itself reports.</summary>
internal static class PowerShellFindings
{
    /// <summary>The text is no valid PowerShell.</summary>
    public const string Syntax = "shell.powershell.syntax";

    /// <summary>The text, or what it runs, is nested too deeply.</summary>
    public const string TooDeep = "shell.powershell.too-deep";

    /// <summary>The text is too long, or does too much, to be followed.</summary>
    public const string TooLarge = "shell.powershell.too-large";
}
