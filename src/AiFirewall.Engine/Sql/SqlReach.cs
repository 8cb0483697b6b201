using AiFirewall.Effects;

namespace AiFirewall.Sql;

/// <summary>How a statement reaches beyond the tables of its database.</summary>
public enum SqlReachKind : byte
{
    /// <summary>Reads a file of the server or the client.</summary>
    ReadFile,
    /// <summary>Writes a file of the server or the client.</summary>
    WriteFile,
    /// <summary>Deletes or renames a file.</summary>
    DeleteFile,
    /// <summary>Opens a database file, creating it when it is not there.</summary>
    OpenDatabaseFile,
    /// <summary>Runs a program on the server.</summary>
    RunProgram,
    /// <summary>Loads native or scripting code into the server.</summary>
    LoadCode,
    /// <summary>Runs shell code on the client; the operand is the code.</summary>
    ClientShell,
    /// <summary>Runs SQL from a file; the operand is its path.</summary>
    Include,
    /// <summary>Runs SQL that is computed at run time and could not be resolved.</summary>
    DynamicSql,
    /// <summary>Talks to another machine.</summary>
    Network,
    /// <summary>Arranges for something to run later.</summary>
    Schedule,
    /// <summary>Makes the server wait or work without use.</summary>
    Stall,
    /// <summary>Ends sessions or the server.</summary>
    StopServer,
    /// <summary>Changes a setting of the server for everyone.</summary>
    ServerSetting,
    /// <summary>Turns a protection off.</summary>
    WeakenSecurity,
    /// <summary>Changes users or what they may.</summary>
    RoleChange,
    /// <summary>Deletes data or objects through a function.</summary>
    Destroy,
}

/// <summary>One way in which a statement reaches beyond the tables of its database.</summary>
/// <param name="Kind">What it does.</param>
/// <param name="By">The function, procedure, clause or client command that does it.</param>
/// <param name="Operand">The file, program, host, code or setting; holes stand for what could not be resolved.</param>
/// <param name="Span">Where it stands in the text.</param>
public sealed record SqlReach(SqlReachKind Kind, string By, string Operand, TextSpan Span)
{
    /// <summary>Whether it happens in the client, so that files and programs are those of this machine.</summary>
    public bool IsClient { get; init; }

    /// <summary>How bad it is where that differs from the usual for its kind.</summary>
    public Risk? Severity { get; init; }
}
