namespace AiFirewall.Files.Inspection;

/// <summary>Whether a line declares something; by its first words, as people see it.</summary>
internal static class DeclarationLine
{
    private static readonly HashSet<string> NoMethods = new(StringComparer.Ordinal)
    {
        "if", "for", "foreach", "while", "switch", "catch", "return", "throw", "new", "await", "else", "using", "lock", "fixed", "function", "typeof", "do", "try", "super",
        "this", "base", "yield", "case", "in", "of", "and", "or", "not", "var", "let", "const", "when", "where", "nameof", "sizeof", "assert", "import", "export", "delete", "void",
    };

    private static readonly HashSet<string> Modifiers = new(StringComparer.Ordinal)
    {
        "public", "private", "protected", "internal", "static", "async", "override", "virtual", "abstract", "sealed", "readonly", "final", "synchronized", "partial", "extern", "unsafe",
        "export", "default", "declare", "get", "set", "native", "strictfp", "new", "required", "file", "pub", "const", "ref",
    };

    /// <summary>Reads a line.</summary>
    /// <param name="language">The language.</param>
    /// <param name="code">The line with comments and quoted text blanked.</param>
    /// <param name="line">The line as it stands, for the titles of tests.</param>
    /// <param name="kind">What is declared.</param>
    /// <param name="name">Its name.</param>
    public static bool TryRead(SourceLanguage language, ReadOnlySpan<char> code, ReadOnlySpan<char> line, out DeclarationKind kind, out string name)
    {
        (kind, name) = (DeclarationKind.Function, "");
        var trimmed = code.TrimStart();
        if (trimmed.IsEmpty || !(char.IsLetter(trimmed[0]) || trimmed[0] is '_' or '$' or '#' or '*')) return false;
        line = line[(code.Length - trimmed.Length)..];
        return language switch
        {
            SourceLanguage.Python => Python(trimmed, ref kind, ref name),
            SourceLanguage.Go => Go(trimmed, ref kind, ref name),
            SourceLanguage.Rust => Rust(trimmed, ref kind, ref name),
            SourceLanguage.Ruby => Ruby(trimmed, line, ref kind, ref name),
            SourceLanguage.PowerShell => PowerShell(trimmed, line, ref kind, ref name),
            SourceLanguage.JavaScript => JavaScript(trimmed, line, ref kind, ref name),
            SourceLanguage.CSharp or SourceLanguage.Java => Typed(trimmed, ref kind, ref name),
            _ => false,
        };
    }

    private static bool Python(ReadOnlySpan<char> code, ref DeclarationKind kind, ref string name)
    {
        if (Word(code) is "async") code = Rest(code);
        if (Word(code) is "class")
        {
            kind = DeclarationKind.Type;
            return Name(Rest(code), ref name);
        }

        if (Word(code) is not "def" || !Name(Rest(code), ref name)) return false;
        if (name.StartsWith("test", StringComparison.Ordinal)) kind = DeclarationKind.Test;
        return true;
    }

    private static bool Go(ReadOnlySpan<char> code, ref DeclarationKind kind, ref string name)
    {
        if (Word(code) is "type")
        {
            kind = DeclarationKind.Type;
            return Name(Rest(code), ref name);
        }

        if (Word(code) is not "func") return false;
        code = Rest(code);
        if (code.StartsWith("("))
        {
            var end = code.IndexOf(')');
            if (end < 0) return false;
            code = code[(end + 1)..].TrimStart();
        }

        if (!Name(code, ref name)) return false;
        if (name.Length > 4 && name.StartsWith("Test", StringComparison.Ordinal) && char.IsUpper(name[4]) && code.Contains("testing.", StringComparison.Ordinal)) kind = DeclarationKind.Test;
        return true;
    }

    private static bool Rust(ReadOnlySpan<char> code, ref DeclarationKind kind, ref string name)
    {
        for (var i = 0; i < 6; i++)
        {
            var word = Word(code);
            if (word is "fn") return Name(Rest(code), ref name);
            if (word is "struct" or "enum" or "trait" or "union")
            {
                kind = DeclarationKind.Type;
                return Name(Rest(code), ref name);
            }

            if (word is not ("pub" or "async" or "unsafe" or "const" or "extern" or "default")) return false;
            code = code[word.Length..].TrimStart();
            if (code.StartsWith("(") && code.IndexOf(')') is > 0 and var end) code = code[(end + 1)..].TrimStart();
        }

        return false;
    }

    private static bool Ruby(ReadOnlySpan<char> code, ReadOnlySpan<char> line, ref DeclarationKind kind, ref string name)
    {
        switch (Word(code))
        {
            case "def":
                code = Rest(code);
                if (code.StartsWith("self.")) code = code[5..];
                if (!Name(code, ref name)) return false;
                if (name.StartsWith("test_", StringComparison.Ordinal)) kind = DeclarationKind.Test;
                return true;
            case "class" or "module":
                kind = DeclarationKind.Type;
                return Name(Rest(code), ref name);
            case "it" or "test" or "specify" or "scenario":
                return Title(line, ref kind, ref name);
            default:
                return false;
        }
    }

