using System.Buffers;
using AiFirewall.Actions;
using AiFirewall.Policy;
using BenchmarkDotNet.Attributes;

namespace AiFirewall.Benchmarks;

/// <summary>An action's whole way to a decision, everything warm and no disk.</summary>
[MemoryDiagnoser]
public class EvaluateBenchmarks
{
    private readonly Guard _guard = new(GuardPolicy.Default);
    private readonly ArrayBufferWriter<byte> _output = new(4096);

    [ParamsSource(nameof(Commands))]
    public string Command { get; set; } = "";

    public static IEnumerable<string> Commands => World.EverydayCommands;

    [Benchmark]
    public Decision Evaluate() => _guard.Evaluate(new ShellAction(Command, ShellDialect.Bash), World.Frozen);

    [Benchmark]
    public int EvaluateToJson()
    {
        _output.ResetWrittenCount();
        DecisionJson.Write(Evaluate(), _output);
        return _output.WrittenCount;
    }
}
