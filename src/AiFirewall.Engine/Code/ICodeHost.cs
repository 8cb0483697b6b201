using AiFirewall.Effects;
using AiFirewall.Shells;

namespace AiFirewall.Code;

/// <summary>What the reading of code asks of the road around it.</summary>
internal interface ICodeHost
{
    /// <summary>The user's home.</summary>
    string Home { get; }

    /// <summary>The user's name.</summary>
    string User { get; }

    /// <summary>The directory that paths are relative to.</summary>
    string WorkingDirectory { get; set; }

    /// <summary>The value of an environment variable; null when it is not known.</summary>
    string? Variable(string name);

    /// <summary>The code sets a variable of the environment that it and what it starts run in, or takes it away (null).</summary>
    void SetVariable(string name, Value? value);

    /// <summary>Takes an effect on a path. Where it leads.</summary>
    Target Touch(EffectKind kind, Value path, string call, EffectTraits traits = EffectTraits.None, bool isLikely = false);

    /// <summary>Takes an effect on something else than a path.</summary>
    void Affect(EffectKind kind, Target target, string call, EffectTraits traits = EffectTraits.None, Finding? finding = null, Certainty certainty = Certainty.Certain);

    /// <summary>What a file holds as far as it is known; null when nothing is.</summary>
    Value? Content(Value path);

    /// <summary>Remembers what a file holds.</summary>
    void Store(Value path, Value content, bool isAppended);

    /// <summary>A program is run with arguments. What it prints.</summary>
    Value Run(IReadOnlyList<Value> command, Value? input, string? workingDirectory, bool isLikely);

    /// <summary>Code of another language is run. What it prints.</summary>
    Value RunCode(string language, Value code, Value? input, bool isLikely);

    /// <summary>Text is about to be executed as code of this language: takes note of where it came from.</summary>
    void Enter(Value code, string call);

    /// <summary>The code of the last <see cref="Enter"/> is at its end.</summary>
    void Leave();

    /// <summary>A file of the same language is run. What it prints.</summary>
    Value RunFile(Value path, string call);

    /// <summary>Something cannot be read, or a bound is exceeded.</summary>
    void Report(Finding finding);

    /// <summary>Takes one step off the budget; false when it is spent.</summary>
    bool Spend();
}
