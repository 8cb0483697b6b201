using System.Buffers;
using AiFirewall.Effects;
using AiFirewall.Shells;

namespace AiFirewall.Commands.Classes;

/// <summary>
/// <c>dig</c>, <c>host</c>, <c>nslookup</c>, <c>ping</c>: a name that is asked for reaches the name servers of its domain, and with it whatever
/// was put into the name.
/// </summary>
internal sealed class NameLookupCommand : ICommandClass
{
    private const int LongestPlainLabel = 20;
    private static readonly SearchValues<char> Hexadecimal = SearchValues.Create("0123456789abcdefABCDEF");

    /// <summary>Ends of names that no server outside is asked about.</summary>
    private static readonly string[] Local = [".local", ".localhost", ".localdomain", ".lan", ".internal", ".home", ".arpa"];

    /// <inheritdoc/>
    public bool Read(CommandCall call)
    {
        foreach (var operand in call.Arguments.Operands)
        {
            if (!Carries(operand.Value)) continue;
            call.Add(EffectKind.SendData, CommandCall.Thing(TargetKind.Host, operand.Value), operand.Span,
                finding: new Finding("net.dns.data", Risk.High, $"sends data to whoever serves the name {Unresolved.Display(operand.Value.Text)}"));
        }

        return false;
    }

    /// <summary>Whether what a command or a file gave, or something encoded, is a part of a name.</summary>
    private static bool Carries(Value name)
    {
        var text = name.Text.TrimEnd('.');
        var dot = text.IndexOf('.', StringComparison.Ordinal);
        if (dot <= 0 || text.Contains('/', StringComparison.Ordinal) || text[0] is '@' or '+' or '-' || Array.Exists(Local, l => text.EndsWith(l, StringComparison.OrdinalIgnoreCase))) return false;
        var hole = text.IndexOf(Unresolved.Hole, StringComparison.Ordinal);
        if (hole >= 0 && text.IndexOf('.', hole) > 0 && (name.Has(Origins.Command) || name.Has(Origins.File) || name.Has(Origins.Secret) || name.Has(Origins.Decoded))) return true;
        foreach (var range in text.AsSpan().Split('.'))
        {
            if (IsEncoded(text.AsSpan(range))) return true;
        }

        return false;
    }

    /// <summary>Names are written in small letters and words; base64 and hex are not.</summary>
    private static bool IsEncoded(ReadOnlySpan<char> label)
    {
        if (label.IndexOf('=') > 0) return true;
        if (label.Length < LongestPlainLabel || label.Contains('-') || label.Contains(Unresolved.Hole)) return false;
        var (digits, upper, lower) = (0, 0, 0);
        foreach (var c in label)
        {
            if (char.IsAsciiDigit(c)) digits++;
            else if (char.IsAsciiLetterUpper(c)) upper++;
            else if (char.IsAsciiLetterLower(c)) lower++;
        }

        return (upper > 2 && lower > 2) || (digits > label.Length / 4 && label.IndexOfAnyExcept(Hexadecimal) < 0);
    }
}
