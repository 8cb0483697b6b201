using System.Buffers.Binary;
using System.Text;
using AiFirewall.Effects;

namespace AiFirewall.Commands.Catalog;

/// <summary>
/// The compiled form of the catalog: an index of names, sorted by bytes, and the entries behind it. Looking a name up is a binary search;
/// only the entry that is asked for is decoded, so that the size of the catalog costs nothing at start-up.
/// </summary>
/// <remarks>
/// Layout: <c>int32 count</c>, then per name <c>int32 offset of the name</c>, <c>int32 offset of the entry</c>; offsets count from the start.
/// Names and entries follow. Strings are UTF-8 with a 7-bit-encoded length.
/// </remarks>
internal static class CatalogBinary
{
    /// <summary>Writes entries.</summary>
    public static byte[] Write(IReadOnlyList<CommandEntry> entries)
    {
        var body = new MemoryStream();
        var writer = new BinaryWriter(body, Encoding.UTF8);
        var index = new List<(byte[] Name, int Entry)>();
        foreach (var entry in entries)
        {
            var offset = (int)body.Position;
            WriteEntry(writer, entry);
            foreach (var name in entry.Names) index.Add((Encoding.UTF8.GetBytes(name), offset));
        }

        index.Sort((a, b) => a.Name.AsSpan().SequenceCompareTo(b.Name) is not 0 and var order ? order : a.Entry.CompareTo(b.Entry));
        var header = 4 + (8 * index.Count);
        var bodyLength = (int)body.Position;
        var names = new MemoryStream();
        var nameWriter = new BinaryWriter(names, Encoding.UTF8);
        var result = new MemoryStream();
        var resultWriter = new BinaryWriter(result, Encoding.UTF8);
        resultWriter.Write(index.Count);
        foreach (var (name, entry) in index)
        {
            resultWriter.Write(header + bodyLength + (int)names.Position);
            resultWriter.Write(header + entry);
            nameWriter.Write7BitEncodedInt(name.Length);
            nameWriter.Write(name);
        }

        resultWriter.Write(body.ToArray());
        resultWriter.Write(names.ToArray());
        return result.ToArray();
    }

    /// <summary>The entries of a name, one for each set of shells it has a meaning of its own in.</summary>
    public static IReadOnlyList<CommandEntry> Find(ReadOnlySpan<byte> data, ReadOnlySpan<byte> name)
    {
        if (data.Length < 4) return [];
        int low = 0, high = BinaryPrimitives.ReadInt32LittleEndian(data) - 1;
        while (low <= high)
        {
            var middle = (low + high) >>> 1;
            var order = NameAt(data, middle).SequenceCompareTo(name);
            if (order == 0) return EntriesAround(data, middle, name);
            if (order < 0) low = middle + 1;
            else high = middle - 1;
        }

        return [];
    }

    /// <summary>All entries, each once.</summary>
    public static IReadOnlyList<CommandEntry> All(ReadOnlySpan<byte> data)
    {
        var offsets = new SortedSet<int>();
        for (var i = 0; data.Length >= 4 && i < BinaryPrimitives.ReadInt32LittleEndian(data); i++) offsets.Add(EntryOffset(data, i));
        var entries = new List<CommandEntry>();
        foreach (var offset in offsets) entries.Add(new Reader(data, offset).ReadEntry());
        return entries;
    }

    private static List<CommandEntry> EntriesAround(ReadOnlySpan<byte> data, int index, ReadOnlySpan<byte> name)
    {
        while (index > 0 && NameAt(data, index - 1).SequenceEqual(name)) index--;
        var entries = new List<CommandEntry>(1);
        var count = BinaryPrimitives.ReadInt32LittleEndian(data);
        for (; index < count && NameAt(data, index).SequenceEqual(name); index++) entries.Add(new Reader(data, EntryOffset(data, index)).ReadEntry());
        return entries;
    }

    private static int EntryOffset(ReadOnlySpan<byte> data, int index) => BinaryPrimitives.ReadInt32LittleEndian(data[(8 + (8 * index))..]);

