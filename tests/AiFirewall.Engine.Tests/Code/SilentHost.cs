using AiFirewall.Code;
using AiFirewall.Effects;
using AiFirewall.Shells;

namespace AiFirewall.Tests.Code;

/// <summary>A road that takes everything and says nothing.</summary>
internal sealed class SilentHost : ICodeHost
{
    public string Home => TestWorld.Home;

    public string User => "dev";

    public string WorkingDirectory { get; set; } = TestWorld.Project;

    public string? Variable(string name) => null;

    public Target Touch(EffectKind kind, Value path, string call, EffectTraits traits = EffectTraits.None, bool isLikely = false) => new(TargetKind.Path, path.Text, TargetScope.Project);

    public void Affect(EffectKind kind, Target target, string call, EffectTraits traits = EffectTraits.None, Finding? finding = null, Certainty certainty = Certainty.Certain)
    {
    }

    public void SetVariable(string name, Value? value)
    {
    }

    public Value? Content(Value path) => null;

    public void Store(Value path, Value content, bool isAppended)
    {
    }

    public Value Run(IReadOnlyList<Value> command, Value? input, string? workingDirectory, bool isLikely) => Value.Unknown;

    public Value RunCode(string language, Value code, Value? input, bool isLikely) => Value.Unknown;

    public void Enter(Value code, string call)
    {
    }

    public void Leave()
    {
    }

    public Value RunFile(Value path, string call) => Value.Unknown;

    public void Report(Finding finding)
    {
    }

    public bool Spend() => true;
}
