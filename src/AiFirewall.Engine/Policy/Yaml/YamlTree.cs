using System.Text;

namespace AiFirewall.Policy.Yaml;

/// <summary>A tree as bytes. The built-in policy is read while the firewall is built, so that no process reads its YAML at its start.</summary>
internal static class YamlTree
{
    private enum Kind : byte
    {
        Plain,
        Quoted,
        List,
        Map,
    }

    /// <summary>Writes a tree.</summary>
    public static void Write(YamlNode root, Stream output)
    {
        using var writer = new BinaryWriter(output, Encoding.UTF8, leaveOpen: true);
        Write(root, writer);
    }

    /// <summary>Reads what <see cref="Write(YamlNode, Stream)"/> wrote.</summary>
    public static YamlNode Read(Stream input)
    {
        using var reader = new BinaryReader(input, Encoding.UTF8, leaveOpen: true);
        return Read(reader);
    }

    private static void Write(YamlNode node, BinaryWriter writer)
    {
        writer.Write((byte)(node switch { YamlScalar { IsPlain: true } => Kind.Plain, YamlScalar => Kind.Quoted, YamlList => Kind.List, _ => Kind.Map }));
        writer.Write7BitEncodedInt(node.Line);
        writer.Write7BitEncodedInt(node.Column);
        switch (node)
        {
            case YamlScalar scalar:
                writer.Write(scalar.Text);
                break;
            case YamlList list:
                writer.Write7BitEncodedInt(list.Items.Count);
                foreach (var item in list.Items) Write(item, writer);
                break;
            case YamlMap map:
                writer.Write7BitEncodedInt(map.Entries.Count);
                foreach (var (key, value) in map.Entries)
                {
                    Write(key, writer);
                    Write(value, writer);
                }
                break;
        }
    }

    private static YamlNode Read(BinaryReader reader)
    {
        var kind = (Kind)reader.ReadByte();
        var line = reader.Read7BitEncodedInt();
        var column = reader.Read7BitEncodedInt();
        if (kind is Kind.Plain or Kind.Quoted) return new YamlScalar(reader.ReadString(), kind == Kind.Plain, line, column);

        var count = reader.Read7BitEncodedInt();
        if (kind == Kind.List)
        {
            var items = new List<YamlNode>(count);
            for (var i = 0; i < count; i++) items.Add(Read(reader));
            return new YamlList(items, line, column);
        }
        var entries = new List<YamlEntry>(count);
        for (var i = 0; i < count; i++) entries.Add(new YamlEntry((YamlScalar)Read(reader), Read(reader)));
        return new YamlMap(entries, line, column);
    }
}
