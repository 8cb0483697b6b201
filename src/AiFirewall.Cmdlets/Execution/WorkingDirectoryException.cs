namespace AiFirewall.Cmdlets.Execution;

/// <summary>The directory that an action wants to run in does not exist.</summary>
internal sealed class WorkingDirectoryException(string path) : Exception
{
    public string Path { get; } = path;
}
