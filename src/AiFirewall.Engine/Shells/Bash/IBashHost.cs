using AiFirewall.Effects;
using AiFirewall.Shells.Bash.Syntax;

namespace AiFirewall.Shells.Bash;

/// <summary>What the evaluator asks of the road around it.</summary>
internal interface IBashHost
{
    /// <summary>A command is run that is neither a function nor a builtin which only concerns the shell.</summary>
    Outcome Run(Invocation invocation, BashState state);

    /// <summary>A file is opened by a redirection.</summary>
    /// <param name="kind">How.</param>
    /// <param name="path">The file.</param>
    /// <param name="content">What is written to it; null when it is read.</param>
    /// <param name="span">Where.</param>
    /// <param name="state">The shell's state.</param>
    /// <returns>What is read from it.</returns>
    Value Redirect(RedirectionKind kind, Value path, Value? content, TextSpan span, BashState state);

    /// <summary>The content of a file that is sourced; null when it is not known. The host takes note of the execution.</summary>
    Value? Source(Value path, TextSpan span, BashState state);

    /// <summary>Text is about to be executed as code. The host takes note of where it came from.</summary>
    void Executes(Value code, string how, TextSpan span, BashState state);

    /// <summary>Remembers what a file holds that this text writes.</summary>
    void Store(string path, Value content);

    /// <summary>A variable is set that programs started later see, or that the shell itself acts on.</summary>
    void Assigns(string name, Value value, TextSpan span, BashState state);

    /// <summary>A variable is taken away from the shell and from programs started later.</summary>
    void Unsets(string name, TextSpan span, BashState state);

    /// <summary>Something cannot be read, or a bound is exceeded.</summary>
    void Report(string findingId, Risk severity, string message, TextSpan span, BashState state);

    /// <summary>The text starts processes without end.</summary>
    void Exhausts(string what, TextSpan span, BashState state);

    /// <summary>The value of an environment variable; null when it is not known.</summary>
    string? Variable(string name);

    /// <summary>Takes one step off the budget; false when it is spent.</summary>
    bool Spend();
}
