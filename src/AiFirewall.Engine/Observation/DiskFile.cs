using System.Text;

namespace AiFirewall.Observation;

/// <summary>Reads files whole, and only what is a file.</summary>
internal static class DiskFile
{
    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The content of a file.</summary>
    /// <param name="path">The file, absolute.</param>
    /// <param name="maxBytes">A larger file is not read.</param>
    /// <param name="budget">What is left to read.</param>
    public static FileContent Read(string path, int maxBytes, DiskBudget budget)
    {
        try
        {
            var file = new FileInfo(path);
            if (!file.Exists) return Directory.Exists(path) ? new FileContent(FileState.Unreadable) : FileContent.Missing;
            if ((file.Attributes & (FileAttributes.Device | FileAttributes.Directory)) != 0) return new FileContent(FileState.Unreadable);

            // Pipes, terminals and /proc have no length; opening them could wait for ever.
            var size = ResolvedLength(file);
            if (size == 0) return new FileContent(FileState.Text, "", 0, "utf-8");
            if (size > maxBytes || !budget.TakeBytes(size)) return new FileContent(FileState.TooLarge, Bytes: size);
            return Decode(ReadBytes(path, maxBytes));
        }
        catch (FileNotFoundException)
        {
            // It went away between two looks.
            return FileContent.Missing;
        }
        catch (DirectoryNotFoundException)
        {
            return FileContent.Missing;
        }
        catch (Exception e) when (IsRefusal(e))
        {
            return new FileContent(FileState.Unreadable);
        }
    }

    /// <summary>The bytes of a file of the system's own making, such as git's index; null when there is none or it is too large.</summary>
    public static byte[]? ReadRaw(string path, int maxBytes, DiskBudget budget)
    {
        try
        {
            var file = new FileInfo(path);
            return file.Exists && file.Length > 0 && file.Length <= maxBytes && budget.TakeBytes(file.Length) ? ReadBytes(path, maxBytes) : null;
        }
        catch (Exception e) when (IsRefusal(e))
        {
            return null;
        }
    }

    /// <summary>Whether the disk said no.</summary>
    public static bool IsRefusal(Exception e) => e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException or System.Security.SecurityException;

    /// <summary>Text as its byte order mark or, without one, its bytes say.</summary>
    internal static FileContent Decode(byte[] bytes)
    {
        ReadOnlySpan<byte> span = bytes;
        if (span.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF])) return Text(Encoding.UTF8, "utf-8-bom", 3);
        if (span.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE, 0, 0])) return Text(Encoding.UTF32, "utf-32", 4);
        if (span.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE])) return Text(Encoding.Unicode, "utf-16", 2);
        if (span.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF])) return Text(Encoding.BigEndianUnicode, "utf-16be", 2);
        // Git's own rule for what is binary.
        if (span[..Math.Min(span.Length, 8000)].Contains((byte)0)) return new FileContent(FileState.Binary, Bytes: bytes.Length);
        try
        {
            return Text(StrictUtf8, "utf-8", 0);
        }
        catch (DecoderFallbackException)
        {
            return Text(Encoding.Latin1, "latin-1", 0);
        }

        FileContent Text(Encoding encoding, string name, int mark) =>
            new(FileState.Text, encoding.GetString(bytes, mark, bytes.Length - mark), bytes.Length, name);
    }

    private static long ResolvedLength(FileInfo file) =>
        file.LinkTarget is null ? file.Length : file.ResolveLinkTarget(returnFinalTarget: true) is FileInfo { Exists: true } target ? target.Length : 0;

    // At most what was asked for, even when the file grows meanwhile.
    private static byte[] ReadBytes(string path, int maxBytes)
    {
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
        var bytes = new byte[(int)Math.Min(stream.Length, maxBytes)];
        var count = stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        return count == bytes.Length ? bytes : bytes[..count];
    }
}