    private static ReadOnlySpan<byte> NameAt(ReadOnlySpan<byte> data, int index) =>
        new Reader(data, BinaryPrimitives.ReadInt32LittleEndian(data[(4 + (8 * index))..])).ReadBytes();

    private static void WriteEntry(BinaryWriter writer, CommandEntry entry)
    {
        WriteStrings(writer, entry.Names);
        writer.Write(entry.Family);
        writer.Write(entry.Summary);
        writer.Write(entry.Title);
        writer.Write(entry.Class);
        writer.Write((byte)entry.Shells);
        writer.Write((byte)entry.Style);
        writer.Write((byte)entry.Output);
        WriteList(writer, entry.Options, static (w, o) =>
        {
            WriteStrings(w, o.Names);
            w.Write((byte)o.Value);
            w.Write((sbyte)o.Position);
        });
        WriteList(writer, entry.Effects, static (w, e) =>
        {
            w.Write((byte)e.Kind);
            WriteList(w, e.Targets, WriteTarget);
            w.Write((byte)e.TargetKind);
            WriteList(w, e.When, WriteCondition);
            WriteList(w, e.Traits, WriteTrait);
            w.Write(e.IsLikely);
            w.Write(e.FindingId);
            w.Write((byte)e.Severity);
            w.Write(e.Message);
        });
        WriteList(writer, entry.Runs, static (w, r) =>
        {
            w.Write(r.Language);
            WriteTarget(w, r.From);
            w.Write(r.IsFile);
            WriteList(w, r.When, WriteCondition);
            WriteList(w, r.Traits, WriteTrait);
            w.Write(r.Dialect);
        });
        WriteList(writer, entry.Subcommands, WriteEntry);
    }

    private static void WriteCondition(BinaryWriter writer, Condition condition)
    {
        WriteStrings(writer, condition.AnyOption);
        WriteStrings(writer, condition.AllOptions);
        WriteStrings(writer, condition.Without);
        writer.Write((sbyte)condition.MinOperands);
        writer.Write((sbyte)condition.MaxOperands);
        WriteList(writer, condition.Operands, static (w, p) =>
        {
            w.Write((sbyte)p.Position);
            WriteStrings(w, p.Globs);
            w.Write(p.IsNegated);
        });
        WriteList(writer, condition.Values, static (w, v) =>
        {
            w.Write(v.Option);
            WriteStrings(w, v.Globs);
        });
        writer.Write((byte)(condition.HasInput switch { null => 0, false => 1, true => 2 }));
        WriteStrings(writer, condition.CalledAs);
        writer.Write(condition.IsNegated);
    }

    private static void WriteTarget(BinaryWriter writer, TargetSpec target)
    {
        writer.Write((byte)target.Source);
        writer.Write((sbyte)target.First);
        writer.Write((sbyte)target.Last);
        writer.Write(target.Text);
    }

    private static void WriteTrait(BinaryWriter writer, TraitSpec trait)
    {
        writer.Write(trait.Trait);
        WriteStrings(writer, trait.Options);
    }

    private static void WriteStrings(BinaryWriter writer, IReadOnlyList<string> values) => WriteList(writer, values, static (w, v) => w.Write(v));

    private static void WriteList<T>(BinaryWriter writer, IReadOnlyList<T> values, Action<BinaryWriter, T> write)
    {
        writer.Write7BitEncodedInt(values.Count);
        foreach (var value in values) write(writer, value);
    }

