using AiFirewall.Effects;
using AiFirewall.Shells.Cmd.Syntax;

namespace AiFirewall.Shells.Cmd.Evaluation;

/// <summary>What the evaluator asks of the road around it.</summary>
internal interface ICmdHost
{
    /// <summary>A command is run that does not only concern the shell.</summary>
    Outcome Run(Invocation invocation, CmdState state);

    /// <summary>A file is opened by a redirection.</summary>
    /// <param name="kind">How.</param>
    /// <param name="path">The file.</param>
    /// <param name="content">What is written to it; null when it is read.</param>
    /// <param name="span">Where.</param>
    /// <param name="state">The shell's state.</param>
    /// <returns>What is read from it.</returns>
    Value Redirect(CmdRedirectionKind kind, Value path, Value? content, TextSpan span, CmdState state);

    /// <summary>What a file holds, by its absolute path; null when it is not known.</summary>
    Value? Content(string path, CmdState state);

    /// <summary>Remembers what a file holds, by its absolute path.</summary>
    void Store(string path, Value content, CmdState state);

    /// <summary>A script by its absolute path is about to be run. The host takes note of the execution.</summary>
    void Starts(string path, Value content, TextSpan span, CmdState state);

    /// <summary>Text is about to be executed as code of cmd.exe. The host takes note of where it came from.</summary>
    void Executes(Value code, TextSpan span, CmdState state);

    /// <summary>Code in another language is run.</summary>
    void RunCode(string language, Value code, TextSpan span, CmdState state);

    /// <summary>A variable is set that programs started later see.</summary>
    void Assigns(string name, Value value, TextSpan span, CmdState state);

    /// <summary>Something cannot be read, or a bound is exceeded.</summary>
    void Report(string findingId, string message, TextSpan span, CmdState state);

    /// <summary>The text starts processes without end.</summary>
    void Exhausts(string what, TextSpan span, CmdState state);

    /// <summary>The value of an environment variable; null when it is not known.</summary>
    string? Variable(string name);

    /// <summary>Takes one step off the budget; false when it is spent.</summary>
    bool Spend();
}
