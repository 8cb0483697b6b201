using AiFirewall.Effects;

namespace AiFirewall.Sql;

/// <summary>Says what commands of the clients do: psql, mysql, the SQLite shell, sqlcmd, SQL*Plus.</summary>
internal static class ClientCommandReader
{
    /// <summary>Notes the variables that the commands set, so that statements can be read with them.</summary>
    public static void ReadVariables(SqlSource source, SqlSession session)
    {
        foreach (var command in source.Commands)
        {
            var isSet = (command.Prefix, command.Name) is ('\\', "set") or (':', "setvar") or ('w', "define");
            if (!isSet) continue;
            var arguments = command.Arguments.Replace('=', command.Prefix == 'w' ? ' ' : '=');
            var space = arguments.AsSpan().IndexOfAny(' ', '\t');
            var name = space < 0 ? arguments : arguments[..space];
            var value = space < 0 ? "" : arguments[(space + 1)..].Trim();
            var values = value.Contains('`', StringComparison.Ordinal) ? Unresolved.Anything : Unquote(value);
            session.Assign(":" + name, [values]);
            session.HasClientVariables = true;
        }
    }

    /// <summary>The statement that a command amounts to.</summary>
    public static SqlStatement Read(SqlSource source, SqlClientCommand command, SqlSession session)
    {
        var s = new StatementDraft(SqlStatementKind.Client)
        {
            Verb = command.Prefix is 'w' or '!' or '@' ? command.Name
            : command.Prefix + command.Name
        };
        var span = source.Chars(command.Start, command.End);
        var known = command.Prefix switch
        {
            '\\' => Backslash(command, s, span, session, source),
            '.' => Dot(command, s, span),
            ':' => Sqlcmd(command, s, span),
            '!' => Report(s, SqlReachKind.ClientShell, command.Arguments, span),
            '@' => Report(s, SqlReachKind.Include, FirstWord(command.Arguments), span),
            _ => PlainWord(command, s, span),
        };
        _ = known;
        return s.Build(span);
    }

    private static bool Backslash(SqlClientCommand command, StatementDraft s, TextSpan span, SqlSession session, SqlSource source)
    {
        var arguments = command.Arguments;

        // psql runs what stands between backticks in the arguments of its commands, and takes the output.
        if (command.Name is not "!") ReportBackticks(arguments, s, span);
        switch (command.Name)
        {
            case "!": return Report(s, SqlReachKind.ClientShell, arguments, span);
            case "copy": return Copy(arguments, s, span, session, source);
            case "i" or "ir" or "include" or "include_relative" or "." when arguments.Length > 0:
                return Report(s, SqlReachKind.Include, Unquote(FirstWord(arguments)), span);
            case "o" or "out" or "w" or "write" or "g" or "gx" or "s" or "T" or "tee":
                return Output(arguments, s, span);
            case "P" or "pager" when arguments.Length > 0:
                return Report(s, SqlReachKind.ClientShell, arguments, span);
            case "setenv" when arguments.StartsWith("PAGER", StringComparison.OrdinalIgnoreCase) || arguments.StartsWith("PSQL_",
                StringComparison.OrdinalIgnoreCase)
                || arguments.StartsWith("EDITOR", StringComparison.OrdinalIgnoreCase):
                return Report(s, SqlReachKind.ClientShell, Unquote(arguments[(FirstWord(arguments).Length)..].Trim()), span);
            case "lo_import": return Report(s, SqlReachKind.ReadFile, Unquote(FirstWord(arguments)), span);
            case "lo_export": return Report(s, SqlReachKind.WriteFile, Unquote(LastWord(arguments)), span);
            case "lo_unlink": return Report(s, SqlReachKind.Destroy, arguments, span);
            case "gexec":
                s.AddReach(SqlReachKind.DynamicSql, "\\gexec", Unresolved.Anything, span);
                return true;
            case "password": return Report(s, SqlReachKind.RoleChange, arguments, span);
            case "c" or "connect": return Report(s, SqlReachKind.Network, arguments, span, Risk.Low);
            default: return false;
        }
    }

