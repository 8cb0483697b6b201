using System.Reflection;
using System.Runtime.InteropServices;
using AiFirewall.Cli.CommandLine;
using AiFirewall.Cli.Terminal;

namespace AiFirewall.Cli.Verbs;

/// <summary><c>guard version</c>.</summary>
internal sealed class VersionVerb : Verb
{
    /// <inheritdoc/>
    public override string Name => "version";

    /// <inheritdoc/>
    public override string Summary => "show the version";

    /// <inheritdoc/>
    public override string Usage => "version";

    /// <summary>The version, without the build's suffix.</summary>
    public static string Number()
    {
        var full = typeof(VersionVerb).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "0";
        var plus = full.IndexOf('+', StringComparison.Ordinal);
        return plus < 0 ? full : full[..plus];
    }

    /// <inheritdoc/>
    public override int Run(ParsedLine line, Streams streams)
    {
        if (line.Operands.Count > 0) return streams.Fail($"'guard version' takes no operand, but got '{line.Operands[0]}'");
        streams.Output.Line($"guard {Number()} ({RuntimeInformation.RuntimeIdentifier})");
        return ExitCodes.Done;
    }
}
