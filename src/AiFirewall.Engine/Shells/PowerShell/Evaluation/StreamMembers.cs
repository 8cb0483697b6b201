using System.IO.Compression;

namespace AiFirewall.Shells.PowerShell.Evaluation;

/// <summary>Streams, decompression, readers and encodings, as far as they work on bytes that are known.</summary>
internal static class StreamMembers
{
    /// <summary>A stream or reader made of its arguments; null when the type is none of these.</summary>
    public static Datum? Construct(string type, IReadOnlyList<Datum> arguments)
    {
        var first = arguments.Count > 0 ? arguments[0] : Datum.Null;
        switch (TypeNames.Short(type))
        {
            case "memorystream":
                return new InstanceDatum(type, arguments.Count > 1 ? new ListDatum(arguments) is var list && StaticMembers.ToBytes(list) is { } all ? new BytesDatum(all, list.Origins) : first : first);
            case "deflatestream" or "gzipstream" or "brotlistream":
                return new InstanceDatum(type, Decompress(TypeNames.Short(type), Content(first), arguments));
            case "bufferedstream" or "stringreader": return new InstanceDatum(type, Content(first));
            case "streamreader" or "binaryreader" when first is InstanceDatum or Scalar { Value.Origins: not Origins.None }:
                var encoding = arguments.Count > 1 && arguments[1] is InstanceDatum named ? named.Content.ToValue().Text : "utf8";
                var content = Content(first);
                return new InstanceDatum(type, StaticMembers.ToBytes(content) is not null ? StaticMembers.GetString(encoding, content) : Datum.From(content.Origins | Origins.Decoded, content.ToValue().Source));
            case "arraylist" or "list" or "queue" or "stack" or "hashset":
                return new ListDatum(arguments.Count == 1 && arguments[0] is ListDatum made ? made.Elements : []);
            case "stringbuilder":
                return new InstanceDatum(type, arguments.Count > 0 && arguments[0] is Scalar { Kind: ScalarKind.Text } ? arguments[0] : Datum.Text(""));
            case "hashtable" or "dictionary" or "ordereddictionary": return new TableDatum([]);
            case "uri": return new InstanceDatum(type, first);
            default: return null;
        }
    }

    /// <summary>What a method of a stream, reader or encoding gives; null when it is none of these.</summary>
    public static Datum? Call(string type, InstanceDatum target, string name, IReadOnlyList<Datum> arguments)
    {
        var kind = TypeNames.Short(type);
        switch (name)
        {
            case "getstring" when kind == "encoding" && arguments.Count > 0:
                return StaticMembers.GetString(target.Content.ToValue().Text, arguments[0]);
            case "getchars" when kind == "encoding" && arguments.Count > 0:
                return TextOperators.Cast("char[]", StaticMembers.GetString(target.Content.ToValue().Text, arguments[0]));
            case "getbytes" when kind == "encoding" && arguments.Count > 0:
                return StaticMembers.GetBytes(target.Content.ToValue().Text, arguments[0]);
            case "readtoend" or "readtoendasync" or "readline" when kind is "streamreader" or "stringreader": return target.Content;
            case "toarray" or "getbuffer" when kind == "memorystream": return target.Content;
            case "close" or "dispose" or "flush" when kind.EndsWith("stream", StringComparison.Ordinal) || kind.EndsWith("reader", StringComparison.Ordinal):
                return Datum.Null;
            case "tostring" when kind is "uri" or "stringbuilder": return target.Content;
            default: return null;
        }
    }

    private static Datum Content(Datum datum) => datum is InstanceDatum instance ? instance.Content : datum;

    private static Datum Decompress(string kind, Datum content, IReadOnlyList<Datum> arguments)
    {
        var origins = content.Origins | Origins.Decoded;
        var isDecompression = arguments.Count < 2 || arguments[1].ToValue().Text.Contains("decompress", StringComparison.OrdinalIgnoreCase)
            || TextOperators.Number(arguments[1]) == 0;
        if (!isDecompression || StaticMembers.ToBytes(content) is not { } bytes) return Datum.From(origins, content.ToValue().Source);
        try
        {
            using var packed = new MemoryStream(bytes);
            using Stream stream = kind switch
            {
                "gzipstream" => new GZipStream(packed, CompressionMode.Decompress),
                "brotlistream" => new BrotliStream(packed, CompressionMode.Decompress),
                _ => new DeflateStream(packed, CompressionMode.Decompress),
            };
            var buffer = new byte[PowerShellEvaluator.MaxText];
            var length = stream.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false);
            return new BytesDatum(buffer[..length], origins);
        }
        catch (InvalidDataException)
        {
            return Datum.From(origins);
        }
    }
}
