using AiFirewall.Effects;

namespace AiFirewall.Sql;

/// <summary>One call in a text for the MongoDB shell.</summary>
/// <param name="Target">The collection, <c>db</c> when it is a method of the database.</param>
/// <param name="Method">The method.</param>
/// <param name="Arguments">The text between the parentheses.</param>
/// <param name="Span">Where it stands.</param>
internal sealed record MongoCall(string Target, string Method, string Arguments, TextSpan Span)
{
    /// <summary>The name of the method is not written in the text.</summary>
    public bool IsComputed { get; init; }

    /// <summary>The first argument is a filter that lets every document through.</summary>
    public bool MatchesAll
    {
        get
        {
            var rest = Arguments.AsSpan().TrimStart();
            if (rest.Length == 0) return true;
            if (rest[0] != '{') return rest.StartsWith("null") || rest.StartsWith("undefined");
            rest = rest[1..].TrimStart();
            if (rest.Length > 0 && rest[0] == '}') return true;
            var compact = Arguments.Replace(" ", "", StringComparison.Ordinal).Replace("\"", "", StringComparison.Ordinal).Replace("'", "",
                StringComparison.Ordinal);
            return compact.StartsWith("{_id:{$exists:true}}", StringComparison.Ordinal) || compact.StartsWith("{_id:{$ne:null}}",
                StringComparison.Ordinal)
                || compact.StartsWith("{_id:{$exists:1}}", StringComparison.Ordinal) || compact.StartsWith("{$or:[{}", StringComparison.Ordinal)
                || compact.StartsWith("{$expr:true}", StringComparison.Ordinal) || compact.StartsWith("{$and:[{}]}", StringComparison.Ordinal);
        }
    }

    /// <summary>The first key of an object that is the first argument, or the first argument when it is a text.</summary>
    public string FirstKey
    {
        get
        {
            var rest = Arguments.AsSpan().TrimStart();
            if (rest.Length > 0 && rest[0] == '{') rest = rest[1..].TrimStart();
            rest = rest.TrimStart("'\"");
            var end = 0;
            while (end < rest.Length && (char.IsAsciiLetterOrDigit(rest[end]) || rest[end] is '$' or '_')) end++;
            return rest[..end].ToString();
        }
    }

    /// <summary>The first argument when it is a text; a hole otherwise.</summary>
    public string FirstText
    {
        get
        {
            var rest = Arguments.AsSpan().Trim();
            if (rest.Length < 2 || rest[0] is not ('\'' or '"' or '`')) return Unresolved.Anything;
            var end = rest[1..].IndexOf(rest[0]);
            return end < 0 ? Unresolved.Anything : rest.Slice(1, end).ToString();
        }
    }
}

/// <summary>Finds the calls in a text for the MongoDB shell, past quotes and comments.</summary>
internal sealed class MongoScanner(string text)
{
    private const int LongestArguments = 4096;

    private readonly List<string> _chain = [];
    private int _at;
    private int _chainStart;
    private bool _namesOnly;

    /// <summary>Whether the text ended inside a quote or comment.</summary>
    public bool EndsOpen { get; private set; }

    /// <summary>Whether a text without calls is one of the shell's own words.</summary>
    public bool IsHarmless
    {
        get
        {
            var trimmed = text.AsSpan().Trim().TrimEnd(';');
            return _namesOnly || trimmed.Length == 0 || trimmed.StartsWith("show ") || trimmed.StartsWith("use ") || trimmed is "db" or "help"
                or "exit" or "quit" or "it";
        }
    }

    /// <summary>The next call; null at the end.</summary>
    public MongoCall? NextCall()
    {
        while (_at < text.Length)
        {
            var c = text[_at];
            if (char.IsAsciiLetter(c) || c is '_' or '$')
            {
                ReadName();
                continue;
            }

            switch (c)
            {
                case '\'' or '"' or '`': ReadQuoted(c); break;
                case '/' when Peek(1) == '/': SkipTo("\n"); break;
                case '/' when Peek(1) == '*': SkipTo("*/"); break;
                case '.' or '?': _at++; break;
                case '[' when _chain.Count > 0: ReadIndex(); break;
                case '(' when _chain.Count > 0:
                    if (ReadCall() is { } call) return call;
                    break;
                default:
                    if (!char.IsWhiteSpace(c)) Forget();
                    _at++;
                    break;
            }
        }

        return null;
    }

