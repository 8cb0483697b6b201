using AiFirewall.Code.Calls;
using AiFirewall.Shells;

namespace AiFirewall.Code.Folding;

/// <summary>Items, members and slices.</summary>
internal static class Indexing
{
    /// <summary><c>a[b]</c>.</summary>
    public static CodeValue At(CodeValue target, CodeValue index, CodeRun run)
    {
        if (Constants.IsEnvironment(target)) return index.IsKnownText ? Constants.Variable(index.Text.Text, run) : CodeValue.From(Origins.Secret, "the environment");
        switch (target.Sort)
        {
            case CodeSort.List when index.TryInteger(out var i):
                if (i < 0) i += target.Items.Count;
                return i >= 0 && i < target.Items.Count ? target.Items[i] : CodeValue.From(target.Origins, target.Text.Source);
            case CodeSort.List:
                return target.Items.Count == 1 ? target.Items[0] : CodeValue.From(target.Origins, target.Text.Source);
            case CodeSort.Map when target.Members is { } members && index.Text.IsResolved:
                return members.TryGetValue(index.Text.Text, out var member) ? member : CodeValue.From(target.Origins);
            case CodeSort.Text when index.TryInteger(out var at) && target.Text.IsResolved:
                if (at < 0) at += target.Text.Text.Length;
                return at >= 0 && at < target.Text.Text.Length ? CodeValue.Of(target.Text with { Text = target.Text.Text[at].ToString() }) : CodeValue.Empty;
            case CodeSort.Reference when target.Bound.Count == 0 && index.IsKnownText:
                // fs['rmSync'], sys.modules['os'], globals()['os'].
                var name = target.Name is "sys.modules" or "require.cache" or "globals()" or "_G" ? index.Text.Text : target.Name.EndsWith(".__dict__", StringComparison.Ordinal) ? target.Name[..^9] + "." + index.Text.Text : target.Name + "." + index.Text.Text;
                name = CallNames.Canonical(name);
                return Constants.Find(name, run) ?? CodeValue.Reference(name);
            default:
                if (index.IsKnownText && target.Sort is CodeSort.Text or CodeSort.Unknown or CodeSort.Object or CodeSort.Function && index.Sort == CodeSort.Text && Properties.Fold(target, index.Text.Text) is null)
                    return new CodeValue(CodeSort.Reference, Value.Unknown with { Origins = target.Origins, Source = target.Text.Source }) { Name = (target.Sort is CodeSort.Unknown or CodeSort.Object ? target.Name : "") + "." + index.Text.Text, Bound = [target] };
                return CodeValue.From(target.Origins | index.Origins, target.Text.Source);
        }
    }

    /// <summary>A list with one item set.</summary>
    public static CodeValue With(CodeValue list, CodeValue index, CodeValue value)
    {
        List<CodeValue> items = [.. list.Items];
        if (!index.TryInteger(out var i) || i < 0 || i > items.Count || i > 256) return CodeValue.From(list.Origins | value.Origins);
        if (i == items.Count) items.Add(value);
        else items[i] = value;
        return CodeValue.Of(items);
    }

    /// <summary><c>a[b:c:d]</c>, as Python has it.</summary>
    public static CodeValue Slice(CodeValue target, CodeValue first, CodeValue end, CodeValue step)
    {
        var by = step.Sort == CodeSort.Nothing ? 1 : step.TryInteger(out var given) ? given : 0;
        if (by == 0 || !Bound(first, out var from) || !Bound(end, out var to)) return CodeValue.From(target.Origins, target.Text.Source);
        if (target.Sort == CodeSort.List)
        {
            return CodeValue.Of([.. Positions(from, to, by, target.Items.Count).Select(i => target.Items[i])]) with { Text = target.Text };
        }

        if (target.Sort is not (CodeSort.Text or CodeSort.Number) || !target.Text.IsResolved) return CodeValue.From(target.Origins, target.Text.Source);
        var text = target.Text.Text;
        if (by == 1)
        {
            var range = Positions(from, to, 1, text.Length).ToList();
            return CodeValue.Of(target.Text with { Text = range.Count == 0 ? "" : text.Substring(range[0], range.Count) });
        }

        return CodeValue.Of(target.Text with { Text = string.Concat(Positions(from, to, by, text.Length).Select(i => text[i])), Origins = target.Text.Origins | Origins.Decoded });
    }

    private static bool Bound(CodeValue value, out int? at)
    {
        at = null;
        if (value.Sort == CodeSort.Nothing) return true;
        if (!value.TryInteger(out var number)) return false;
        at = number;
        return true;
    }

    private static IEnumerable<int> Positions(int? from, int? to, int by, int length)
    {
        var first = from is { } f ? Math.Clamp(f < 0 ? f + length : f, by < 0 ? -1 : 0, by < 0 ? length - 1 : length) : by < 0 ? length - 1 : 0;
        var end = to is { } t ? Math.Clamp(t < 0 ? t + length : t, -1, length) : by < 0 ? -1 : length;
        for (long i = first; by > 0 ? i < end : i > end; i += by)
        {
            if (i >= 0 && i < length) yield return (int)i;
        }
    }
}
