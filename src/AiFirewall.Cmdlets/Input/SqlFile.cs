using System.Text;

namespace AiFirewall.Cmdlets.Input;

/// <summary>Reads files of SQL.</summary>
internal static class SqlFile
{
    private const long LongestBytes = 32 * 1024 * 1024;

    /// <summary>The text of a file: UTF-8, or what its byte order mark says.</summary>
    /// <exception cref="InputException">It is too long, or no text.</exception>
    public static string Read(string path)
    {
        if (new FileInfo(path) is { Exists: true, Length: > LongestBytes }) throw new InputException($"It is longer than {LongestBytes / 1024 / 1024} MiB.");
        try
        {
            // What is judged must be what a server reads: bytes that are no text are not replaced by something that is.
            using var text = new StreamReader(path, new UTF8Encoding(false, throwOnInvalidBytes: true), detectEncodingFromByteOrderMarks: true);
            return text.ReadToEnd();
        }
        catch (DecoderFallbackException)
        {
            throw new InputException("It is not UTF-8 text.");
        }
    }
}
