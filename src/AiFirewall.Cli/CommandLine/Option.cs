namespace AiFirewall.Cli.CommandLine;

/// <summary>An option of a verb.</summary>
/// <param name="Name">The name with its dashes: <c>--json</c>.</param>
/// <param name="Value">What its value is called in help; null for a switch.</param>
/// <param name="Help">One clause for help.</param>
internal sealed record Option(string Name, string? Value, string Help)
{
    /// <summary>Another name; null for none.</summary>
    public string? Alias { get; init; }

    /// <summary>Whether <paramref name="word"/> is this option, without a value attached.</summary>
    public bool Is(string word) => word == Name || word == Alias;
}

/// <summary>How a verb reads the words after its name.</summary>
internal enum OperandStyle : byte
{
    /// <summary>Options may stand anywhere.</summary>
    Anywhere,
    /// <summary>The first word that is no option starts a command, and everything after it belongs to that command.</summary>
    Command,
}
