using AiFirewall.Shells.Bash.Syntax;

namespace AiFirewall.Shells.Bash.Parsing;

/// <summary>A word with quotes, expansions, patterns or braces while it is being read.</summary>
internal ref struct WordAssembly(BashSource source, int start, WordModes modes)
{
    private readonly BashSource source = source;
    private readonly int start = start;
    private readonly WordModes modes = modes;

    private PartCollector parts = new(source);
    private BraceFrames braces = new(source);

    /// <summary>Open parentheses of an extended pattern or of a regular expression; inside, metacharacters are text.</summary>
    private int groupDepth;
    private int groupStart;
    private int groupFirstPart;

    private BracketSearch bracketSearch;

    /// <summary>Where the <c>=</c> of a word that looks like an assignment stands; -1 when there is none, null while it is not known.</summary>
    private int? assignmentSign;

    /// <summary>Reads on after a plain beginning that ends at <paramref name="position"/>; null when there is no word.</summary>
    public Word? Read(int position)
    {
        source.Position = position;
        parts.AddRun(start, position, Quoting.None);
        ReadParts();
        return source.Position == start ? null : Finish();
    }

    public Word Continue(ref PartCollector begun)
    {
        parts = begun;
        ReadParts();
        return Finish();
    }

    private Word Finish()
    {
        if (groupDepth > 0) source.Error(BashErrorKind.Unterminated, "a parenthesis of a pattern is not closed", groupStart);
        var list = braces.IsUsed ? BraceFrames.Joined(parts.ToParts()) : parts.ToParts();
        return new Word(list, source.SpanFrom(start));
    }

    private void ReadParts()
    {
        while (!source.IsAtEnd)
        {
            var at = source.Position;
            var c = source.Text[at];
            switch (BashCharacters.KindOf(c))
            {
                case BashCharacters.Plain:
                    ReadPlain();
                    continue;
                case BashCharacters.Meta when !TryReadMeta(c):
                    return;
                case BashCharacters.Special when !TryReadSpecial(c):
                    return;
            }
        }
    }

    private void ReadPlain()
    {
        var at = source.Position;
        var end = at + 1;
        while (end < source.End && BashCharacters.KindOf(source.Text[end]) == BashCharacters.Plain) end++;
        parts.AddRun(at, end, Quoting.None);
        source.Position = end;
    }

    /// <summary>Reads a metacharacter that belongs to the word; false when it ends the word.</summary>
    private bool TryReadMeta(char c)
    {
        var isRegex = (modes & WordModes.Regex) != 0;
        if (c is '<' or '>' && source.At(source.SkipContinuations(source.Position + 1)) == '(')
        {
            parts.Add(SubstitutionReader.ReadProcess(source));
            return true;
        }
        if (groupDepth > 0)
        {
            if (c == '(') groupDepth++;
            if (c == ')' && --groupDepth == 0) CloseGroup();
            else AddCharacter();
            return true;
        }
        if (!isRegex || c is not ('(' or '|')) return false;
        if (c == '(') (groupDepth, groupStart, groupFirstPart) = (1, source.Position, -1);
        AddCharacter();
        return true;
    }

    /// <summary>Reads a quote, expansion, pattern or brace; false when it ends the word.</summary>
    private bool TryReadSpecial(char c)
    {
        switch (c)
        {
            case '\\':
                QuoteReader.ReadBackslash(source, ref parts);
                return true;
            case '\'':
                parts.Add(QuoteReader.ReadSingle(source));
                return true;
            case '"':
                parts.Add(QuoteReader.ReadDouble(source, source.Position, isLocale: false));
                return true;
            case '$':
                DollarReader.Read(source, ref parts, Quoting.None);
                return true;
            case '`':
                parts.Add(SubstitutionReader.ReadBackquoted(source, isQuoted: false));
                return true;
            case '\r' when source.IsLineEnd(source.Position) && groupDepth == 0:
                return false;
            case '{' or '}' or ',' when (modes & WordModes.Braces) != 0 && groupDepth == 0:
                braces.Read(ref parts, c);
                return true;
            case '~' when (modes & WordModes.Tilde) != 0 && IsTildePlace():
                ReadTilde();
                return true;
            case '*' or '?' or '@' or '+' or '!' or '[' when (modes & WordModes.Patterns) != 0 && groupDepth == 0:
                ReadPattern(c);
                return true;
            default:
                AddCharacter();
                return true;
        }
    }

    private void AddCharacter()
    {
        parts.AddRun(source.Position, source.Position + 1, Quoting.None);
        source.Position++;
    }

    private void ReadPattern(char c)
    {
        var at = source.Position;
        if (c != '[' && source.At(at + 1) == '(')
        {
            parts.Add(new GlobPart(source.Text.Substring(at, 2), source.Span(at, at + 2)));
            source.Position = at + 2;
            (groupDepth, groupStart, groupFirstPart) = (1, at, parts.Count - 1);
            return;
        }
        if (c is '*' or '?')
        {
            PatternReader.ReadWildcards(source, ref parts);
        }
        else if (c != '[' || !PatternReader.TryReadBracket(source, ref parts, ref bracketSearch, braces.IsOpen))
        {
            AddCharacter();
        }
    }

    /// <summary>An extended pattern without quotes or expansions is one part; with them, its parts stand between its ends.</summary>
    private void CloseGroup()
    {
        var at = source.Position++;
        if (groupFirstPart < 0)
        {
            parts.AddRun(at, at + 1, Quoting.None);
            return;
        }
        parts.Flush();
        for (var i = groupFirstPart + 1; i < parts.Count; i++)
        {
            if (parts[i] is LiteralPart { Quoting: Quoting.None }) continue;
            parts.Add(new GlobPart(")", source.Span(at, at + 1)));
            return;
        }
        parts.TakeFrom(groupFirstPart);
        parts.Add(new GlobPart(source.Text.Substring(groupStart, at + 1 - groupStart), source.Span(groupStart, at + 1)));
    }

    /// <summary>Tildes stand at the start, and after <c>=</c> and <c>:</c> in assignments and words that look like one (Bash manual, 3.5.2).</summary>
    private bool IsTildePlace()
    {
        var at = source.Position;
        if (groupDepth > 0) return false;
        if (at == start || braces.IsAtWordStart(start, at)) return true;
        var before = source.Text[at - 1];
        if (before is not (':' or '=') || (at >= 2 && source.Text[at - 2] == '\\')) return false;
        if ((modes & WordModes.AssignedValue) != 0) return before == ':';
        assignmentSign ??= AssignmentReader.SignOf(source, start);
        return assignmentSign >= 0 && (before == ':' || assignmentSign == at - 1);
    }

    private void ReadTilde()
    {
        var isColonEnd = (modes & WordModes.AssignedValue) != 0 || assignmentSign >= 0;
        if (TildeReader.TryRead(source, ref parts, isColonEnd, braces.IsOpen)) return;
        AddCharacter();
    }
}
