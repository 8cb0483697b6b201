using System.Runtime.InteropServices;

namespace AiFirewall.Cli.Terminal;

/// <summary>
/// Writes to a descriptor and does nothing else. <see cref="Console"/>'s streams set a terminal up for reading keys and write escape
/// sequences on it; a <see cref="FileStream"/> writes at offsets of its own and overwrites what others write to the same open file.
/// </summary>
internal sealed partial class DescriptorStream(int descriptor) : Stream
{
    private const int Interrupted = 4;
    private static readonly int WouldBlock = OperatingSystem.IsLinux() ? 11 : 35;

    /// <inheritdoc/>
    public override bool CanRead => false;

    /// <inheritdoc/>
    public override bool CanSeek => false;

    /// <inheritdoc/>
    public override bool CanWrite => true;

    /// <inheritdoc/>
    public override long Length => throw new NotSupportedException();

    /// <inheritdoc/>
    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <summary>The stream of standard output (1) or standard error (2).</summary>
    public static Stream Open(int descriptor) => !OperatingSystem.IsWindows() ? new DescriptorStream(descriptor)
        : descriptor == 1 ? Console.OpenStandardOutput() : Console.OpenStandardError();

    /// <inheritdoc/>
    public override void Write(ReadOnlySpan<byte> buffer)
    {
        while (!buffer.IsEmpty)
        {
            var written = WriteSome(descriptor, in MemoryMarshal.GetReference(buffer), buffer.Length);
            if (written > 0)
            {
                buffer = buffer[(int)written..];
                continue;
            }
            var error = Marshal.GetLastPInvokeError();
            // Whoever started this process may have set its end of the pipe not to block.
            if (error == WouldBlock) Thread.Sleep(1);
            else if (error != Interrupted) throw new IOException("writing failed");
        }
    }

    /// <inheritdoc/>
    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    /// <inheritdoc/>
    public override void Flush()
    {
    }

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void SetLength(long value) => throw new NotSupportedException();

    [LibraryImport("libc", EntryPoint = "write", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial nint WriteSome(int descriptor, in byte buffer, nint count);
}
