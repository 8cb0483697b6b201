namespace AiFirewall.Execution.Sql;

/// <summary>How a database is reached, whatever notation said it.</summary>
internal sealed class ConnectionFields
{
    /// <summary>The host or the directory of its socket; empty for the driver's default.</summary>
    public string Host { get; set; } = "";

    /// <summary>The port; null for the default.</summary>
    public int? Port { get; set; }

    /// <summary>The user; empty for the driver's default.</summary>
    public string User { get; set; } = "";

    /// <summary>The password; empty for none.</summary>
    public string Password { get; set; } = "";

    /// <summary>The database, or the SQLite file as written.</summary>
    public string Database { get; set; } = "";

    /// <summary>Everything else: names in lower case without blanks, dashes and underscores.</summary>
    public Dictionary<string, string> Options { get; } = new(StringComparer.Ordinal);

    /// <summary>SQLite: whether the database lives in memory.</summary>
    public bool IsInMemory => Database.Equals(":memory:", StringComparison.OrdinalIgnoreCase)
        || (Options.TryGetValue("mode", out var mode) && mode.Equals("memory", StringComparison.OrdinalIgnoreCase));

    /// <summary>Takes a field under any of its names; false for a port that is no number.</summary>
    public bool Take(string name, string value)
    {
        switch (Plain(name))
        {
            case "host" or "server" or "datasource" or "address" or "addr" or "networkaddress" or "hostname" or "hostaddr" or "unixsocket" or "socket":
                Host = value;
                return true;
            case "port":
                if (!int.TryParse(value, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var port) || port is 0 or > 65535) return false;
                Port = port;
                return true;
            case "user" or "username" or "userid" or "uid" or "usr":
                User = value;
                return true;
            case "password" or "pwd" or "psw" or "passwd" or "pass":
                Password = value;
                return true;
            case "database" or "db" or "dbname" or "initialcatalog":
                Database = value;
                return true;
            case var other:
                Options[other] = value;
                return true;
        }
    }

    /// <summary>A name of an option without what its spellings differ in.</summary>
    public static string Plain(string name) =>
        string.Concat(name.Where(c => c is not (' ' or '_' or '-'))).ToLowerInvariant();
}
