using AiFirewall.Effects;

namespace AiFirewall.Commands.Classes;

/// <summary><c>chmod</c>: keys that others may read, and folders of programs that nobody may enter any more.</summary>
internal sealed class ChmodCommand : ICommandClass
{
    /// <inheritdoc/>
    public bool Read(CommandCall call)
    {
        var operands = call.Arguments.Operands;
        if (operands.Count < 2 || !LetsOthersIn(operands[0].Value.Text)) return false;
        foreach (var operand in operands.Skip(1))
        {
            var target = call.Path(operand.Value, EffectKind.ChangePermissions);
            if (target.Scope != TargetScope.Credentials) continue;
            call.Add(EffectKind.ChangePermissions, target, operand.Span,
                finding: new Finding("files.permissions.credentials", Risk.High, $"lets others at credentials ({target.Display})"));
        }

        return false;
    }

    /// <summary><c>644</c>, <c>777</c>, <c>o+r</c>, <c>a=rw</c>; not <c>600</c>, <c>u+w</c>, <c>go-rwx</c>.</summary>
    private static bool LetsOthersIn(string mode)
    {
        if (mode.Length is 3 or 4 && mode.AsSpan().IndexOfAnyExceptInRange('0', '7') < 0) return mode[^1] != '0' || mode[^2] != '0';
        foreach (var range in mode.AsSpan().Split(','))
        {
            var part = mode.AsSpan(range);
            var sign = part.IndexOfAny('+', '=');
            if (sign < 0 || sign == part.Length - 1) continue;
            if (sign == 0 || part[..sign].IndexOfAny('o', 'a', 'g') >= 0) return true;
        }

        return false;
    }
}
