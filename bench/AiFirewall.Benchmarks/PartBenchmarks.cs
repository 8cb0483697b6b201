using AiFirewall.Actions;
using AiFirewall.Assessment;
using AiFirewall.Commands;
using AiFirewall.Commands.Catalog;
using AiFirewall.Effects;
using AiFirewall.Interpretation;
using AiFirewall.Policy;
using AiFirewall.Shells.Bash;
using AiFirewall.Shells.Bash.Syntax;
using AiFirewall.Text;
using BenchmarkDotNet.Attributes;

namespace AiFirewall.Benchmarks;

/// <summary>The stops of the road, each alone.</summary>
[MemoryDiagnoser]
public class PartBenchmarks
{
    private const string Command = "cd src && dotnet build -c Release 2>&1 | tail -5";

    private static readonly ShellAction Action = new(Command, ShellDialect.Bash);
    private static readonly PathContext Paths = new(World.Home, World.Home + "/app", World.Home + "/.ai-firewall", IgnoresCase: false);
    private readonly Reading _reading = ActionReader.Read(Action, World.Frozen, CommandCatalog.BuiltIn);
    private PolicyInput _input = null!;

    [GlobalSetup]
    public void Assess() => _input = PolicyInput.Of(Action, Assessor.Assess(Command, _reading.Effects, _reading.Findings), World.Frozen);

    [Benchmark]
    public BashScript Parse() => BashParser.Parse(Command);

    [Benchmark]
    public object Interpret() => ActionReader.Read(Action, World.Frozen, CommandCatalog.BuiltIn);

    [Benchmark]
    public ActionAssessment Weigh() => Assessor.Assess(Command, _reading.Effects, _reading.Findings);

    [Benchmark]
    public PolicyAnswer Judge() => GuardPolicy.Default.Judge(_input);

    [Benchmark]
    public CommandEntry? FindKnownCommand() => CommandCatalog.BuiltIn.Find("docker", ShellDialect.Bash);

    [Benchmark]
    public object DecodeCommand() => CatalogBinary.Find(CatalogResource.Bytes, "docker"u8);

    [Benchmark]
    public Target ResolvePath() => PathResolver.Resolve("../other/src/a.cs", World.Home + "/app", Paths);

    [Benchmark]
    public string Mask() => SecretMasker.Mask(Command);
}
