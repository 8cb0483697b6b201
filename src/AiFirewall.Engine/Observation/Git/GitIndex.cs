using System.Buffers.Binary;
using System.Text;

namespace AiFirewall.Observation.Git;

/// <summary>A file as git's index has it.</summary>
/// <param name="Size">Its size when it was added, modulo 2^32; 0 also when git did not want to say.</param>
/// <param name="Seconds">When it was last changed then, in seconds of Unix time.</param>
/// <param name="Nanoseconds">The rest of that time; 0 where git does not keep it.</param>
/// <param name="Hash">The name of its content.</param>
/// <param name="Flags">What else is said of it.</param>
internal readonly record struct IndexEntry(uint Size, uint Seconds, uint Nanoseconds, ReadOnlyMemory<byte> Hash, IndexFlags Flags);

/// <summary>What git's index says of a file beside its content.</summary>
[Flags]
internal enum IndexFlags : byte
{
    None = 0,
    /// <summary>Git was told not to look whether it changed, or that it is not in the work tree.</summary>
    NotWatched = 1,
    /// <summary>Several versions of it wait to be merged.</summary>
    Conflict = 2,
    /// <summary>Its name was added, its content was not.</summary>
    OnlyIntended = 4,
    /// <summary>Another repository's commit stands there.</summary>
    Submodule = 8,
    /// <summary>A symbolic link.</summary>
    Link = 16,
}

/// <summary>Git's index, versions 2 to 4 (gitformat-index(5)).</summary>
internal sealed class GitIndex
{
    private readonly byte[] _bytes;
    private readonly int _hashLength;
    private readonly int _version;
    private readonly int _count;

    private GitIndex(byte[] bytes, int version, int count, int hashLength) => (_bytes, _version, _count, _hashLength) = (bytes, version, count, hashLength);

    /// <summary>Number of entries.</summary>
    public int Count => _count;

    /// <summary>Takes the bytes for an index; null when they are none that can be read here.</summary>
    /// <param name="bytes">The file.</param>
    /// <param name="hashLength">Length of a hash: 20, or 32 in repositories of SHA-256.</param>
    public static GitIndex? Of(byte[] bytes, int hashLength)
    {
        if (bytes.Length < 12 + hashLength || !bytes.AsSpan().StartsWith("DIRC"u8)) return null;
        var version = BinaryPrimitives.ReadInt32BigEndian(bytes.AsSpan(4));
        var count = BinaryPrimitives.ReadInt32BigEndian(bytes.AsSpan(8));
        return version is >= 2 and <= 4 && count >= 0 ? new GitIndex(bytes, version, count, hashLength) : null;
    }

    /// <summary>The entries at or below a path, by their paths; null when the index is broken or keeps its entries elsewhere.</summary>
    /// <param name="prefix">A path relative to the work tree, without a slash at its end; empty for all.</param>
    public Dictionary<string, IndexEntry>? Under(string prefix)
    {
        var entries = new Dictionary<string, IndexEntry>(StringComparer.Ordinal);
        var wanted = Encoding.UTF8.GetBytes(prefix);
        var path = new byte[4096];
        var length = 0;
        var at = 12;
        var fixedLength = 40 + _hashLength + 2;
        var end = _bytes.Length - _hashLength;
        for (var i = 0; i < _count; i++)
        {
            var start = at;
            if (at + fixedLength > end) return null;
            var entry = _bytes.AsSpan(at);
            var flags = BinaryPrimitives.ReadUInt16BigEndian(entry[(fixedLength - 2)..]);
            at += fixedLength;
            var extended = 0;
            if ((flags & 0x4000) != 0 && _version >= 3)
            {
                if (at + 2 > end) return null;
                extended = BinaryPrimitives.ReadUInt16BigEndian(_bytes.AsSpan(at));
                at += 2;
            }

            // Version 4 writes how much of the last path to take away, then what to add.
            if (_version == 4)
            {
                if (!TryReadOffset(ref at, end, out var stripped) || stripped > length) return null;
                length -= stripped;
            }
            else
            {
                length = 0;
            }

            var zero = _bytes.AsSpan(at, end - at).IndexOf((byte)0);
            if (zero < 0 || length + zero > path.Length) return null;
            _bytes.AsSpan(at, zero).CopyTo(path.AsSpan(length));
            length += zero;
            at += zero + 1;
            if (_version < 4) at = start + ((at - 1 - start + 8) & ~7);

            var name = path.AsSpan(0, length);
            if (!IsUnder(name, wanted)) continue;
            entries[Encoding.UTF8.GetString(name)] = Read(start, flags, extended);
        }

        return IsSplit(at, end) ? null : entries;
    }

    private IndexEntry Read(int start, int flags, int extended)
    {
        var entry = _bytes.AsSpan(start);
        var mode = BinaryPrimitives.ReadUInt32BigEndian(entry[24..]);
        var said = IndexFlags.None;
        if ((flags & 0x8000) != 0 || (extended & 0x4000) != 0) said |= IndexFlags.NotWatched;
        if ((flags & 0x3000) != 0) said |= IndexFlags.Conflict;
        if ((extended & 0x2000) != 0) said |= IndexFlags.OnlyIntended;
        if ((mode & 0xF000) == 0xE000) said |= IndexFlags.Submodule;
        if ((mode & 0xF000) == 0xA000) said |= IndexFlags.Link;
        return new IndexEntry(
            BinaryPrimitives.ReadUInt32BigEndian(entry[36..]), BinaryPrimitives.ReadUInt32BigEndian(entry[8..]), BinaryPrimitives.ReadUInt32BigEndian(entry[12..]),
            _bytes.AsMemory(start + 40, _hashLength), said);
    }

    private static bool IsUnder(ReadOnlySpan<byte> path, ReadOnlySpan<byte> prefix) =>
        prefix.IsEmpty || (path.StartsWith(prefix) && (path.Length == prefix.Length || path[prefix.Length] == '/'));

    // A variable-length number as packs write their offsets.
    private bool TryReadOffset(ref int at, int end, out int value)
    {
        value = 0;
        if (at >= end) return false;
        var c = _bytes[at++];
        value = c & 127;
        while ((c & 128) != 0)
        {
            if (at >= end || value > 1 << 20) return false;
            c = _bytes[at++];
            value = ((value + 1) << 7) | (c & 127);
        }

        return true;
    }

    // "link": most entries stand in a shared index; what is here is only the difference.
    private bool IsSplit(int at, int end)
    {
        while (at + 8 <= end)
        {
            if (_bytes.AsSpan(at, 4).SequenceEqual("link"u8)) return true;
            var size = BinaryPrimitives.ReadUInt32BigEndian(_bytes.AsSpan(at + 4));
            if (size > int.MaxValue - 16 || at + 8L + size > end) return false;
            at += 8 + (int)size;
        }

        return false;
    }
}
