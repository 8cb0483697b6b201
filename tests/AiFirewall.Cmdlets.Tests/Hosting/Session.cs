using System.Management.Automation;
using System.Management.Automation.Runspaces;

namespace AiFirewall.Cmdlets.Tests.Hosting;

/// <summary>A PowerShell session with the staged module imported, and a person at its host whose answers are known.</summary>
internal sealed class Session : IDisposable
{
    private readonly Runspace _runspace;

    public Session(bool import = true, string hostName = "ScriptedHost", string? agent = null, IEnumerable<SessionStateCommandEntry>? commands = null)
    {
        Person = new ScriptedHost(hostName);
        var state = InitialSessionState.CreateDefault2();
        state.Commands.Add(commands ?? Stubs.Cmdlets);
        _runspace = RunspaceFactory.CreateRunspace(Person, state);
        _runspace.ThreadOptions = PSThreadOptions.UseCurrentThread;
        _runspace.Open();
        _runspace.SessionStateProxy.Path.SetLocation(WorkingDirectory);
        if (agent is not null) Run($"$PSDefaultParameterValues['*Guarded:Agent'] = '{agent}'").Clean();
        if (import) Run($"Import-Module '{Staged.Manifest}' -ErrorAction Stop").Clean();
    }

    public ScriptedHost Person { get; }

    public string WorkingDirectory { get; } = Directory.CreateTempSubdirectory("aifirewall-work-").FullName;

    /// <summary>Runs a script in the session's global scope.</summary>
    public Ran Run(string script)
    {
        using var shell = PowerShell.Create(_runspace);
        shell.AddScript(script);
        var output = new List<PSObject>();
        Exception? thrown = null;
        try
        {
            shell.Invoke(null, output);
        }
        catch (RuntimeException exception)
        {
            thrown = exception;
        }
        return new Ran(
            output, [.. shell.Streams.Error], [.. shell.Streams.Warning.Select(r => r.Message)], [.. shell.Streams.Verbose.Select(r => r.Message)],
            [.. shell.Streams.Information.Select(r => r.MessageData.ToString()!)], thrown)
        {
            Debug = [.. shell.Streams.Debug.Select(r => r.Message)],
            Progress = [.. shell.Streams.Progress],
        };
    }

    /// <summary>Runs a script on another thread until it has written <paramref name="sign"/>, and then stops it as Ctrl-C does.</summary>
    public List<string> RunUntil(string script, string sign)
    {
        using var shell = PowerShell.Create(_runspace);
        shell.AddScript(script);
        var output = new PSDataCollection<PSObject>();
        var seen = new List<string>();
        output.DataAdded += (_, added) =>
        {
            lock (seen) seen.Add(output[added.Index].ToString());
            if (output[added.Index].ToString() == sign) shell.BeginStop(null, null);
        };
        Assert.Throws<PipelineStoppedException>(() => shell.EndInvoke(shell.BeginInvoke<PSObject, PSObject>(null, output)));
        return seen;
    }

    public void Dispose()
    {
        _runspace.Dispose();
        Directory.Delete(WorkingDirectory, recursive: true);
    }
}

/// <summary>What a script left behind.</summary>
internal sealed record Ran(
    List<PSObject> Output, List<ErrorRecord> Errors, List<string> Warnings, List<string> Verbose, List<string> Information, Exception? Thrown)
{
    public IReadOnlyList<string> Debug { get; init; } = [];

    public IReadOnlyList<ProgressRecord> Progress { get; init; } = [];

    public string[] Lines => [.. Output.Select(o => o?.ToString() ?? "")];

    public string[] ErrorIds => [.. Errors.Select(e => e.FullyQualifiedErrorId)];

    /// <summary>The same, and a failure of the test if anything went wrong.</summary>
    public Ran Clean()
    {
        Assert.Null(Thrown);
        Assert.Empty(Errors);
        return this;
    }
}
