using System.Data.Common;
using AiFirewall.Sql;

namespace AiFirewall.Execution.Sql;

/// <summary>Reads the notations in which people write down how a database is reached. No message repeats any of what was written.</summary>
internal static class ConnectionText
{
    private const string Notations = "write a URL (postgres://…, mysql://…, sqlite:FILE), a connection string, the path of an SQLite file, or env:NAME";

    /// <summary>The text itself, or what the environment variable holds that it names.</summary>
    public static string? Resolve(string text, Func<string, string?> variable, out string? problem)
    {
        problem = null;
        text = text.Trim();
        var isMarked = text.StartsWith("env:", StringComparison.OrdinalIgnoreCase);
        var name = isMarked ? text[4..] : text;
        if (!isMarked && !IsVariableName(name)) return text;
        if (variable(name)?.Trim() is { Length: > 0 } value) return value;
        problem = $"the environment variable that the connection is to come from{(IsVariableName(name) ? $", {name}," : "")} is not set";
        return null;
    }

    /// <summary>Reads a text that is a URL, name=value pairs or a file's path.</summary>
    /// <param name="text">The text.</param>
    /// <param name="dialect">What the caller said; decides where the text does not.</param>
    /// <param name="problem">What is wrong.</param>
    public static (SqlDialect Dialect, ConnectionFields Fields)? Read(string text, SqlDialect dialect, out string? problem)
    {
        problem = null;
        if (text.Length == 0) problem = $"the connection is empty; {Notations}";
        else if (text.StartsWith("jdbc:", StringComparison.OrdinalIgnoreCase)) return Read(text[5..], dialect, out problem);
        else if (SchemeOf(text) is { } scheme) return ReadUrl(scheme, text[(text.IndexOf(':', StringComparison.Ordinal) + 1)..], out problem);
        else if (IsFile(text)) return (SqlDialect.Sqlite, new ConnectionFields { Database = text });
        else if (text.Contains('=', StringComparison.Ordinal)) return ReadPairs(text, dialect, out problem);
        else if (dialect == SqlDialect.Sqlite) return (SqlDialect.Sqlite, new ConnectionFields { Database = text });
        else problem = $"the connection cannot be read; {Notations}";
        return null;
    }

    // postgres, postgresql+psycopg2 and the like; one letter before a colon is a drive.
    private static string? SchemeOf(string text)
    {
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        if (colon < 2) return null;
        var scheme = text[..colon];
        if (!char.IsAsciiLetter(scheme[0]) || !scheme.All(c => char.IsAsciiLetterOrDigit(c) || c is '+' or '-' or '.' or '_')) return null;
        var plus = scheme.IndexOf('+', StringComparison.Ordinal);
        return (plus < 0 ? scheme : scheme[..plus]).ToLowerInvariant();
    }

    private static bool IsFile(string text) =>
        text == ":memory:"
        || (!text.Contains('=', StringComparison.Ordinal)
            && (text.EndsWith(".db", StringComparison.OrdinalIgnoreCase) || text.EndsWith(".sqlite", StringComparison.OrdinalIgnoreCase)
                || text.EndsWith(".sqlite3", StringComparison.OrdinalIgnoreCase) || text.EndsWith(".db3", StringComparison.OrdinalIgnoreCase)
                || text.Contains('/', StringComparison.Ordinal) || text.Contains('\\', StringComparison.Ordinal)));

    private static (SqlDialect, ConnectionFields)? ReadUrl(string scheme, string rest, out string? problem)
    {
        problem = null;
        var dialect = scheme is "file" ? SqlDialect.Sqlite : SqlDialects.Parse(scheme);
        if (dialect is not (SqlDialect.Postgres or SqlDialect.MySql or SqlDialect.Sqlite))
        {
            problem = dialect == SqlDialect.Unknown
                ? $"the connection begins with something that is none of postgres:, mysql:, sqlite:; {Notations}"
                : $"SQL is run on PostgreSQL, MySQL and SQLite only, not on {SqlDatabase.NameOf(dialect)}";
            return null;
        }

        var fields = new ConnectionFields();
        var question = rest.IndexOf('?', StringComparison.Ordinal);
        if (question >= 0 && !TakeQuery(rest[(question + 1)..], fields, out problem)) return null;
        if (question >= 0) rest = rest[..question];
        if (dialect == SqlDialect.Sqlite)
        {
            // SQLAlchemy's rule: sqlite:///relative, sqlite:////absolute. Without slashes the path is what follows.
            if (rest.StartsWith("///", StringComparison.Ordinal) && scheme != "file") rest = rest[3..];
            else if (rest.StartsWith("//", StringComparison.Ordinal)) rest = rest[2..];
            fields.Database = Decode(rest);
            return (dialect, fields);
        }

        if (!rest.StartsWith("//", StringComparison.Ordinal))
        {
            problem = $"the connection's URL has no '//' after its scheme; {Notations}";
            return null;
        }

        if (TakeAuthority(rest[2..], fields, out problem)) return (dialect, fields);
        return null;
    }

