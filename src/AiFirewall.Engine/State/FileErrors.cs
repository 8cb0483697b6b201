using System.Runtime.InteropServices;

namespace AiFirewall.State;

/// <summary>Why a file could not be used, in the system's own words.</summary>
internal static class FileErrors
{
    private const int Unspecified = unchecked((int)0x80131620); // COR_E_IO: thrown by us, with a message of our own

    /// <summary>A clause without a final stop. The messages of .NET's exceptions are not used: native builds leave them out.</summary>
    public static string Cause(Exception e) => e switch
    {
        UnauthorizedAccessException => "access denied; check the permissions of the file and its directory",
        DirectoryNotFoundException => "its directory does not exist and cannot be created",
        PathTooLongException => "its path is too long",
        IOException { HResult: Unspecified } => e.Message.TrimEnd('.'),
        // Errno on Unix, a Win32 error behind 0x8007 on Windows.
        IOException io => Marshal.GetPInvokeErrorMessage(OperatingSystem.IsWindows() ? io.HResult & 0xFFFF : io.HResult).TrimEnd('.'),
        _ => "its path is not valid",
    };
}
