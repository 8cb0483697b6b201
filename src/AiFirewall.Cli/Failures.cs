namespace AiFirewall.Cli;

/// <summary>Words exceptions for people: what happened, without stack traces or framework terms.</summary>
internal static class Failures
{
    /// <summary>A clause about what happened.</summary>
    public static string Describe(Exception exception) => exception switch
    {
        FileNotFoundException or DirectoryNotFoundException => "it does not exist",
        UnauthorizedAccessException => "access is denied",
        PathTooLongException => "the path is too long",
        IOException => "reading or writing failed",
        OutOfMemoryException => "it needs more memory than there is",
        _ => $"an internal error ({exception.GetType().Name})",
    };
}
