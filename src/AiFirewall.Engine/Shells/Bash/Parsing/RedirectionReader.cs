using System.Globalization;
using AiFirewall.Shells.Bash.Syntax;

namespace AiFirewall.Shells.Bash.Parsing;

/// <summary>Reads redirections (Bash manual, 3.6).</summary>
internal static class RedirectionReader
{
    /// <summary>Reads the redirection at the cursor; false when there is none.</summary>
    public static bool TryRead(BashSource source, ref List<Redirection>? redirections)
    {
        var start = source.Position;
        var position = start;
        int? descriptor = null;
        string? variable = null;
        var c = source.Current;
        if (char.IsAsciiDigit(c))
        {
            while (char.IsAsciiDigit(source.At(position))) position++;
            if (source.At(position) is not ('<' or '>')) return false;
            if (!int.TryParse(source.Slice(start, position), NumberStyles.None, CultureInfo.InvariantCulture, out var number)) return false;
            descriptor = number;
        }
        else if (c == '{')
        {
            position = EndOfVariable(source);
            if (position < 0) return false;
            variable = source.Text[(start + 1)..(position - 1)];
        }
        else if (c is not ('<' or '>' or '&'))
        {
            return false;
        }
        if (!TryReadOperator(source, position, out var kind)) return false;

        source.CountNode();
        source.SkipBlanks();
        redirections ??= new List<Redirection>(1);
        var redirection = kind is RedirectionKind.HereDocument or RedirectionKind.HereDocumentStripTabs
            ? HereDocumentReader.ReadOpening(source, start, redirections, kind)
            : new Redirection(kind, null, null, ReadTarget(source, start, kind), null, source.SpanFrom(start));
        redirections.Add(redirection with { Descriptor = descriptor, DescriptorVariable = variable });
        return true;
    }

    private static Word ReadTarget(BashSource source, int start, RedirectionKind kind)
    {
        // A here-string is one word that braces do not multiply (Bash manual, 3.6.7).
        var modes = kind == RedirectionKind.HereString ? WordModes.Operand : WordModes.Argument;
        if (WordReader.Read(source, modes) is { } target)
        {
            // In '> 2> f' the number belongs to the second operator; after '>&' it is the target.
            var isDescriptor = kind is not (RedirectionKind.DuplicateInput or RedirectionKind.DuplicateOutput)
                && source.Current is '<' or '>'
                && WordReader.PlainTextOf(target) is { } text && text.All(char.IsAsciiDigit);
            if (isDescriptor) source.Error(BashErrorKind.Syntax, "a redirection without a target", start);
            return target;
        }
        source.Error(source.IsAtEnd ? BashErrorKind.Unterminated : BashErrorKind.Syntax, "a redirection without a target", start);
        return new Word([], source.Span(source.Position, source.Position));
    }

    /// <summary>The end of <c>{name}</c> in front of an operator; -1 when it is something else.</summary>
    private static int EndOfVariable(BashSource source)
    {
        var position = source.Position + 1;
        if (!BashCharacters.IsNameStart(source.At(position))) return -1;
        while (BashCharacters.IsNamePart(source.At(position))) position++;
        return source.At(position) == '}' && source.At(position + 1) is '<' or '>' ? position + 1 : -1;
    }

    private static bool TryReadOperator(BashSource source, int position, out RedirectionKind kind)
    {
        var first = source.At(position);
        var next = source.SkipContinuations(position + 1);
        var second = source.At(next);
        var third = second == '\0' ? '\0' : source.At(source.SkipContinuations(next + 1));
        var found = (first, second, third) switch
        {
            ('<', '(', _) or ('>', '(', _) => (0, default),
            ('&', '>', '>') => (3, RedirectionKind.AppendOutputAndErrors),
            ('&', '>', _) => (2, RedirectionKind.OutputAndErrors),
            ('&', _, _) => (0, default),
            ('<', '<', '<') => (3, RedirectionKind.HereString),
            ('<', '<', '-') => (3, RedirectionKind.HereDocumentStripTabs),
            ('<', '<', _) => (2, RedirectionKind.HereDocument),
            ('<', '&', _) => (2, RedirectionKind.DuplicateInput),
            ('<', '>', _) => (2, RedirectionKind.ReadWrite),
            ('<', _, _) => (1, RedirectionKind.Input),
            ('>', '>', _) => (2, RedirectionKind.Append),
            ('>', '&', _) => (2, RedirectionKind.DuplicateOutput),
            ('>', '|', _) => (2, RedirectionKind.OutputClobber),
            _ => (1, RedirectionKind.Output),
        };
        kind = found.Item2;
        if (found.Item1 == 0) return false;
        for (var i = 0; i < found.Item1; i++) position = source.SkipContinuations(position) + 1;
        source.Position = position;
        return true;
    }
}
