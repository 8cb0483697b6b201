using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace AiFirewall.Tests.Execution.Sql;

/// <summary>A real server in a directory of its own, reached on this machine only, as a user that is not root; gone when the tests are done.</summary>
public abstract class DatabaseServer : IDisposable
{
    private Process? _server;

    protected DatabaseServer(string product)
    {
        // Short: the path of a socket has at most 107 bytes.
        Folder = Directory.CreateTempSubdirectory("guard-" + product).FullName;
        using (var listener = new TcpListener(IPAddress.Loopback, 0))
        {
            listener.Start();
            Port = ((IPEndPoint)listener.LocalEndpoint).Port;
        }
    }

    /// <summary>The password of the user of the tests.</summary>
    public const string Password = "s3cr3t/p@ss";

    /// <summary>The user of the tests.</summary>
    public const string User = "tester";

    public string Folder { get; }

    public int Port { get; }

    /// <summary>How to reach it as the user of the tests.</summary>
    public abstract string Url { get; }

    /// <summary>The program of a name, in PATH or where Debian puts what is not in PATH.</summary>
    public static string? Find(string program)
    {
        if (OperatingSystem.IsWindows()) return null;
        var debian = Directory.Exists("/usr/lib/postgresql") ? Directory.GetDirectories("/usr/lib/postgresql").OrderDescending(StringComparer.Ordinal).Select(d => d + "/bin") : [];
        return debian.Concat((Environment.GetEnvironmentVariable("PATH") ?? "").Split(':')).Concat(["/usr/sbin", "/usr/local/sbin"])
            .Select(d => Path.Combine(d, program)).FirstOrDefault(File.Exists);
    }

    public void Dispose()
    {
        if (_server is { HasExited: false } server)
        {
            // setpriv has become the server: this is its own id.
            Run("kill", ["-TERM", $"{server.Id}"], isOwn: true);
            if (!server.WaitForExit(15_000)) server.Kill();
        }

        _server?.Dispose();
        Directory.Delete(Folder, recursive: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Starts what runs until the tests are done.</summary>
    protected void Start(string program, params string[] arguments)
    {
        var start = Prepare(program, arguments, isOwn: false);
        _server = Process.Start(start)!;
        _server.OutputDataReceived += (_, _) => { };
        _server.ErrorDataReceived += (_, _) => { };
        _server.BeginOutputReadLine();
        _server.BeginErrorReadLine();
    }

    /// <summary>Waits until the server answers.</summary>
    protected void Await(Func<bool> answers)
    {
        for (var i = 0; i < 300; i++)
        {
            if (_server!.HasExited) throw new InvalidOperationException($"the server ended with {_server.ExitCode}");
            if (answers()) return;
            Thread.Sleep(100);
        }

        throw new TimeoutException("the server did not come up");
    }

    /// <summary>Runs a program to its end.</summary>
    protected static string Run(string program, string[] arguments, bool isOwn = false, bool mayFail = false)
    {
        using var process = Process.Start(Prepare(program, arguments, isOwn))!;
        process.StandardInput.Close();
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        if (process.ExitCode != 0 && !mayFail && !isOwn) throw new InvalidOperationException($"{program} failed: {output} {error.Result}");
        return process.ExitCode == 0 ? output + " ok" : error.Result;
    }

    /// <summary>Hands a file or a directory to the user that the server runs as.</summary>
    protected void Own()
    {
        if (Environment.IsPrivilegedProcess) Run("chown", ["-R", "65534:65534", Folder], isOwn: true);
    }

    // Servers refuse to run as root. 65534 is nobody on every Linux.
    private static ProcessStartInfo Prepare(string program, string[] arguments, bool isOwn)
    {
        var isLowered = !isOwn && Environment.IsPrivilegedProcess;
        var start = new ProcessStartInfo(isLowered ? "setpriv" : program) { RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true, WorkingDirectory = "/" };
        string[] lower = isLowered ? ["--reuid=65534", "--regid=65534", "--clear-groups", program] : [];
        foreach (var argument in lower.Concat(arguments)) start.ArgumentList.Add(argument);
        start.Environment["LC_ALL"] = "C";
        return start;
    }
}

/// <summary>A PostgreSQL server.</summary>
public sealed class PostgresServer : DatabaseServer
{
    public PostgresServer() : base("pg")
    {
        if (!IsThere) return;
        var data = Path.Combine(Folder, "data");
        var password = Path.Combine(Folder, "pw");
        File.WriteAllText(password, Password);
        Own();
        Run(Find("initdb")!, ["-D", data, "-U", User, "--pwfile", password, "-A", "scram-sha-256", "--no-sync", "-E", "UTF8", "--no-locale"]);
        Start(Find("postgres")!, "-D", data, "-k", Folder, "-p", $"{Port}", "-h", "127.0.0.1", "-F");
        Await(() => Run(Find("pg_isready")!, ["-h", "127.0.0.1", "-p", $"{Port}"], mayFail: true).Contains("accepting", StringComparison.Ordinal));
    }

    public static bool IsThere => Find("initdb") is not null && Find("postgres") is not null && Find("pg_isready") is not null;

    public override string Url => $"postgres://{User}:{Uri.EscapeDataString(Password)}@127.0.0.1:{Port}/postgres";

    /// <summary>The same in name=value pairs, over the socket.</summary>
    public string Pairs => $"Host={Folder};Port={Port};Username={User};Password={Password};Database=postgres";
}

/// <summary>A MariaDB server.</summary>
public sealed class MySqlServer : DatabaseServer
{
    public MySqlServer() : base("my")
    {
        if (!IsThere) return;
        var data = Path.Combine(Folder, "data");
        var first = Path.Combine(Folder, "first.sql");
        File.WriteAllText(first, $"CREATE DATABASE app;\nCREATE USER '{User}'@'%' IDENTIFIED BY '{Password}';\nGRANT ALL ON *.* TO '{User}'@'%';\n");
        Own();
        Run(Find("mariadb-install-db")!, ["--no-defaults", $"--datadir={data}", "--auth-root-authentication-method=normal", "--skip-test-db", "--skip-name-resolve", "--innodb-flush-log-at-trx-commit=0"]);
        Start(Find("mariadbd")!, "--no-defaults", $"--datadir={data}", $"--socket={Folder}/s", $"--port={Port}", "--bind-address=127.0.0.1",
            $"--pid-file={Folder}/pid", $"--init-file={first}", "--skip-name-resolve", "--innodb-flush-log-at-trx-commit=0", "--innodb-buffer-pool-size=16M");
        Await(Answers);
    }

    public static bool IsThere => Find("mariadbd") is not null && Find("mariadb-install-db") is not null;

    public override string Url => $"mysql://{User}:{Uri.EscapeDataString(Password)}@127.0.0.1:{Port}/app";

    // The port is opened after the file of the first statements has been run.
    private bool Answers()
    {
        try
        {
            using var client = new TcpClient("127.0.0.1", Port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}

/// <summary>A test that needs PostgreSQL; skipped, and said so, where there is none.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class PostgresFactAttribute : FactAttribute
{
    public PostgresFactAttribute()
    {
        if (!PostgresServer.IsThere) Skip = "needs the programs of the package 'postgresql'";
    }
}

/// <summary>A test that needs MariaDB; skipped, and said so, where there is none.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class MySqlFactAttribute : FactAttribute
{
    public MySqlFactAttribute()
    {
        if (!MySqlServer.IsThere) Skip = "needs the programs of the package 'mariadb-server'";
    }
}
