using System.Diagnostics;
using AiFirewall.Cli.Terminal;
using AiFirewall.Cli.Verbs;

namespace AiFirewall.Cli;

/// <summary>The outermost door: finds the verb, and turns anything unexpected into a refusal.</summary>
internal static class Program
{
    /// <summary>When the process started, as good as the runtime lets us know cheaply.</summary>
    public static long Started { get; } = Stopwatch.GetTimestamp();

    private static int Main(string[] args)
    {
        var streams = new Streams();
        try
        {
            return VerbTable.Run(args, streams);
        }
        catch (Exception e)
        {
            return Unexpected(args, streams, e);
        }
    }

    private static int Unexpected(string[] args, Streams streams, Exception exception)
    {
        try
        {
            streams.Say($"refused, because {Failures.Describe(exception)}");
        }
        catch (IOException)
        {
            // Nobody listens on standard error; the exit code still says it.
        }
        return args is ["run" or "wrap" or "api" or "sql", ..] ? ExitCodes.Refused : ExitCodes.Usage;
    }
}
