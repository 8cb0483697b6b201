using AiFirewall.Effects;
using AiFirewall.Observation;
using AiFirewall.Shells;

namespace AiFirewall.Commands;

/// <summary>What the reading of commands asks of the road around it: where effects go, and how code inside arguments is read.</summary>
internal interface ICommandHost
{
    /// <summary>What is so on this machine.</summary>
    IObservation Observation { get; }

    /// <summary>The places that paths are judged against.</summary>
    PathContext Paths { get; }

    /// <summary>Takes an effect.</summary>
    void Add(Effect effect);

    /// <summary>Takes a finding that belongs to no effect.</summary>
    void Add(Finding finding);

    /// <summary>Reads a command that another one runs.</summary>
    Outcome Run(Invocation invocation, Scene scene);

    /// <summary>Reads code in a language that a command runs.</summary>
    /// <param name="language">As in <see cref="Catalog.RunSpec.Language"/>.</param>
    /// <param name="code">The code, as far as it is known.</param>
    /// <param name="arguments">What the code gets as its positional parameters.</param>
    /// <param name="input">What it reads from standard input.</param>
    /// <param name="scene">Where it runs.</param>
    /// <param name="span">What stands for it in the action's text.</param>
    Outcome RunCode(string language, Value code, IReadOnlyList<Value> arguments, Value? input, Scene scene, TextSpan span);

    /// <summary>What a file holds, as far as this action wrote it or the machine shows it; null when nothing is known.</summary>
    Value? Content(string path, Scene scene);

    /// <summary>Remembers a link that this action makes: what is done to it is done to its target.</summary>
    void Link(string path, string target);

    /// <summary>Remembers what this action puts into a file, for commands that read it later.</summary>
    void Store(string path, Value content, bool append);

    /// <summary>Remembers that whatever is found below a directory and was not there before came from somewhere.</summary>
    void StoreTree(string directory, Value content);
}
