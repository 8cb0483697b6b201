namespace AiFirewall.Assessment;

/// <summary>What an action is about, by the worst of its effects.</summary>
public enum Intent : byte
{
    /// <summary>Nothing is known.</summary>
    Unknown,
    /// <summary>Reads files.</summary>
    FileRead,
    /// <summary>Reads a database.</summary>
    DbRead,
    /// <summary>Reads over an API.</summary>
    ApiRead,
    /// <summary>Runs programs.</summary>
    ShellExec,
    /// <summary>Writes files.</summary>
    FileWrite,
    /// <summary>Changes a database.</summary>
    DbWrite,
    /// <summary>Changes something over an API.</summary>
    ApiWrite,
    /// <summary>Writes source files.</summary>
    CodeModify,
    /// <summary>Deletes files.</summary>
    FileDelete,
    /// <summary>Deletes data or structures of a database.</summary>
    DbDestructive,
    /// <summary>Deletes something over an API.</summary>
    ApiDestructive,
    /// <summary>Opens raw connections or transfers files.</summary>
    NetworkEgress,
}

/// <summary>The wire names and the rank of intents.</summary>
public static class Intents
{
    private static readonly string[] Names =
    [
        "UNKNOWN", "FILE_READ", "DB_READ", "API_READ", "SHELL_EXEC", "FILE_WRITE", "DB_WRITE", "API_WRITE", "CODE_MODIFY",
        "FILE_DELETE", "DB_DESTRUCTIVE", "API_DESTRUCTIVE", "NETWORK_EGRESS",
    ];

    /// <summary>How many intents there are.</summary>
    internal static int Count => Names.Length;

    private static readonly byte[] Ranks = [0, 1, 1, 1, 2, 3, 3, 3, 4, 5, 5, 5, 5];

    /// <summary>The wire name, <c>FILE_DELETE</c>.</summary>
    public static string Name(this Intent intent) => Names[(int)intent];

    /// <summary>How much the intent outweighs others; 0 to 5.</summary>
    public static int Rank(this Intent intent) => Ranks[(int)intent];

    /// <summary>Reads a wire name, any case.</summary>
    public static bool TryParse(string name, out Intent intent)
    {
        var index = Array.FindIndex(Names, n => n.Equals(name, StringComparison.OrdinalIgnoreCase));
        intent = index < 0 ? Intent.Unknown : (Intent)index;
        return index >= 0;
    }
}
