using AiFirewall.Cli.CommandLine;
using AiFirewall.Cli.Terminal;

namespace AiFirewall.Cli.Verbs;

/// <summary>A verb of <c>guard</c>.</summary>
internal abstract class Verb
{
    /// <summary>The verb.</summary>
    public abstract string Name { get; }

    /// <summary>One clause for the list of verbs.</summary>
    public abstract string Summary { get; }

    /// <summary>How it is called, one form a line, without <c>guard</c>.</summary>
    public abstract string Usage { get; }

    /// <summary>What else help says; empty for nothing.</summary>
    public virtual string Details => "";

    /// <summary>Its options.</summary>
    public virtual IReadOnlyList<Option> Options => [];

    /// <summary>Where its options may stand.</summary>
    public virtual OperandStyle Operands => OperandStyle.Anywhere;

    /// <summary>Does it.</summary>
    /// <returns>The exit code.</returns>
    public abstract int Run(ParsedLine line, Streams streams);
}