    private static void ReportBackticks(string arguments, StatementDraft s, TextSpan span)
    {
        var open = arguments.IndexOf('`', StringComparison.Ordinal);
        while (open >= 0)
        {
            var close = arguments.IndexOf('`', open + 1);
            if (close < 0) close = arguments.Length;
            Report(s, SqlReachKind.ClientShell, arguments[(open + 1)..close], span);
            open = close + 1 < arguments.Length ? arguments.IndexOf('`', close + 1) : -1;
        }
    }

    /// <summary>\copy has the grammar of COPY, with files and programs of this machine.</summary>
    private static bool Copy(string arguments, StatementDraft s, TextSpan span, SqlSession session, SqlSource source)
    {
        var inner = new StatementDraft(SqlStatementKind.Copy) { Verb = "\\copy" };
        var text = SqlTokenizer.Read("COPY " + arguments, source.Lexicon & ~SqlLexicon.Clients, span);
        var cursor = new SqlCursor(text, session);
        FileStatements.Read(cursor, inner);
        foreach (var reach in inner.Reaches)
        {
            s.AddReach(reach.Kind == SqlReachKind.RunProgram
                ? new SqlReach(SqlReachKind.ClientShell, "\\copy", reach.Operand, span) { IsClient = true }
                : reach with { By = "\\copy", IsClient = true });
        }

        foreach (var nested in inner.Nested) s.AddNested(nested);
        foreach (var target in inner.Targets) s.AddTarget(target);
        return true;
    }

    private static bool Output(string arguments, StatementDraft s, TextSpan span)
    {
        var target = arguments.TrimStart();
        if (target.StartsWith('(')) target = target[(target.IndexOf(')', StringComparison.Ordinal) + 1)..].TrimStart();
        if (target.Length == 0) return true;
        return target[0] == '|' ? Report(s, SqlReachKind.ClientShell, target[1..].Trim(), span) : Report(s, SqlReachKind.WriteFile,
            Unquote(FirstWord(target)), span);
    }

    /// <summary>sqlite.org/cli.html.</summary>
    private static bool Dot(SqlClientCommand command, StatementDraft s, TextSpan span)
    {
        var arguments = command.Arguments;
        var name = command.Name;
        if (Is(name, "shell", 2) || Is(name, "system", 2)) return Report(s, SqlReachKind.ClientShell, arguments, span);
        if (Is(name, "read", 3)) return Piped(arguments, s, span, SqlReachKind.Include);
        if (Is(name, "import", 2)) return Import(arguments, s, span);
        if (Is(name, "output", 1) || Is(name, "once", 2)) return Output(SkipOptions(arguments), s, span);
        if (Is(name, "open", 3)) return Report(s, SqlReachKind.OpenDatabaseFile, Unquote(LastWord(arguments)), span);
        if (Is(name, "load", 2)) return Report(s, SqlReachKind.LoadCode, Unquote(FirstWord(arguments)), span);
        if (Is(name, "backup", 2) || Is(name, "save", 2) || Is(name, "clone", 2)) return Report(s, SqlReachKind.WriteFile,
            Unquote(LastWord(arguments)), span);
        if (Is(name, "restore", 3))
        {
            s.Kind = SqlStatementKind.Restore;
            s.ObjectType = SqlObjectType.Database;
            return Report(s, SqlReachKind.ReadFile, Unquote(LastWord(arguments)), span);
        }

        if (Is(name, "log", 3) || Is(name, "trace", 2)) return arguments is "off" or "on" or "stderr" or "stdout"
            || Report(s, SqlReachKind.WriteFile, Unquote(LastWord(arguments)), span);
        if (Is(name, "excel", 3) || Is(name, "www", 3)) return Report(s, SqlReachKind.RunProgram, name, span, Risk.Medium);
        if (Is(name, "archive", 2))
        {
            // -c, -u, -i write the archive, -x writes the files in it.
            var writes = arguments.Contains('c', StringComparison.Ordinal) || arguments.Contains('x', StringComparison.Ordinal)
                || arguments.Contains('u', StringComparison.Ordinal);
            return Report(s, writes ? SqlReachKind.WriteFile : SqlReachKind.ReadFile, Unquote(LastWord(arguments)), span);
        }

        return false;
    }

