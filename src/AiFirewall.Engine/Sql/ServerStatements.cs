using AiFirewall.Effects;

namespace AiFirewall.Sql;

/// <summary>Reads what is left: transactions, maintenance, locks, stopping and setting of the server, steps of procedures.</summary>
internal static class ServerStatements
{
    /// <summary>Reads up to the end of the statement.</summary>
    public static void Read(SqlCursor c, StatementDraft s)
    {
        var start = c.At;
        switch (c.Word)
        {
            case SqlWord.Begin or SqlWord.Commit or SqlWord.Rollback or SqlWord.Savepoint or SqlWord.Release or SqlWord.Abort or SqlWord.End
                or SqlWord.Save or SqlWord.Xa:
                Transaction(c, s);
                return;
            case SqlWord.Start or SqlWord.Stop:
                Start(c, s, start);
                return;
            case SqlWord.Use:
                Named(c, s, SqlStatementKind.Use, SqlObjectType.Database);
                return;
            case SqlWord.Pragma:
                Pragma(c, s, start);
                return;
            case SqlWord.Lock or SqlWord.Unlock:
                Lock(c, s, start);
                return;
            case SqlWord.Shutdown or SqlWord.Restart:
                Stop(c, s, start, Risk.High);
                return;
            case SqlWord.Kill:
                Stop(c, s, start, Risk.High);
                return;
            case SqlWord.Waitfor:
                Wait(c, s, start);
                return;
            case SqlWord.Flush:
                Flush(c, s, start);
                break;
            case SqlWord.Install or SqlWord.Uninstall:
                Install(c, s, start);
                break;
            case SqlWord.Flashback or SqlWord.Undrop:
                s.Kind = SqlStatementKind.Restore;
                c.At++;
                s.ObjectType = ObjectTypes.Read(c, out _);
                if (NameReader.TryRead(c, out var restored)) s.AddTarget(restored);
                break;
            case SqlWord.Noaudit:
                s.Kind = SqlStatementKind.Alter;
                s.ObjectType = SqlObjectType.Policy;
                s.AddReach(SqlReachKind.WeakenSecurity, "NOAUDIT", "", c.SpanOf(start, c.At + 1), Risk.High);
                break;
            case SqlWord.Change:
                s.Kind = SqlStatementKind.Set;
                s.AddReach(SqlReachKind.ServerSetting, "CHANGE REPLICATION", "", c.SpanOf(start, c.At + 2));
                break;
            case SqlWord.Reindex or SqlWord.Cluster or SqlWord.Optimize or SqlWord.Repair or SqlWord.Check or SqlWord.Checksum or SqlWord.Checkpoint
                or SqlWord.Dbcc or SqlWord.Refresh or SqlWord.Cache or SqlWord.Discard:
                Maintenance(c, s);
                break;
            case SqlWord.Help or SqlWord.Handler:
                s.Kind = SqlStatementKind.Show;
                break;
            case SqlWord.Reconfigure:
                s.Kind = SqlStatementKind.Set;
                s.AddReach(SqlReachKind.ServerSetting, "RECONFIGURE", "", c.SpanOf(start, c.At + 1), Risk.Medium);
                break;
            case SqlWord.Revert:
                s.Kind = SqlStatementKind.Set;
                break;
            case SqlWord.Security or SqlWord.Audit:
                s.Kind = SqlStatementKind.Alter;
                s.ObjectType = SqlObjectType.Policy;
                break;
            case SqlWord.Fetch or SqlWord.Move or SqlWord.Close or SqlWord.Deallocate or SqlWord.Print or SqlWord.Raiserror or SqlWord.Throw
                or SqlWord.Raise or SqlWord.Signal or SqlWord.Resignal or SqlWord.Goto or SqlWord.Exit or SqlWord.Continue or SqlWord.Break
                or SqlWord.Leave or SqlWord.Iterate or SqlWord.Null or SqlWord.Get or SqlWord.Notify or SqlWord.Listen or SqlWord.Unlisten
                or SqlWord.Else or SqlWord.If:
                s.Kind = SqlStatementKind.Step;
                break;
            default:
                Other(c, s);
                return;
        }

        if (!c.AtEnd && c.At == start) c.At++;
        ClauseReader.Read(c, s);
    }

    /// <summary>ALTER SYSTEM SET (PostgreSQL), ALTER SYSTEM KILL SESSION (Oracle), ALTER INSTANCE (MySQL).</summary>
    public static void AlterSystem(SqlCursor c, StatementDraft s, int start)
    {
        var stops = c.Word is SqlWord.Kill || c.IsText("DISCONNECT");
        while (c.Word is SqlWord.Set or SqlWord.Reset) c.At++;
        var what = c.AtEnd ? "" : c.Raw().ToString();
        c.SkipStatement();
        s.AddReach(stops ? SqlReachKind.StopServer : SqlReachKind.ServerSetting, "ALTER SYSTEM", what, c.SpanOf(start, c.At));
    }

