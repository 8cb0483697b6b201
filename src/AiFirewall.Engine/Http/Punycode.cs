using System.Text;
using AiFirewall.Effects;

namespace AiFirewall.Http;

/// <summary>Labels of other scripts as DNS carries them: <c>xn--…</c>. RFC 3492.</summary>
internal static class Punycode
{
    private const int Base = 36;
    private const int MinThreshold = 1;
    private const int MaxThreshold = 26;
    private const int FirstBias = 72;
    private const int FirstCode = 128;
    private const int MaxLength = 63;

    /// <summary>A host whose labels are all as DNS carries them.</summary>
    public static string ToDns(string host)
    {
        if (Ascii.IsValid(host)) return host;
        var labels = host.Split('.');
        for (var i = 0; i < labels.Length; i++)
        {
            if (!Ascii.IsValid(labels[i]) && !Unresolved.In(labels[i]) && Encode(labels[i]) is { } encoded) labels[i] = "xn--" + encoded;
        }

        return string.Join('.', labels);
    }

    /// <summary>What <c>xn--</c> stands before in a label, decoded; null when it is no Punycode.</summary>
    public static string? Decode(ReadOnlySpan<char> encoded)
    {
        if (encoded.Length > MaxLength) return null;
        var output = new List<int>();
        var basic = encoded.LastIndexOf('-');
        for (var i = 0; i < basic; i++) output.Add(encoded[i]);
        var (code, bias, index) = (FirstCode, FirstBias, 0);
        for (var at = basic < 0 ? 0 : basic + 1; at < encoded.Length;)
        {
            var (old, weight) = (index, 1);
            for (var k = Base; ; k += Base)
            {
                if (at >= encoded.Length) return null;
                var digit = DigitOf(encoded[at++]);
                if (digit < 0 || digit > (int.MaxValue - index) / weight) return null;
                index += digit * weight;
                var threshold = Threshold(k, bias);
                if (digit < threshold) break;
                if (weight > int.MaxValue / (Base - threshold)) return null;
                weight *= Base - threshold;
            }

            var count = output.Count + 1;
            bias = Adapt(index - old, count, old == 0);
            if (code > 0x10FFFF - (index / count)) return null;
            code += index / count;
            index %= count;
            output.Insert(index++, code);
        }

        var text = new StringBuilder();
        foreach (var value in output)
        {
            if (!Rune.TryCreate(value, out var rune)) return null;
            text.Append(rune.ToString());
        }

        return text.ToString();
    }

    private static string? Encode(string label)
    {
        if (label.Length > MaxLength) return null;
        var input = new List<int>();
        foreach (var rune in label.EnumerateRunes()) input.Add(rune.Value);
        var output = new StringBuilder();
        foreach (var value in input)
        {
            if (value < FirstCode) output.Append((char)value);
        }

        var (done, basic) = (output.Length, output.Length);
        if (basic > 0) output.Append('-');
        var (code, bias, delta) = (FirstCode, FirstBias, 0);
        while (done < input.Count)
        {
            var next = int.MaxValue;
            foreach (var value in input)
            {
                if (value >= code && value < next) next = value;
            }

            delta += (next - code) * (done + 1);
            code = next;
            foreach (var value in input)
            {
                if (value < code) delta++;
                if (value != code) continue;
                var rest = delta;
                for (var k = Base; ; k += Base)
                {
                    var threshold = Threshold(k, bias);
                    if (rest < threshold) break;
                    output.Append(Digit(threshold + ((rest - threshold) % (Base - threshold))));
                    rest = (rest - threshold) / (Base - threshold);
                }

                output.Append(Digit(rest));
                bias = Adapt(delta, done + 1, done == basic);
                delta = 0;
                done++;
            }

            delta++;
            code++;
        }

        return output.ToString();
    }

    private static int Threshold(int k, int bias) => Math.Clamp(k - bias, MinThreshold, MaxThreshold);

    private static int Adapt(int delta, int count, bool isFirst)
    {
        delta = isFirst ? delta / 700 : delta / 2;
        delta += delta / count;
        var k = 0;
        for (; delta > (Base - MinThreshold) * MaxThreshold / 2; k += Base) delta /= Base - MinThreshold;
        return k + (Base * delta / (delta + 38));
    }

    private static int DigitOf(char c) => char.IsAsciiDigit(c) ? c - '0' + 26 : char.IsAsciiLetter(c) ? char.ToLowerInvariant(c) - 'a' : -1;

    private static char Digit(int value) => (char)(value < 26 ? 'a' + value : '0' + value - 26);
}