    private static bool TakeAuthority(string rest, ConnectionFields fields, out string? problem)
    {
        problem = null;
        var slash = rest.IndexOf('/', StringComparison.Ordinal);
        var authority = slash < 0 ? rest : rest[..slash];
        if (slash >= 0 && rest.Length > slash + 1) fields.Database = Decode(rest[(slash + 1)..]);
        var at = authority.LastIndexOf('@');
        if (at >= 0)
        {
            var user = authority[..at];
            var colon = user.IndexOf(':', StringComparison.Ordinal);
            fields.User = Decode(colon < 0 ? user : user[..colon]);
            if (colon >= 0) fields.Password = Decode(user[(colon + 1)..]);
            authority = authority[(at + 1)..];
        }

        var end = authority.StartsWith('[') ? authority.IndexOf(']', StringComparison.Ordinal) : -1;
        var port = authority.IndexOf(':', Math.Max(0, end));
        if (port >= 0 && authority.Length > port + 1 && !fields.Take("port", authority[(port + 1)..]))
        {
            problem = "the port in the connection's URL is no number from 1 to 65535 (a '/', '?' or '#' in the password has to be written as %2F, %3F, %23)";
            return false;
        }

        var host = Decode(port < 0 ? authority : authority[..port]).Trim('[', ']');
        if (host.Length > 0) fields.Host = host;
        return true;
    }

    private static bool TakeQuery(string query, ConnectionFields fields, out string? problem)
    {
        problem = null;
        foreach (var pair in query.Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var equals = pair.IndexOf('=', StringComparison.Ordinal);
            if (equals > 0 && fields.Take(Decode(pair[..equals]), Decode(pair[(equals + 1)..]))) continue;
            problem = equals > 0 ? "the port in the connection's URL is no number from 1 to 65535" : "a part of the connection's URL after '?' is not of the form name=value";
            return false;
        }

        return true;
    }

    private static (SqlDialect, ConnectionFields)? ReadPairs(string text, SqlDialect dialect, out string? problem)
    {
        problem = null;
        var fields = new ConnectionFields();
        var names = new HashSet<string>(StringComparer.Ordinal);
        try
        {
            // libpq separates with blanks, everyone else with semicolons.
            var pairs = new DbConnectionStringBuilder { ConnectionString = text.Contains(';', StringComparison.Ordinal) ? text : BlankSeparated(text) };
            foreach (string name in pairs.Keys)
            {
                names.Add(ConnectionFields.Plain(name));
                if (fields.Take(name, pairs[name]?.ToString() ?? "")) continue;
                problem = "the port in the connection string is no number from 1 to 65535";
                return null;
            }
        }
        catch (ArgumentException)
        {
            problem = "the connection string is not made of name=value pairs; a value with a ';' has to stand in quotes";
            return null;
        }

        if (dialect == SqlDialect.Unknown) dialect = DialectOf(names, fields);
        switch (dialect)
        {
            case SqlDialect.Sqlite:
                var file = names.Contains("filename") ? fields.Options["filename"] : fields.Host;
                fields.Options.Remove("filename");
                var sqlite = new ConnectionFields { Database = file, Password = fields.Password };
                foreach (var (name, value) in fields.Options) sqlite.Options[name] = value;
                return (dialect, sqlite);
            case SqlDialect.Postgres or SqlDialect.MySql:
                return (dialect, fields);
            case SqlDialect.Unknown:
                problem = "the connection string does not tell which database it is for; name the dialect, or write a URL";
                return null;
            default:
                problem = $"SQL is run on PostgreSQL, MySQL and SQLite only, not on {SqlDatabase.NameOf(dialect)}";
                return null;
        }
    }

    private static SqlDialect DialectOf(HashSet<string> names, ConnectionFields fields)
    {
        if (names.Contains("filename") || (names.Contains("datasource") && !names.Overlaps(["userid", "uid", "user", "username", "initialcatalog", "database", "port"]))) return SqlDialect.Sqlite;
        if (names.Overlaps(["host", "hostaddr", "dbname"])) return SqlDialect.Postgres;
        return fields.Port switch
        {
            5432 => SqlDialect.Postgres,
            3306 => SqlDialect.MySql,
            _ => SqlDialect.Unknown,
        };
    }

    private static string BlankSeparated(string text)
    {
        var equals = text.Count(c => c == '=');
        return equals > 1 ? string.Join(';', text.Split(' ', StringSplitOptions.RemoveEmptyEntries)) : text;
    }

    private static bool IsVariableName(string text) =>
        text.Length > 0 && !char.IsAsciiDigit(text[0]) && text.All(c => char.IsAsciiLetterUpper(c) || char.IsAsciiDigit(c) || c == '_');

    private static string Decode(string text) => Uri.UnescapeDataString(text);
}
