using System.Buffers;
using AiFirewall.State;

namespace AiFirewall.Audit;

/// <summary>
/// The audit log as JSON Lines in the firewall's home. Many processes append to it at once: each takes the lock, opens the file, writes
/// one record with one write, and closes it, so that the file can be read, moved away or deleted at any time.
/// </summary>
public sealed class JsonLinesAuditLog(GuardHome home) : IAuditLog
{
    private const string HeldTooLong = "another process has held it for more than 2 seconds";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private readonly Lock _gate = new();

    /// <summary>The file.</summary>
    public string Path { get; } = home.AuditPath;

    /// <inheritdoc/>
    public void Append(AuditRecord record)
    {
        // The first byte is there for a line feed, should the last line turn out to be torn.
        var buffer = new ArrayBufferWriter<byte>(1024);
        buffer.Write("\n"u8);
        AuditLine.Write(record, buffer);
        try
        {
            // Threads of this process queue here, so that only processes have to wait for the file.
            if (!_gate.TryEnter(Patience)) throw new IOException(HeldTooLong);
            try
            {
                using var exclusive = FileLock.Take(Path + ".lock", Patience) ?? throw new IOException(HeldTooLong);
                using var file = PrivateFiles.Open(Path, FileShare.ReadWrite | FileShare.Delete);
                Append(file, buffer.WrittenSpan);
            }
            finally
            {
                _gate.Exit();
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException or ArgumentException)
        {
            throw new IOException($"the audit log {Path} cannot be written: {Cause(e)}", e);
        }
    }

    private static void Append(FileStream file, ReadOnlySpan<byte> line)
    {
        if (!file.CanSeek)
        {
            file.Write(line[1..]);
            return;
        }
        var end = RandomAccess.GetLength(file.SafeFileHandle);
        try
        {
            RandomAccess.Write(file.SafeFileHandle, EndsInLineFeed(file, end) ? line[1..] : line, end);
        }
        catch (IOException)
        {
            // A full disk takes part of a line; the next record must not be glued to it.
            TryTruncate(file, end);
            throw;
        }
    }

    // A process that died while writing leaves a line without an end.
    private static bool EndsInLineFeed(FileStream file, long end)
    {
        if (end == 0) return true;
        Span<byte> last = [0];
        return RandomAccess.Read(file.SafeFileHandle, last, end - 1) == 0 || last[0] == '\n';
    }

    private static void TryTruncate(FileStream file, long end)
    {
        try
        {
            RandomAccess.SetLength(file.SafeFileHandle, end);
        }
        catch (IOException)
        {
            // The torn line stays, and the next writer starts on a line of its own.
        }
    }

    private string Cause(Exception e)
    {
        var directory = System.IO.Path.GetDirectoryName(Path);
        return Directory.Exists(Path) ? "it is a directory"
            : File.Exists(directory) ? $"{directory} is a file, not a directory"
            : FileErrors.Cause(e);
    }
}
