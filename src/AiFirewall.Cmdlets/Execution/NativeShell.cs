namespace AiFirewall.Cmdlets.Execution;

/// <summary>A POSIX shell that PowerShell starts as a native program: its lines stream, and it sets <c>$LASTEXITCODE</c>.</summary>
internal static class NativeShell
{
    /// <summary>
    /// Starts the shell of the first argument with the text of the second. The text reaches the shell as it was judged: <c>Standard</c>
    /// passes arguments unchanged, and <c>--</c> keeps a text that begins with a dash from being read as options.
    /// </summary>
    public const string Script = "$PSNativeCommandArgumentPassing = 'Standard'; & $args[0] '-c' '--' $args[1]";
}