    private static void Transaction(SqlCursor c, StatementDraft s)
    {
        s.Kind = SqlStatementKind.Transaction;
        var ends = c.Word is SqlWord.Commit or SqlWord.Rollback or SqlWord.End or SqlWord.Abort && c.Peek(1).Word != SqlWord.To;

        // ON COMMIT DROP, or the rollback of its creation, may have taken the temporary table away.
        if (ends && c.Session.HasTemporaryTables) c.Session.TemporaryTables.Clear();
        c.At++;
        if (c.Word is SqlWord.Transaction or SqlWord.Tran or SqlWord.Work) c.At++;
        ClauseReader.Read(c, s);
    }

    private static void Start(SqlCursor c, StatementDraft s, int start)
    {
        var stops = c.Word == SqlWord.Stop;
        c.At++;
        s.Kind = !stops && c.Word == SqlWord.Transaction ? SqlStatementKind.Transaction : stops ? SqlStatementKind.Stop : SqlStatementKind.Set;
        if (stops) s.AddReach(SqlReachKind.StopServer, "STOP", c.Raw().ToString(), c.SpanOf(start, c.At + 1), Risk.High);
        ClauseReader.Read(c, s);
    }

    private static void Named(SqlCursor c, StatementDraft s, SqlStatementKind kind, SqlObjectType type)
    {
        s.Kind = kind;
        s.ObjectType = type;
        c.At++;
        if (!c.AtEnd && NameReader.TryRead(c, out var name)) s.AddTarget(name);
        ClauseReader.Read(c, s);
    }

    /// <summary>Most pragmas ask or tune; some open the way to damage. sqlite.org/pragma.html.</summary>
    private static void Pragma(SqlCursor c, StatementDraft s, int start)
    {
        s.Kind = SqlStatementKind.Pragma;
        c.At++;
        if (!NameReader.TryRead(c, out var name)) return;
        s.AddTarget(name);
        var last = name[(name.LastIndexOf('.') + 1)..].ToLowerInvariant();
        var sets = c.Current.Symbol == SqlSymbol.Equal || c.Kind == SqlTokenKind.Open;
        if (sets && last is "writable_schema" or "journal_mode" or "ignore_check_constraints" or "trusted_schema" or "cell_size_check")
        {
            s.AddReach(SqlReachKind.WeakenSecurity, "PRAGMA", last, c.SpanOf(start, c.At + 2), last == "writable_schema" ? Risk.High : Risk.Low);
        }
        else if (sets && last is "temp_store_directory" or "data_store_directory")
        {
            s.AddReach(SqlReachKind.WriteFile, "PRAGMA", last, c.SpanOf(start, c.At + 2));
        }

        ClauseReader.Read(c, s);
    }

    private static void Lock(SqlCursor c, StatementDraft s, int start)
    {
        s.Kind = SqlStatementKind.Lock;
        var locks = c.Word == SqlWord.Lock;
        c.At++;
        if (c.Word is SqlWord.Table or SqlWord.Tables) c.At++;
        if (locks && !c.AtEnd && NameReader.TryRead(c, out var name)) s.AddTarget(name);
        var exclusive = false;
        while (!c.AtEnd)
        {
            exclusive |= c.Word is SqlWord.Write || c.IsText("EXCLUSIVE") || c.IsText("INSTANCE");
            c.At++;
        }

        if (locks && exclusive) s.AddReach(SqlReachKind.Stall, "LOCK", s.Name, c.SpanOf(start, c.At), Risk.Medium);
    }

    private static void Stop(SqlCursor c, StatementDraft s, int start, Risk severity)
    {
        s.Kind = SqlStatementKind.Stop;
        var by = VerbNames.Of(c.Word);
        c.At++;
        var what = c.AtEnd ? "" : c.Raw().ToString();
        ClauseReader.Read(c, s);
        s.AddReach(SqlReachKind.StopServer, by, what, c.SpanOf(start, c.At), severity);
    }

    /// <summary>WAITFOR DELAY '0:0:5', WAITFOR TIME '23:00'.</summary>
    private static void Wait(SqlCursor c, StatementDraft s, int start)
    {
        s.Kind = SqlStatementKind.Step;
        c.At++;
        var delays = c.Word == SqlWord.Delay;
        if (!c.AtEnd) c.At++;
        var time = c.AtEnd ? "" : ConstantText.Read(c)[0];
        s.AddReach(SqlReaches.Stall("WAITFOR", delays ? time : "until " + time, c.SpanOf(start, c.At)));
        ClauseReader.Read(c, s);
    }

    /// <summary>FLUSH TABLES WITH READ LOCK keeps every writer out. MySQL 15.7.8.3.</summary>
    private static void Flush(SqlCursor c, StatementDraft s, int start)
    {
        s.Kind = SqlStatementKind.Maintenance;
        c.At++;
        var tables = c.Word is SqlWord.Tables or SqlWord.Table;
        while (!c.AtEnd && c.Word != SqlWord.Lock) c.At++;
        if (tables && c.Word == SqlWord.Lock) s.AddReach(SqlReachKind.Stall, "FLUSH TABLES", "", c.SpanOf(start, c.At + 1), Risk.Medium);
    }

