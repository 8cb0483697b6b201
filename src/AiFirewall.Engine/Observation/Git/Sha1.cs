using System.Buffers.Binary;
using System.Numerics;

namespace AiFirewall.Observation.Git;

/// <summary>
/// SHA-1, with which git names contents. Ours because the platform's needs OpenSSL at run time, which a machine that runs <c>guard</c> need
/// not have; nothing rests on its strength, it only tells whether a file is what git has.
/// </summary>
internal sealed class Sha1
{
    private readonly uint[] _state = [0x67452301, 0xEFCDAB89, 0x98BADCFE, 0x10325476, 0xC3D2E1F0];
    private readonly byte[] _block = new byte[64];
    private readonly uint[] _words = new uint[80];
    private int _filled;
    private long _length;

    /// <summary>The name of a blob: of its header and its bytes.</summary>
    public static byte[] OfBlob(ReadOnlySpan<byte> content)
    {
        var hash = new Sha1();
        Span<byte> header = stackalloc byte[32];
        "blob "u8.CopyTo(header);
        content.Length.TryFormat(header[5..], out var digits);
        header[5 + digits] = 0;
        hash.Append(header[..(6 + digits)]);
        hash.Append(content);
        return hash.Finish();
    }

    /// <summary>Adds bytes.</summary>
    public void Append(ReadOnlySpan<byte> bytes)
    {
        _length += bytes.Length;
        if (_filled > 0)
        {
            var taken = Math.Min(64 - _filled, bytes.Length);
            bytes[..taken].CopyTo(_block.AsSpan(_filled));
            _filled += taken;
            bytes = bytes[taken..];
            if (_filled < 64) return;
            Mix(_block);
            _filled = 0;
        }

        for (; bytes.Length >= 64; bytes = bytes[64..]) Mix(bytes);
        bytes.CopyTo(_block);
        _filled = bytes.Length;
    }

    /// <summary>The twenty bytes of the hash.</summary>
    public byte[] Finish()
    {
        var bits = _length * 8;
        Append([0x80]);
        while (_filled != 56) Append([0]);
        Span<byte> tail = stackalloc byte[8];
        BinaryPrimitives.WriteInt64BigEndian(tail, bits);
        Append(tail);
        var result = new byte[20];
        for (var i = 0; i < 5; i++) BinaryPrimitives.WriteUInt32BigEndian(result.AsSpan(i * 4), _state[i]);
        return result;
    }

    // FIPS 180-4, section 6.1.2.
    private void Mix(ReadOnlySpan<byte> block)
    {
        var w = _words;
        for (var i = 0; i < 16; i++) w[i] = BinaryPrimitives.ReadUInt32BigEndian(block[(i * 4)..]);
        for (var i = 16; i < 80; i++) w[i] = BitOperations.RotateLeft(w[i - 3] ^ w[i - 8] ^ w[i - 14] ^ w[i - 16], 1);
        uint a = _state[0], b = _state[1], c = _state[2], d = _state[3], e = _state[4];
        for (var i = 0; i < 80; i++)
        {
            var (f, k) = i switch
            {
                < 20 => ((b & c) | (~b & d), 0x5A827999u),
                < 40 => (b ^ c ^ d, 0x6ED9EBA1u),
                < 60 => ((b & c) | (b & d) | (c & d), 0x8F1BBCDCu),
                _ => (b ^ c ^ d, 0xCA62C1D6u),
            };
            var next = BitOperations.RotateLeft(a, 5) + f + e + k + w[i];
            (e, d, c, b, a) = (d, c, BitOperations.RotateLeft(b, 30), a, next);
        }

        _state[0] += a;
        _state[1] += b;
        _state[2] += c;
        _state[3] += d;
        _state[4] += e;
    }
}
