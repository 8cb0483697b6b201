using System.Text;
using AiFirewall.Effects;

namespace AiFirewall.Shells.PowerShell.Evaluation;

/// <summary>Static members that build texts: conversions, encodings, string functions. They touch nothing, so they are folded, not told.</summary>
internal static class StaticMembers
{
    /// <summary>What a static method gives; null when it is not one of these.</summary>
    /// <param name="type">The last part of the type's name in lower case.</param>
    /// <param name="name">The member in lower case.</param>
    /// <param name="arguments">The arguments.</param>
    public static Datum? Call(string type, string name, IReadOnlyList<Datum> arguments)
    {
        var first = arguments.Count > 0 ? arguments[0] : Datum.Null;
        return (type, name) switch
        {
            ("convert", "frombase64string") => FromBase64(first.ToValue()),
            ("convert", "tobase64string") => first is BytesDatum bytes
                ? Datum.Text(Convert.ToBase64String(bytes.Bytes), bytes.Source)
                : Datum.From(first.Origins),
            ("convert", "toint32" or "toint16" or "toint64" or "tobyte" or "touint32" or "touint16" or "tosbyte") => ToInteger(first, arguments),
            ("convert", "tochar") => TextOperators.Cast("char", first),
            ("convert", "tostring") => arguments.Count > 1 ? ToBase(first, arguments[1]) : new Scalar(first.ToValue()),
            ("string", "join") => Join(arguments),
            ("string", "concat") => new Scalar(TextOperators.Join([.. arguments.SelectMany(argument => argument.Items)], "")),
            ("string", "format") => FormatOperator.Format(first.ToValue(), arguments.Count == 2 ? arguments[1].Items : [.. arguments.Skip(1)]),
            ("string", "new") => NewString(arguments),
            ("string", "isnullorempty" or "isnullorwhitespace") => first.Truth is { } truth ? Datum.Of(!truth) : Datum.Unknown,
            ("char", "convertfromutf32") => TextOperators.Cast("char", first),
            ("char", "tostring" or "parse" or "tolower" or "toupper") => Changed(first, name),
            ("int32" or "byte" or "int64" or "int16" or "int" or "long", "parse") => ToInteger(first, arguments),
            ("regex", "replace") when arguments.Count >= 3 => TextOperators.Apply(first, "-creplace", new ListDatum([arguments[1], arguments[2]])),
            ("regex", "split") when arguments.Count >= 2 => TextOperators.Apply(first, "-csplit", arguments[1]),
            ("regex", "matches" or "match") => Matches(arguments),
            ("regex", "unescape" or "escape") => first.ToValue() is { IsResolved: true } known && !known.Text.Contains('\\', StringComparison.Ordinal)
                ? first
                : Datum.From(first.Origins),
            ("uri", "unescapedatastring") or ("webutility" or "httputility", "urldecode") => Decoded(first, Uri.UnescapeDataString),
            ("webutility" or "httputility", "htmldecode") => Decoded(first, System.Net.WebUtility.HtmlDecode),
            ("path", "combine") => new Scalar(TextOperators.Join([.. arguments.Select(WithoutSlash)], "/")),
            ("path", "gettemppath") => Datum.Text("/tmp/"),
            ("path", "getfullpath" or "gettempfilename" or "getrandomfilename") => name == "getfullpath"
                ? first
                : Datum.Text("/tmp/" + Unresolved.Hole),
            ("encoding", "getencoding") => new InstanceDatum("System.Text.Encoding", new Scalar(first.ToValue())),
            ("encoding", "convert") when arguments.Count == 3 => arguments[2],
            ("utf8encoding" or "unicodeencoding" or "asciiencoding" or "utf32encoding", "new") =>
                new InstanceDatum("System.Text.Encoding", Datum.Text(type[..^8])),
            ("math", _) => Datum.Unknown,
            _ => null,
        };
    }

    /// <summary>What a static property gives.</summary>
    private static Datum WithoutSlash(Datum part) => part is Scalar { Value: { Text.Length: > 1 } value } ? new Scalar(value with { Text = value.Text.TrimEnd('/', '\\') }) : part;

    public static Datum Read(string type, string name) => (type, name) switch
    {
        ("encoding", "utf8" or "unicode" or "ascii" or "utf32" or "utf7" or "bigendianunicode" or "default" or "latin1") =>
            new InstanceDatum("System.Text.Encoding", Datum.Text(name)),
        ("string", "empty") => Datum.Text(""),
        ("environment", "newline") => Datum.Text("\n"),
        ("appdomain", "currentdomain") => new InstanceDatum("System.AppDomain", Datum.Unknown),
        ("eventlogsession", "globalsession") => new InstanceDatum("System.Diagnostics.Eventing.Reader.EventLogSession", Datum.Unknown),
        ("path", "directoryseparatorchar") => Datum.Text("/"),
        ("compressionmode" or "stringsplitoptions" or "regexoptions" or "bindingflags" or "filemode" or "fileaccess" or "fileshare" or "fileattributes" or "specialfolder" or "environment+specialfolder", _) => Datum.Text(name),
        _ => Datum.Unknown,
    };

    /// <summary>The text that bytes are in an encoding.</summary>
    public static Datum GetString(string encoding, Datum bytes)
    {
        var origins = bytes.Origins | Origins.Decoded;
        return ToBytes(bytes) is { } content
            ? Datum.Text(Unresolved.Clean(EncodingOf(encoding).GetString(content)), origins)
            : Datum.From(origins, bytes.ToValue().Source);
    }