    private void ReadName()
    {
        var start = _at;
        while (_at < text.Length && (char.IsAsciiLetterOrDigit(text[_at]) || text[_at] is '_' or '$')) _at++;
        var follows = start > 0 && text.AsSpan(0, start).TrimEnd() is [.., '.'];
        if (!follows) Forget();
        if (_chain.Count == 0) _chainStart = start;
        _chain.Add(text[start.._at]);
    }

    private MongoCall? ReadCall()
    {
        var open = _at;
        var close = EndOfGroup(open);
        var method = _chain[^1];
        var target = Target();
        var length = Math.Min(Math.Max(0, close - open - 1), LongestArguments);
        var call = new MongoCall(target, method, text.Substring(open + 1, length), TextSpan.Between(_chainStart, Math.Min(close + 1,
            text.Length)))
        { IsComputed = Unresolved.In(method) };

        // db.getCollection('x').drop(): the call names the collection, the chain goes on. Calls among the arguments are read as well.
        if (method is "getCollection" or "getSiblingDB" or "getMongo" or "getDB")
        {
            if (method == "getCollection") _chain[^1] = call.FirstText;
            else _chain.RemoveAt(_chain.Count - 1);
            _at = Math.Min(close + 1, text.Length);
            _namesOnly = true;
            return null;
        }

        Forget();
        _at = open + 1;
        return call;
    }

    private string Target() => _chain.Count switch
    {
        0 => "db",
        1 => "db",
        _ => _chain[0] == "db" && _chain.Count == 2 ? "db" : string.Join('.', _chain.Skip(_chain[0] == "db" ? 1
            : 0).Take(_chain.Count - (_chain[0] == "db" ? 2 : 1))),
    };

    /// <summary>db['users'] names a collection, db.users['drop'] a method, db[x] something computed.</summary>
    private void ReadIndex()
    {
        var close = text.AsSpan(_at, Math.Min(256, text.Length - _at)).IndexOf(']');
        if (close < 0)
        {
            _at++;
            Forget();
            return;
        }

        var inner = text.AsSpan(_at + 1, close - 1).Trim();
        if (inner.Length >= 2 && inner[0] is '\''
            or '"' or '`' && inner[^1] == inner[0] && inner[1..^1].IndexOf(inner[0]) < 0) _chain.Add(inner[1..^1].ToString());
        else _chain.Add(Unresolved.Anything);
        _at += close + 1;
    }

    private int EndOfGroup(int open)
    {
        var depth = 0;
        for (var i = open; i < Math.Min(text.Length, open + LongestArguments); i++)
        {
            var c = text[i];
            if (c is '(' or '{' or '[') depth++;
            else if (c is ')' or '}' or ']' && --depth == 0) return i;
            else if (c is '\'' or '"' or '`') i = Math.Max(i, EndOfQuote(i));
        }

        return Math.Min(text.Length, open + LongestArguments);
    }

    private int EndOfQuote(int start)
    {
        for (var i = start + 1; i < text.Length; i++)
        {
            if (text[i] == '\\') i++;
            else if (text[i] == text[start]) return i;
        }

        return text.Length;
    }

    private void ReadQuoted(char quote)
    {
        var end = EndOfQuote(_at);
        EndsOpen |= end >= text.Length;
        _ = quote;
        Forget();
        _at = Math.Min(end + 1, text.Length);
    }

    private void SkipTo(string end)
    {
        var found = text.AsSpan(_at).IndexOf(end, StringComparison.Ordinal);
        if (found < 0 && end != "\n") EndsOpen = true;
        _at = found < 0 ? text.Length : _at + found + end.Length;
    }

    private void Forget()
    {
        _chain.Clear();
    }

    private char Peek(int offset) => _at + offset < text.Length ? text[_at + offset] : '\0';
}
