using AiFirewall.Benchmarks;
using BenchmarkDotNet.Running;

// corpus [--live] [FILE...]   how long each command of a set takes to judge: percentiles, and the slowest
// bounds                      how long hostile inputs take
// urls                        how long URLs take
// files                       how long large files and trees take
// anything else               BenchmarkDotNet's own options, such as --filter '*Evaluate*'
switch (args)
{
    case ["corpus", .. var rest]:
        CorpusTiming.Run([.. rest.Where(a => a != "--live")], isLive: rest.Contains("--live"));
        return 0;
    case ["bounds"]:
        BoundsTiming.Run();
        return 0;
    case ["urls"]:
        UrlTiming.Run();
        return 0;
    case ["files"]:
        FileTiming.Run();
        return 0;
    default:
        BenchmarkSwitcher.FromAssembly(typeof(EvaluateBenchmarks).Assembly).Run(args);
        return 0;
}
