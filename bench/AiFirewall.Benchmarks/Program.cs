using AiFirewall.Benchmarks;
using BenchmarkDotNet.Running;

// corpus [--live] [FILE...]   how long each command of a set takes to judge: percentiles, and the slowest
// bounds                      how long hostile inputs take
// sql                         how many simple statements of SQL are read a second
// sql [--out FILE] DIR...     reads the SQL of databases' own test suites: crashes, what is unreadable, how fast
// urls                        how long URLs take
// files                       how long large files and trees take
// fuzz [--minutes N] ...      texts that nobody wrote, and what does not hold for them
// oracle [FILE...] ...        what Bash and shfmt read in texts, and our reader does not
// anything else               BenchmarkDotNet's own options, such as --filter '*Evaluate*'
switch (args)
{
    case ["corpus", .. var rest]:
        CorpusTiming.Run([.. rest.Where(a => a != "--live")], isLive: rest.Contains("--live"));
        return 0;
    case ["bounds"]:
        BoundsTiming.Run();
        return 0;
    case ["sql"]:
        SqlSuites.Speed();
        return 0;
    case ["sql", .. var rest]:
        SqlSuites.Run(rest);
        return 0;
    case ["urls"]:
        UrlTiming.Run();
        return 0;
    case ["files"]:
        FileTiming.Run();
        return 0;
    case ["oracle", .. var rest]:
        return OracleRun.Run(rest) == 0 ? 0 : 1;
    case ["fuzz", .. var rest]:
        return FuzzRun.Run(rest) == 0 ? 0 : 1;
    default:
        BenchmarkSwitcher.FromAssembly(typeof(EvaluateBenchmarks).Assembly).Run(args);
        return 0;
}
