using System.Management.Automation;
using AiFirewall.Cmdlets.Errors;
using AiFirewall.Cmdlets.Referee;
using AiFirewall.Observation;
using AiFirewall.State;

namespace AiFirewall.Cmdlets;

/// <summary>What the cmdlets that need the rules have in common: a place, and the guard of that place.</summary>
public abstract class GuardCmdlet : PSCmdlet
{
    private readonly Dictionary<string, Guard> _guards = new(StringComparer.Ordinal);

    /// <summary>The directory that the action, or the project whose rules apply, is in. The session's location when absent.</summary>
    [Parameter]
    [Alias("Cwd")]
    [ValidateNotNullOrEmpty]
    public string? WorkingDirectory { get; set; }

    private protected string Location { get; private set; } = "";

    /// <inheritdoc/>
    protected override void BeginProcessing() => Location = ResolveDirectory();

    /// <summary>The guard of the place that is observed; opened once for every project that a pipeline meets.</summary>
    private protected Guard GuardOf(IObservation observation)
    {
        var project = observation.Project;
        if (!_guards.TryGetValue(project ?? "", out var guard))
            _guards[project ?? ""] = guard = Guard.Open(GuardHome.FromEnvironment(), project, PowerShellReferee.Instance);
        return guard;
    }

    private string ResolveDirectory()
    {
        if (WorkingDirectory is null) return SessionState.Path.CurrentFileSystemLocation.ProviderPath;

        var path = SessionState.Path.GetUnresolvedProviderPathFromPSPath(WorkingDirectory, out var provider, out _);
        if (provider.Name != "FileSystem" || !Directory.Exists(path))
            ThrowTerminatingError(GuardErrors.WorkingDirectoryNotFound(WorkingDirectory));
        return path;
    }
}
