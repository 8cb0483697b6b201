namespace AiFirewall.Commands;

/// <summary>The compiled catalog inside the assembly, read in place.</summary>
internal static class CatalogResource
{
    private static readonly UnmanagedMemoryStream? Stream =
        typeof(CatalogResource).Assembly.GetManifestResourceStream("catalog.bin") as UnmanagedMemoryStream;

    /// <summary>The bytes; empty when the resource is missing, which a test forbids.</summary>
    public static unsafe ReadOnlySpan<byte> Bytes => Stream is null ? [] : new ReadOnlySpan<byte>(Stream.PositionPointer, (int)Stream.Length);
}