    private ref struct Reader(ReadOnlySpan<byte> data, int position)
    {
        private readonly ReadOnlySpan<byte> _data = data;
        private int _position = position;

        public CommandEntry ReadEntry() => new()
        {
            Names = ReadStrings(),
            Family = ReadString(),
            Summary = ReadString(),
            Title = ReadString(),
            Class = ReadString(),
            Shells = (ShellSet)ReadByte(),
            Style = (ArgumentStyle)ReadByte(),
            Output = (OutputKind)ReadByte(),
            Options = ReadOptions(),
            Effects = ReadEffects(),
            Runs = ReadRuns(),
            Subcommands = ReadEntries(),
        };

        public ReadOnlySpan<byte> ReadBytes()
        {
            var length = ReadCount();
            var bytes = _data.Slice(_position, length);
            _position += length;
            return bytes;
        }

        private byte ReadByte() => _data[_position++];

        private int ReadCount()
        {
            int value = 0, shift = 0;
            byte b;
            do
            {
                b = ReadByte();
                value |= (b & 0x7F) << shift;
                shift += 7;
            }
            while ((b & 0x80) != 0);
            return value;
        }

        private string ReadString()
        {
            var bytes = ReadBytes();
            return bytes.IsEmpty ? "" : Encoding.UTF8.GetString(bytes);
        }

        private string[] ReadStrings()
        {
            var count = ReadCount();
            if (count == 0) return [];
            var values = new string[count];
            for (var i = 0; i < count; i++) values[i] = ReadString();
            return values;
        }

        private OptionSpec[] ReadOptions()
        {
            var values = new OptionSpec[ReadCount()];
            for (var i = 0; i < values.Length; i++) values[i] = new OptionSpec(ReadStrings(), (OptionValue)ReadByte(), (sbyte)ReadByte());
            return values;
        }

        private EffectSpec[] ReadEffects()
        {
            var values = new EffectSpec[ReadCount()];
            for (var i = 0; i < values.Length; i++)
            {
                values[i] = new EffectSpec
                {
                    Kind = (EffectKind)ReadByte(),
                    Targets = ReadTargets(),
                    TargetKind = (TargetKind)ReadByte(),
                    When = ReadConditions(),
                    Traits = ReadTraits(),
                    IsLikely = ReadByte() != 0,
                    FindingId = ReadString(),
                    Severity = (Risk)ReadByte(),
                    Message = ReadString(),
                };
            }

            return values;
        }

        private RunSpec[] ReadRuns()
        {
            var values = new RunSpec[ReadCount()];
            for (var i = 0; i < values.Length; i++)
            {
                values[i] = new RunSpec
                {
                    Language = ReadString(),
                    From = ReadTarget(),
                    IsFile = ReadByte() != 0,
                    When = ReadConditions(),
                    Traits = ReadTraits(),
                    Dialect = ReadString(),
                };
            }

            return values;
        }

        private CommandEntry[] ReadEntries()
        {
            var values = new CommandEntry[ReadCount()];
            for (var i = 0; i < values.Length; i++) values[i] = ReadEntry();
            return values;
        }

        private Condition[] ReadConditions()
        {
            var values = new Condition[ReadCount()];
            for (var i = 0; i < values.Length; i++)
            {
                values[i] = new Condition
                {
                    AnyOption = ReadStrings(),
                    AllOptions = ReadStrings(),
                    Without = ReadStrings(),
                    MinOperands = (sbyte)ReadByte(),
                    MaxOperands = (sbyte)ReadByte(),
                    Operands = ReadOperandPatterns(),
                    Values = ReadValuePatterns(),
                    HasInput = ReadByte() switch { 0 => null, 1 => false, _ => true },
                    CalledAs = ReadStrings(),
                    IsNegated = ReadByte() != 0,
                };
            }

            return values;
        }

        private OperandPattern[] ReadOperandPatterns()
        {
            var values = new OperandPattern[ReadCount()];
            for (var i = 0; i < values.Length; i++) values[i] = new OperandPattern((sbyte)ReadByte(), ReadStrings(), ReadByte() != 0);
            return values;
        }

        private ValuePattern[] ReadValuePatterns()
        {
            var values = new ValuePattern[ReadCount()];
            for (var i = 0; i < values.Length; i++) values[i] = new ValuePattern(ReadString(), ReadStrings());
            return values;
        }

        private TargetSpec[] ReadTargets()
        {
            var values = new TargetSpec[ReadCount()];
            for (var i = 0; i < values.Length; i++) values[i] = ReadTarget();
            return values;
        }

        private TargetSpec ReadTarget() => new((TargetSource)ReadByte(), (sbyte)ReadByte(), (sbyte)ReadByte(), ReadString());

        private TraitSpec[] ReadTraits()
        {
            var values = new TraitSpec[ReadCount()];
            for (var i = 0; i < values.Length; i++) values[i] = new TraitSpec(ReadString(), ReadStrings());
            return values;
        }
    }
}
