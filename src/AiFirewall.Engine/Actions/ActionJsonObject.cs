using System.Text.Json;
using System.Text.Unicode;

namespace AiFirewall.Actions;

/// <summary>
/// One JSON object from outside, read strictly: what two parsers could understand differently (duplicate names, broken UTF-8, lone
/// surrogates, anything after the object) is a problem and not a guess. Strict at every depth.
/// </summary>
internal sealed class ActionJsonObject
{
    private const int MaxDepth = 64;

    private readonly ReadOnlyMemory<byte> _text;
    private readonly List<Member> _members = [];

    private ActionJsonObject(ReadOnlyMemory<byte> text) => _text = text;

    /// <summary>Reads <paramref name="utf8"/>, which holds one object and nothing else.</summary>
    /// <param name="utf8">The text; a byte order mark in front of it is skipped.</param>
    /// <param name="problem">What is wrong with the text, a clause that goes on from "the input"; empty for nothing.</param>
    /// <returns>The object; null when there is a problem.</returns>
    public static ActionJsonObject? Read(ReadOnlyMemory<byte> utf8, out string problem) => Read(utf8, out problem, out _);

    /// <summary>Reads <paramref name="utf8"/>, and keeps what stood in front of a problem.</summary>
    /// <param name="utf8">The text.</param>
    /// <param name="problem">What is wrong with it.</param>
    /// <param name="partial">The fields before the problem; null when there are none. Good for finding out whose text it was, nothing else.</param>
    public static ActionJsonObject? Read(ReadOnlyMemory<byte> utf8, out string problem, out ActionJsonObject? partial)
    {
        partial = null;
        if (utf8.Span.StartsWith("\uFEFF"u8)) utf8 = utf8[3..];
        if (utf8.Span.Trim(" \t\r\n"u8).IsEmpty)
        {
            problem = "is empty";
            return null;
        }
        if (!Utf8.IsValid(utf8.Span))
        {
            problem = "is not valid UTF-8";
            return null;
        }
        var found = partial = new ActionJsonObject(utf8);
        try
        {
            problem = found.Scan();
            return problem.Length == 0 ? found : null;
        }
        catch (JsonException e)
        {
            problem = $"is not valid JSON (line {(e.LineNumber ?? 0) + 1}, byte {(e.BytePositionInLine ?? 0) + 1})";
            return null;
        }
    }

    /// <summary>The kind of a field; <see cref="JsonValueKind.Undefined"/> when it is missing.</summary>
    public JsonValueKind KindOf(string name) => Find(name).Kind;

    /// <summary>The JSON text of a field's value; empty when it is missing.</summary>
    public ReadOnlyMemory<byte> Raw(string name)
    {
        var member = Find(name);
        return _text.Slice(member.Start, member.Length);
    }

    /// <summary>The text of a field; null when it is missing or <c>null</c>.</summary>
    /// <param name="name">The field.</param>
    /// <param name="problem">Set when the field is something else than text; left alone otherwise.</param>
    public string? Text(string name, ref string? problem)
    {
        var member = Find(name);
        if (member.Kind is JsonValueKind.Undefined or JsonValueKind.Null) return null;
        if (member.Kind == JsonValueKind.String) return Decode(member);
        problem ??= $"field '{name}' is {Describe(member.Kind)}, it must be text";
        return null;
    }

    /// <summary>The text of a field that must be there; empty when there is a problem.</summary>
    public string RequiredText(string name, ref string? problem)
    {
        var text = Text(name, ref problem);
        if (text is null) problem ??= $"field '{name}' is missing";
        return text ?? "";
    }

    /// <summary>The path in a field; null when it is missing or <c>null</c>.</summary>
    /// <param name="name">The field.</param>
    /// <param name="problem">Set when no system could take it for a path; left alone otherwise.</param>
    public string? Path(string name, ref string? problem)
    {
        var path = Text(name, ref problem);
        if (path is { Length: 0 }) problem ??= $"field '{name}' is empty";
        if (path is not null && path.Contains('\0', StringComparison.Ordinal)) problem ??= $"field '{name}' holds a NUL character";
        return path;
    }

    /// <summary>The path in a field that must be there; empty when there is a problem.</summary>
    public string RequiredPath(string name, ref string? problem)
    {
        var path = Path(name, ref problem);
        if (path is null) problem ??= $"field '{name}' is missing";
        return path ?? "";
    }

    /// <summary>The truth value of a field; false when it is missing or <c>null</c>.</summary>
    public bool Flag(string name, ref string? problem)
    {
        var kind = KindOf(name);
        if (kind is JsonValueKind.Undefined or JsonValueKind.Null or JsonValueKind.False) return false;
        if (kind != JsonValueKind.True) problem ??= $"field '{name}' is {Describe(kind)}, it must be true or false";
        return true;
    }

    /// <summary>The object in a field; null when it is missing or <c>null</c>.</summary>
    public ActionJsonObject? Object(string name, ref string? problem)
    {
        var kind = KindOf(name);
        if (kind is JsonValueKind.Undefined or JsonValueKind.Null) return null;
        if (kind == JsonValueKind.Object) return Read(Raw(name), out _);
        problem ??= $"field '{name}' is {Describe(kind)}, it must be an object";
        return null;
    }