    private static bool Import(string arguments, StatementDraft s, TextSpan span)
    {
        s.AddTarget(Unquote(LastWord(arguments)));
        return Piped(SkipOptions(arguments), s, span, SqlReachKind.ReadFile);
    }

    private static bool Piped(string arguments, StatementDraft s, TextSpan span, SqlReachKind kind)
    {
        var source = Unquote(FirstWord(arguments));
        return source.StartsWith('|') ? Report(s, SqlReachKind.ClientShell, source[1..].Trim(), span) : Report(s, kind, source, span);
    }

    private static bool Sqlcmd(SqlClientCommand command, StatementDraft s, TextSpan span) => command.Name switch
    {
        "r" => Report(s, SqlReachKind.Include, Unquote(FirstWord(command.Arguments)), span),
        "out" or "error" or "perftrace" when command.Arguments.ToLowerInvariant() is not ("stdout" or "stderr") =>
            Report(s, SqlReachKind.WriteFile, Unquote(command.Arguments), span),
        "connect" => Report(s, SqlReachKind.Network, FirstWord(command.Arguments), span, Risk.Low),
        "ed" => Report(s, SqlReachKind.RunProgram, "editor", span, Risk.Medium),
        _ => false,
    };

    private static bool PlainWord(SqlClientCommand command, StatementDraft s, TextSpan span) => command.Name switch
    {
        "system" or "host" or "ho" or "pager" => Report(s, SqlReachKind.ClientShell, command.Arguments, span),
        "source" or "start" or "get" => Report(s, SqlReachKind.Include, Unquote(FirstWord(command.Arguments).TrimEnd(';')), span),
        "tee" => Report(s, SqlReachKind.WriteFile, Unquote(command.Arguments.TrimEnd(';')), span),
        "spool" or "spo" => command.Arguments.TrimEnd(';').ToLowerInvariant() is "off" or "out"
            || Report(s, SqlReachKind.WriteFile, Unquote(FirstWord(command.Arguments).TrimEnd(';')), span),
        "connect" or "conn" => Report(s, SqlReachKind.Network, "", span, Risk.Low),
        _ => false,
    };

    private static bool Report(StatementDraft s, SqlReachKind kind, string operand, TextSpan span, Risk? severity = null)
    {
        s.AddReach(new SqlReach(kind, s.Verb, operand, span) { IsClient = true, Severity = severity });
        return true;
    }

    // Commands of the SQLite shell may be shortened.
    private static bool Is(string name, string full, int least) => name.Length >= least && full.StartsWith(name, StringComparison.Ordinal);

    private static string SkipOptions(string arguments)
    {
        var rest = arguments.TrimStart();
        while (rest.StartsWith('-'))
        {
            var option = FirstWord(rest);
            rest = rest[option.Length..].TrimStart();
            if (option.TrimStart('-') is "skip" or "schema") rest = rest[FirstWord(rest).Length..].TrimStart();
        }

        return rest;
    }

    private static string FirstWord(string text)
    {
        var rest = text.AsSpan().TrimStart();
        if (rest.Length == 0) return "";
        if (rest[0] is '\'' or '"')
        {
            var close = rest[1..].IndexOf(rest[0]);
            return close < 0 ? rest.ToString() : rest[..(close + 2)].ToString();
        }

        var end = rest.IndexOfAny(' ', '\t');
        return end < 0 ? rest.ToString() : rest[..end].ToString();
    }

    private static string LastWord(string text)
    {
        var rest = text.AsSpan().TrimEnd();
        if (rest.Length == 0) return "";
        if (rest[^1] is '\'' or '"')
        {
            var open = rest[..^1].LastIndexOf(rest[^1]);
            return open < 0 ? rest.ToString() : rest[open..].ToString();
        }

        return rest[(rest.LastIndexOfAny(' ', '\t') + 1)..].ToString();
    }

    private static string Unquote(string text)
    {
        var value = text.Trim();
        return value.Length >= 2 && value[0] is '\'' or '"' && value[^1] == value[0] ? value[1..^1] : value;
    }
}