    public static Datum GetBytes(string encoding, Datum text) => text.ToValue() is { IsResolved: true } value
        ? new BytesDatum(EncodingOf(encoding).GetBytes(value.Text), value.Origins)
        : Datum.From(text.Origins);

    public static byte[]? ToBytes(Datum datum)
    {
        if (datum is BytesDatum bytes) return bytes.Bytes;
        if (datum is not (ListDatum or Scalar { Kind: ScalarKind.Number })) return null;
        var content = new byte[datum.Items.Count];
        for (var i = 0; i < content.Length; i++)
        {
            if (TextOperators.Number(datum.Items[i]) is not ({ } number and >= 0 and <= 255)) return null;
            content[i] = (byte)number;
        }

        return content;
    }

    private static Encoding EncodingOf(string name) => name.ToLowerInvariant().Replace("-", "", StringComparison.Ordinal) switch
    {
        "unicode" or "utf16" or "utf16le" => Encoding.Unicode,
        "bigendianunicode" or "utf16be" => Encoding.BigEndianUnicode,
        "ascii" or "usascii" => Encoding.ASCII,
        "utf32" => Encoding.UTF32,
        "latin1" or "iso88591" => Encoding.Latin1,
        _ => Encoding.UTF8,
    };

    private static Datum FromBase64(Value text)
    {
        var origins = text.Origins | Origins.Decoded;
        if (!text.IsResolved || text.Text.Length > PowerShellEvaluator.MaxText) return Datum.From(origins, text.Source);
        var buffer = new byte[(text.Text.Length / 4 * 3) + 3];
        return Convert.TryFromBase64String(text.Text, buffer, out var length)
            ? new BytesDatum(buffer[..length], origins)
            : Datum.From(origins, text.Source);
    }

    private static Datum ToInteger(Datum text, IReadOnlyList<Datum> arguments)
    {
        if (arguments.Count < 2)
        {
            return TextOperators.Cast("int", text is Scalar { Kind: ScalarKind.Char } c ? Datum.Of(c.Number) : text) ?? Datum.Unknown;
        }

        var value = text.ToValue();
        if (!value.IsResolved || TextOperators.Number(arguments[1]) is not (2 or 8 or 10 or 16)) return Datum.From(value.Origins);
        var digits = value.Text.Trim();
        if (digits.StartsWith("0x", StringComparison.OrdinalIgnoreCase)) digits = digits[2..];
        long number = 0;
        var radix = (int)TextOperators.Number(arguments[1])!.Value;
        foreach (var digit in digits)
        {
            var place = char.IsAsciiHexDigit(digit) ? Convert.ToInt32(digit.ToString(), 16) : radix;
            if (place >= radix || number > int.MaxValue) return Datum.From(value.Origins);
            number = (number * radix) + place;
        }

        return Datum.Of(number, value.Origins | Origins.Decoded);
    }

    private static Datum ToBase(Datum number, Datum radix) =>
        TextOperators.Number(number) is { } value && TextOperators.Number(radix) is 2 or 8 or 10 or 16
            ? Datum.Text(Convert.ToString((long)value, (int)TextOperators.Number(radix)!.Value), number.Origins)
            : Datum.From(number.Origins);

    private static Scalar Join(IReadOnlyList<Datum> arguments)
    {
        if (arguments.Count == 0) return new Scalar(Value.Empty);
        IReadOnlyList<Datum> items = arguments.Count == 2 ? arguments[1].Items : [.. arguments.Skip(1)];
        return new Scalar(TextOperators.Join(items, arguments[0].ToValue()));
    }

    private static Datum NewString(IReadOnlyList<Datum> arguments)
    {
        if (arguments.Count == 2 && TextOperators.Number(arguments[1]) is { } count and >= 0 and < PowerShellEvaluator.MaxText && arguments[0].ToValue().Text is { Length: 1 } c)
        {
            return Datum.Text(new string(c[0], (int)count));
        }

        return new Scalar(TextOperators.Join([.. arguments.SelectMany(argument => argument.Items)], ""));
    }

    private static Scalar Changed(Datum datum, string name)
    {
        var value = datum.ToValue();
        return new Scalar(value with { Text = name == "tolower" ? value.Text.ToLowerInvariant() : name == "toupper" ? value.Text.ToUpperInvariant() : value.Text });
    }

    // [regex]::Matches($text, '.', 'RightToLeft') turns a text round; with another step it takes one of it character by character.
    private static Datum Matches(IReadOnlyList<Datum> arguments)
    {
        if (arguments.Count < 2 || arguments[0].ToValue() is not { IsResolved: true } text || arguments[1].ToValue().Text != ".")
        {
            return Datum.From(arguments.Count > 0 ? arguments[0].Origins : Origins.None);
        }

        var isReversed = arguments.Count > 2 && arguments[2].ToValue().Text.Contains("right", StringComparison.OrdinalIgnoreCase);
        var characters = isReversed ? text.Text.Reverse() : text.Text;
        return new ListDatum([.. characters.Select(c => Datum.Text(c.ToString(), text.Origins))]);
    }

    private static Scalar Decoded(Datum datum, Func<string, string> decode)
    {
        var value = datum.ToValue();
        return new Scalar(value with { Text = decode(value.Text), Origins = value.Origins | Origins.Decoded });
    }
}
