namespace AiFirewall.Sql;

/// <summary>What a statement is, by its verb.</summary>
public enum SqlStatementKind : byte
{
    /// <summary>No statement that the reader knows.</summary>
    Unknown,
    /// <summary>SELECT, VALUES, TABLE.</summary>
    Select,
    /// <summary>INSERT, REPLACE, UPSERT.</summary>
    Insert,
    /// <summary>UPDATE.</summary>
    Update,
    /// <summary>DELETE.</summary>
    Delete,
    /// <summary>MERGE; what it does stands in the nested statements.</summary>
    Merge,
    /// <summary>CREATE, and SELECT … INTO a table.</summary>
    Create,
    /// <summary>ALTER, RENAME, COMMENT ON.</summary>
    Alter,
    /// <summary>DROP, PURGE.</summary>
    Drop,
    /// <summary>TRUNCATE.</summary>
    Truncate,
    /// <summary>GRANT.</summary>
    Grant,
    /// <summary>REVOKE, DENY.</summary>
    Revoke,
    /// <summary>Acts as another user or role, or changes who may: SET ROLE, SET PASSWORD, EXECUTE AS, REASSIGN OWNED.</summary>
    RoleChange,
    /// <summary>SET and RESET of settings and variables.</summary>
    Set,
    /// <summary>USE of a database.</summary>
    Use,
    /// <summary>BEGIN, COMMIT, ROLLBACK, SAVEPOINT and the like.</summary>
    Transaction,
    /// <summary>CALL, EXEC, EXECUTE, PERFORM.</summary>
    Call,
    /// <summary>PREPARE; the prepared statement is nested.</summary>
    Prepare,
    /// <summary>EXPLAIN; the explained statement is nested.</summary>
    Explain,
    /// <summary>COPY, LOAD, BULK INSERT, BACKUP: moves data between tables and files.</summary>
    Copy,
    /// <summary>RESTORE, FLASHBACK: puts older data in the place of newer.</summary>
    Restore,
    /// <summary>VACUUM, ANALYZE, REINDEX, OPTIMIZE, CHECKPOINT, DBCC.</summary>
    Maintenance,
    /// <summary>SHOW, DESCRIBE, HELP.</summary>
    Show,
    /// <summary>PRAGMA.</summary>
    Pragma,
    /// <summary>ATTACH and DETACH of a database file.</summary>
    Attach,
    /// <summary>SHUTDOWN, KILL, STOP, RESTART.</summary>
    Stop,
    /// <summary>LOCK and UNLOCK.</summary>
    Lock,
    /// <summary>DO and anonymous blocks; what they run is nested.</summary>
    Block,
    /// <summary>DECLARE, FETCH, PRINT, IF, RAISE, …: steps of a procedure that touch no data by themselves.</summary>
    Step,
    /// <summary>INSTALL PLUGIN, LOAD 'library', CREATE ASSEMBLY: brings code into the server.</summary>
    LoadCode,
    /// <summary>A command of the client, not of the server: <c>\!</c>, <c>.shell</c>, <c>source</c>.</summary>
    Client,
}

/// <summary>What sort of object a definition is about.</summary>
public enum SqlObjectType : byte
{
    /// <summary>None, or not said.</summary>
    None,
    /// <summary>A table.</summary>
    Table,
    /// <summary>A view, materialised or not.</summary>
    View,
    /// <summary>An index.</summary>
    Index,
    /// <summary>A database.</summary>
    Database,
    /// <summary>A schema.</summary>
    Schema,
    /// <summary>A sequence.</summary>
    Sequence,
    /// <summary>A function, procedure, aggregate or package.</summary>
    Routine,
    /// <summary>A trigger, or a rule that fires on changes.</summary>
    Trigger,
    /// <summary>A type or domain.</summary>
    Type,
    /// <summary>A user, role, login or group.</summary>
    User,
    /// <summary>A tablespace or file group.</summary>
    Tablespace,
    /// <summary>An extension, plug-in or library.</summary>
    Extension,
    /// <summary>A foreign server or database link.</summary>
    Server,
    /// <summary>A row-level security policy or an audit rule.</summary>
    Policy,
    /// <summary>A scheduled event or job.</summary>
    Event,
    /// <summary>The server itself, as in ALTER SYSTEM.</summary>
    System,
    /// <summary>Everything that a user owns.</summary>
    Owned,
    /// <summary>Something else.</summary>
    Other,
}

/// <summary>Whether a statement inside another one is run by it.</summary>
public enum SqlRun : byte
{
    /// <summary>It runs.</summary>
    Runs,
    /// <summary>It becomes the body of a routine or trigger and runs when that is called.</summary>
    Defined,
    /// <summary>It is only explained.</summary>
    Shown,
}

/// <summary>What a condition comes to.</summary>
public enum SqlTruth : byte
{
    /// <summary>There is no condition.</summary>
    Missing,
    /// <summary>It depends on the row.</summary>
    Depends,
    /// <summary>It depends on the row by its form but holds for practically every row, such as <c>id &gt; 0</c>.</summary>
    Broad,
    /// <summary>It holds for every row (save those that compare null with null).</summary>
    AlwaysTrue,
    /// <summary>It holds for no row.</summary>
    NeverTrue,
}