    private static bool PowerShell(ReadOnlySpan<char> code, ReadOnlySpan<char> line, ref DeclarationKind kind, ref string name)
    {
        var word = Word(code);
        if (word.Equals("function", StringComparison.OrdinalIgnoreCase) || word.Equals("filter", StringComparison.OrdinalIgnoreCase))
        {
            var rest = code[word.Length..].TrimStart();
            var end = rest.IndexOfAny(" ({");
            name = (end < 0 ? rest : rest[..end]).ToString();
            return name.Length > 0;
        }

        if (word.Equals("class", StringComparison.OrdinalIgnoreCase))
        {
            kind = DeclarationKind.Type;
            return Name(Rest(code), ref name);
        }

        return word.Equals("It", StringComparison.OrdinalIgnoreCase) && Title(line, ref kind, ref name);
    }

    private static bool JavaScript(ReadOnlySpan<char> code, ReadOnlySpan<char> line, ref DeclarationKind kind, ref string name)
    {
        var word = Word(code);
        if (word is "it" or "test" && code.Length > word.Length && code[word.Length] is '(' or '.') return Title(line, ref kind, ref name);
        while (Modifiers.GetAlternateLookup<ReadOnlySpan<char>>().Contains(word) && word is not "const" && Rest(code) is { IsEmpty: false } more && (char.IsLetter(more[0]) || more[0] is '_' or '$' or '#' or '*'))
        {
            code = more;
            word = Word(code);
        }

        switch (word)
        {
            case "function":
                code = Rest(code).TrimStart('*').TrimStart();
                return Name(code, ref name);
            case "class" or "interface" or "enum" or "namespace":
                kind = DeclarationKind.Type;
                return Name(Rest(code), ref name);
            case "const" or "let" or "var":
                if (!Name(Rest(code), ref name)) return false;
                var equals = code.IndexOf('=');
                if (equals < 0) return false;
                var value = code[(equals + 1)..];
                return value.Contains("=>", StringComparison.Ordinal) || value.TrimStart().StartsWith("function") || value.TrimStart().StartsWith("async") || value.TrimEnd().EndsWith("(");
            default:
                // A method: a name, parentheses, and the brace at the end of the line.
                code = code.TrimStart('*').TrimStart();
                word = Word(code);
                if (word.IsEmpty || NoMethods.GetAlternateLookup<ReadOnlySpan<char>>().Contains(word)) return false;
                return code.Length > word.Length && code[word.Length] is '(' or '<' && code.TrimEnd().EndsWith("{") && !code.Contains("=>", StringComparison.Ordinal) && Name(code, ref name);
        }
    }

    private static bool Typed(ReadOnlySpan<char> code, ref DeclarationKind kind, ref string name)
    {
        var words = 0;
        var hasModifier = false;
        for (var i = 0; i < 12; i++)
        {
            var word = Word(code);
            if (word.IsEmpty) return false;
            if (word is "class" or "interface" or "struct" or "enum" or "record" && Rest(code) is { IsEmpty: false } rest && char.IsLetter(rest[0]))
            {
                kind = DeclarationKind.Type;
                if (Word(rest) is "class" or "struct") rest = Rest(rest);
                return Name(rest, ref name);
            }

            if (Modifiers.GetAlternateLookup<ReadOnlySpan<char>>().Contains(word) && words == 0 && !(word is "new" && !hasModifier))
            {
                hasModifier = true;
                code = Rest(code);
                continue;
            }

            if (NoMethods.GetAlternateLookup<ReadOnlySpan<char>>().Contains(word) && word is not "void") return false;
            var after = code[word.Length..];
            if (after.StartsWith("<") && IsGenericMethod(after)) after = after[(after.IndexOf('>') + 1)..];
            if (after.StartsWith("("))
            {
                // A type before the name; or a constructor, which has a modifier.
                if (words == 0 && !hasModifier) return false;
                name = word.ToString();
                return true;
            }

            words++;
            code = AfterType(after);
            if (code.IsEmpty || !(char.IsLetter(code[0]) || code[0] == '_')) return false;
        }

        return false;
    }

    private static bool IsGenericMethod(ReadOnlySpan<char> text)
    {
        var end = text.IndexOf('>');
        return end > 0 && end + 1 < text.Length && text[end + 1] == '(';
    }

    /// <summary>Past what else belongs to a type: its arguments, ranks, dots, question marks.</summary>
    private static ReadOnlySpan<char> AfterType(ReadOnlySpan<char> text)
    {
        var depth = 0;
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] is '<' or '[') depth++;
            else if (text[i] is '>' or ']') depth--;
            else if (depth == 0 && text[i] == ' ') return text[i..].TrimStart();
            else if (depth == 0 && !(char.IsLetterOrDigit(text[i]) || text[i] is '.' or '?' or '_' or '*' or '&')) return default;
        }

        return default;
    }

    private static ReadOnlySpan<char> Word(ReadOnlySpan<char> text)
    {
        var end = 0;
        while (end < text.Length && (char.IsLetterOrDigit(text[end]) || text[end] is '_' or '$' or '#')) end++;
        return text[..end];
    }

    private static ReadOnlySpan<char> Rest(ReadOnlySpan<char> text) => text[Word(text).Length..].TrimStart();

    private static bool Name(ReadOnlySpan<char> text, ref string name)
    {
        var word = Word(text);
        name = word.ToString();
        return word.Length > 0;
    }

    private static bool Title(ReadOnlySpan<char> line, ref DeclarationKind kind, ref string name)
    {
        var open = line.IndexOfAny("'\"`");
        if (open < 0) return false;
        var length = line[(open + 1)..].IndexOf(line[open]);
        if (length <= 0) return false;
        kind = DeclarationKind.Test;
        name = line.Slice(open + 1, length).ToString();
        return true;
    }
}
