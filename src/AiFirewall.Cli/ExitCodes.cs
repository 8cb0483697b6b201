using AiFirewall.Policy;

namespace AiFirewall.Cli;

/// <summary>What guard's exit codes mean; the same for every verb.</summary>
internal static class ExitCodes
{
    /// <summary>Done.</summary>
    public const int Done = 0;

    /// <summary>A search or check found something.</summary>
    public const int Found = 1;

    /// <summary>Wrong usage, unreadable input, or the firewall itself failed. A hook's refusal.</summary>
    public const int Usage = 2;

    /// <summary>An action was refused and did not run.</summary>
    public const int Refused = 126;

    /// <summary>The exit code that tells a verdict under <c>--exit-code</c>.</summary>
    public static int Of(Verdict verdict) => verdict switch
    {
        Verdict.Allow => 0,
        Verdict.RequireApproval => 3,
        _ => 2,
    };
}