    private static void Install(SqlCursor c, StatementDraft s, int start)
    {
        s.Kind = SqlStatementKind.LoadCode;
        var installs = c.Word == SqlWord.Install;
        c.At++;
        c.Accept(SqlWord.Plugin);
        if (!c.AtEnd && NameReader.TryRead(c, out var name)) s.AddTarget(name);
        var kind = installs ? SqlReachKind.LoadCode : SqlReachKind.WeakenSecurity;
        s.AddReach(kind, installs ? "INSTALL" : "UNINSTALL", s.Name, c.SpanOf(start, c.At), Risk.High);
    }

    private static void Maintenance(SqlCursor c, StatementDraft s)
    {
        s.Kind = SqlStatementKind.Maintenance;
        if (c.Word == SqlWord.Discard) c.Session.TemporaryTables.Clear();
        c.At++;
        while (c.Word is SqlWord.Table or SqlWord.Tables or SqlWord.Index or SqlWord.Database or SqlWord.Schema or SqlWord.System
            or SqlWord.Materialized
            or SqlWord.View or SqlWord.Concurrently)
        {
            c.At++;
        }

        if (c.Kind is SqlTokenKind.Word or SqlTokenKind.Name && NameReader.TryRead(c, out var name)) s.AddTarget(name);
    }

    /// <summary>A parenthesised query, an assignment of a procedure, or nothing that is known.</summary>
    private static void Other(SqlCursor c, StatementDraft s)
    {
        if (c.Kind == SqlTokenKind.Open)
        {
            s.Kind = IsQuery(c) ? SqlStatementKind.Select : SqlStatementKind.Unknown;
            ClauseReader.Read(c, s);
            return;
        }

        if (c.IsProcedural && c.Kind is SqlTokenKind.Word or SqlTokenKind.Name or SqlTokenKind.Variable or SqlTokenKind.Symbol)
        {
            Step(c, s);
            return;
        }

        // T-SQL runs a procedure by its name alone at the start of a batch: sp_who, xp_cmdshell 'dir'.
        if (c.Kind is SqlTokenKind.Word or SqlTokenKind.Name && c.Session.Dialect is SqlDialect.TSql or SqlDialect.Unknown && IsProcedureCall(c))
        {
            s.Kind = SqlStatementKind.Call;
            var start = c.At;
            s.Verb = "EXEC";
            if (NameReader.TryRead(c, out var name))
            {
                s.AddTarget(name);
                CallReader.ReadProcedure(c, s, name, start);
            }
        }

        if (!c.AtEnd) c.At++;
        ClauseReader.Read(c, s);
    }

    private static bool IsQuery(SqlCursor c)
    {
        for (var i = c.At; i < c.Limit; i++)
        {
            if (c.Source.Tokens[i].Kind == SqlTokenKind.Open) continue;
            return c.Source.Tokens[i].Word is SqlWord.Select or SqlWord.With or SqlWord.Values or SqlWord.Table or SqlWord.From;
        }

        return false;
    }

    private static bool IsProcedureCall(SqlCursor c)
    {
        var ahead = c.Slice(c.At, c.Limit);
        if (!NameReader.TryRead(ahead, out var name)) return false;
        var last = name[(name.LastIndexOf('.') + 1)..];
        return last.StartsWith("sp_", StringComparison.OrdinalIgnoreCase) || last.StartsWith("xp_", StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>name := expression, name(arguments), name type := expression.</summary>
    private static void Step(SqlCursor c, StatementDraft s)
    {
        s.Kind = SqlStatementKind.Step;
        var start = c.At;
        if (c.Kind is SqlTokenKind.Word or SqlTokenKind.Name && c.Peek(1).Kind is SqlTokenKind.Dot or SqlTokenKind.Open or SqlTokenKind.Terminator)
        {
            if (NameReader.TryRead(c, out var name) && c.Kind is SqlTokenKind.Open or SqlTokenKind.Terminator)
            {
                s.Kind = SqlStatementKind.Call;
                s.Verb = "CALL";
                s.AddTarget(name);
                CallReader.ReadProcedure(c, s, name, start);
                if (c.Kind == SqlTokenKind.Open)
                {
                    // The call itself has been looked at; what stands in its arguments has not.
                    var end = c.MatchOf(c.At);
                    ClauseReader.Read(c.Slice(c.At + 1, end), s);
                    c.At = Math.Min(end + 1, c.Limit);
                }
            }
        }
        else if (c.Peek(1).Kind == SqlTokenKind.Symbol && c.Peek(1).Symbol == SqlSymbol.Equal)
        {
            Assignment.ReadList(c);
        }

        if (c.At == start) c.At++;
        ClauseReader.Read(c, s);
    }
}
