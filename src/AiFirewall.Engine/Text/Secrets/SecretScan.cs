using System.Buffers;

namespace AiFirewall.Text.Secrets;

/// <summary>Where a secret stands.</summary>
/// <param name="Start">Offset of its first character.</param>
/// <param name="End">Offset just after its last.</param>
internal readonly record struct SecretSpan(int Start, int End)
{
    public int Length => End - Start;
}

/// <summary>
/// Walks through a text from secret to secret. It stops only at the few characters that every kind of secret has at a known place (the
/// <c>_</c> of <c>ghp_</c>, the <c>=</c> of an assignment), so that ordinary text goes by at the speed of a vector search.
/// </summary>
internal ref struct SecretScan(ReadOnlySpan<char> text)
{
    private static readonly SearchValues<char> Triggers = SearchValues.Create("-_=:AJ'0123456789");

    private readonly ReadOnlySpan<char> _text = text;
    private int _position;
    private int _floor;

    // Found ahead of the position: what stands between comes first, as the token in "https://token:password@host".
    private SecretSpan _ahead;

    private bool? _namesPrograms;

    /// <summary>The next secret; they come in order and do not overlap.</summary>
    public bool Next(out SecretSpan secret)
    {
        while (true)
        {
            var limit = _ahead.Length > 0 ? _ahead.Start : _text.Length;
            var hit = _position < limit ? _text[_position..limit].IndexOfAny(Triggers) : -1;
            if (hit < 0)
            {
                secret = _ahead;
                _ahead = default;
                _position = _floor = secret.Length > 0 ? secret.End : _text.Length;
                return secret.Length > 0;
            }

            var at = _position + hit;
            _position = at + 1;
            if (!Match(at, out secret) || secret.Start < _floor || secret.End <= at) continue;
            if (secret.End <= limit && secret.Start <= at + 1)
            {
                _position = _floor = secret.End;
                return true;
            }
            _ahead = _ahead.Length == 0 ? secret
                : new SecretSpan(Math.Min(secret.Start, _ahead.Start), Math.Max(secret.End, _ahead.End));
        }
    }

    // Whether any program with short password options is spoken of at all; looked up once.
    private bool NamesPrograms => _namesPrograms ??= SecretFlag.NamesPrograms(_text);

    private bool Match(int at, out SecretSpan secret)
    {
        switch (_text[at])
        {
            case '-':
                return PrivateKey.At(_text, at, out secret) || PrefixedToken.At(_text, at, out secret) || SecretFlag.At(_text, at, NamesPrograms, out secret);
            case '_':
                return PrefixedToken.At(_text, at, out secret);
            case '=':
                return NamedSecret.At(_text, at, out secret);
            case ':':
                return UrlCredentials.At(_text, at, out secret) || NamedSecret.At(_text, at, out secret);
            case 'A':
                return PrefixedToken.AtCapitalA(_text, at, out secret);
            case 'J':
                return WebToken.At(_text, at, out secret);
            case '\'':
                return NamedSecret.InSql(_text, at, out secret);
            default:
                // The digits that follow belong to the same number: looked at once.
                _position = Characters.EndOfDigits(_text, at);
                return PersonalNumber.At(_text, at, _position, out secret);
        }
    }
}
