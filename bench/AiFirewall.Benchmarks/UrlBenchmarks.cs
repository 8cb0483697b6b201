using AiFirewall.Actions;
using AiFirewall.Http;
using AiFirewall.Policy;
using BenchmarkDotNet.Attributes;

namespace AiFirewall.Benchmarks;

/// <summary>One request: its URL read alone, and its whole way to a decision.</summary>
[MemoryDiagnoser]
public class UrlBenchmarks
{
    private readonly Guard _guard = new(GuardPolicy.Default);

    [Params(
        "https://api.github.com/repos/a/b/pulls?state=open&per_page=100",
        "http://localhost:3000/api/items",
        "https://registry.npmjs.org/lodash",
        "http://0xA9.0376.43518/latest/meta-data/",
        "http://good.example\\@①⑥⑨.254.169.254:80/latest/?x=ghp_abcdefghijklmnopqrstuvwxyz0123456789",
        "https://xn--gthub-n4a.com/login",
        "http://app-169-254-169-254.nip.io/")]
    public string Text { get; set; } = "";

    [Benchmark]
    public object Read() => Url.Read(Text);

    [Benchmark]
    public Decision Evaluate() => _guard.Evaluate(new HttpAction("GET", Text), World.Frozen);
}