    /// <summary>The objects in an array; null when the field is missing or <c>null</c>.</summary>
    public List<ActionJsonObject>? Objects(string name, ref string? problem)
    {
        var kind = KindOf(name);
        if (kind is JsonValueKind.Undefined or JsonValueKind.Null) return null;
        if (kind != JsonValueKind.Array)
        {
            problem ??= $"field '{name}' is {Describe(kind)}, it must be a list";
            return null;
        }
        var list = Raw(name);
        var reader = new Utf8JsonReader(list.Span, new JsonReaderOptions { MaxDepth = MaxDepth });
        List<ActionJsonObject> items = [];
        reader.Read();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            var start = (int)reader.TokenStartIndex;
            if (reader.TokenType != JsonTokenType.StartObject)
            {
                problem ??= $"field '{name}' must be a list of objects";
                return null;
            }
            reader.Skip();
            if (Read(list[start..(int)reader.BytesConsumed], out _) is { } item) items.Add(item);
        }
        return items;
    }

    /// <summary>The fields whose values are texts, in order.</summary>
    /// <param name="problem">Set when a field is something else; left alone otherwise.</param>
    public IEnumerable<KeyValuePair<string, string>> Texts(Action<string> problem)
    {
        foreach (var member in _members)
        {
            if (member.Kind == JsonValueKind.String) yield return new(member.Name, Decode(member));
            else problem($"field '{member.Name}' is {Describe(member.Kind)}, it must be text");
        }
    }

    internal static string Describe(JsonValueKind kind) => kind switch
    {
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "a list",
        JsonValueKind.String => "text",
        JsonValueKind.Number => "a number",
        JsonValueKind.True or JsonValueKind.False => "true or false",
        JsonValueKind.Null => "null",
        _ => "missing",
    };

    private string Scan()
    {
        var span = _text.Span;
        var reader = new Utf8JsonReader(span, new JsonReaderOptions { MaxDepth = MaxDepth });
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject) return $"is {Describe(KindOf(reader.TokenType))}, it must be one JSON object";

        // One set of names for every object that is open; arrays hold a place so that the two depths agree.
        var open = new Stack<HashSet<string>?>();
        open.Push(new HashSet<string>(StringComparer.Ordinal));
        string? name = null;
        while (reader.Read())
        {
            if (reader.TokenType is JsonTokenType.PropertyName or JsonTokenType.String && reader.ValueIsEscaped && HasLoneSurrogate(reader.ValueSpan))
                return "holds half of a surrogate pair, which is no character";
            switch (reader.TokenType)
            {
                case JsonTokenType.PropertyName:
                    var property = reader.GetString()!;
                    if (!open.Peek()!.Add(property)) return $"has the field '{Short(property)}' twice";
                    if (open.Count == 1) name = property;
                    continue;
                case JsonTokenType.StartObject or JsonTokenType.StartArray:
                    if (open.Count == 1) _members.Add(new Member(name!, KindOf(reader.TokenType), (int)reader.TokenStartIndex, 0));
                    open.Push(reader.TokenType == JsonTokenType.StartObject ? new HashSet<string>(StringComparer.Ordinal) : null);
                    continue;
                case JsonTokenType.EndObject or JsonTokenType.EndArray:
                    open.Pop();
                    if (open.Count == 1) _members[^1] = _members[^1] with { Length = (int)reader.BytesConsumed - _members[^1].Start };
                    continue;
                default:
                    if (open.Count == 1)
                        _members.Add(new Member(name!, KindOf(reader.TokenType), (int)reader.TokenStartIndex, (int)(reader.BytesConsumed - reader.TokenStartIndex)));
                    continue;
            }
        }
        return "";
    }

    private static bool HasLoneSurrogate(ReadOnlySpan<byte> escaped)
    {
        var isHighPending = false;
        for (var i = 0; i < escaped.Length; i++)
        {
            if (escaped[i] != '\\')
            {
                if (isHighPending) return true;
                continue;
            }
            i++;
            if (escaped[i] != 'u')
            {
                if (isHighPending) return true;
                continue;
            }
            // The reader has checked that four hexadecimal digits follow. D800–DBFF is the first half of a pair, DC00–DFFF the second.
            var isSurrogate = (escaped[i + 1] | 0x20) == 'd' && HexValue(escaped[i + 2]) >= 8;
            var isLow = isSurrogate && HexValue(escaped[i + 2]) >= 12;
            if (isHighPending != isLow) return true;
            isHighPending = isSurrogate && !isLow;
            i += 4;
        }
        return isHighPending;
    }

    private static int HexValue(byte digit) => digit <= '9' ? digit - '0' : (digit | 0x20) - 'a' + 10;

    private static string Short(string name) => name.Length <= 40 ? name : name[..40] + "…";

    private static JsonValueKind KindOf(JsonTokenType token) => token switch
    {
        JsonTokenType.StartObject => JsonValueKind.Object,
        JsonTokenType.StartArray => JsonValueKind.Array,
        JsonTokenType.String => JsonValueKind.String,
        JsonTokenType.Number => JsonValueKind.Number,
        JsonTokenType.True => JsonValueKind.True,
        JsonTokenType.False => JsonValueKind.False,
        _ => JsonValueKind.Null,
    };

    private Member Find(string name)
    {
        foreach (var member in _members)
        {
            if (member.Name == name) return member;
        }
        return default;
    }

    private string Decode(Member member)
    {
        var reader = new Utf8JsonReader(_text.Span.Slice(member.Start, member.Length));
        reader.Read();
        return reader.GetString()!;
    }

    private readonly record struct Member(string Name, JsonValueKind Kind, int Start, int Length);
}
