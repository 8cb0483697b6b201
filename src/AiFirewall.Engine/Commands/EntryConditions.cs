using AiFirewall.Commands.Catalog;
using AiFirewall.Effects;

namespace AiFirewall.Commands;

/// <summary>Whether the conditions of a catalog entry hold for a call.</summary>
internal static class EntryConditions
{
    /// <summary>Whether any of <paramref name="conditions"/> holds; none at all always does.</summary>
    public static bool Hold(IReadOnlyList<Condition> conditions, CommandCall call)
    {
        if (conditions.Count == 0) return true;
        for (var i = 0; i < conditions.Count; i++)
        {
            if (Holds(conditions[i], call) != conditions[i].IsNegated) return true;
        }

        return false;
    }

    /// <summary>The circumstances of <paramref name="traits"/> that hold.</summary>
    public static EffectTraits Traits(IReadOnlyList<TraitSpec> traits, ParsedArguments arguments)
    {
        var result = EffectTraits.None;
        for (var i = 0; i < traits.Count; i++)
        {
            var trait = Trait(traits[i].Trait);
            if (traits[i].Options.Count == 0 || (trait == EffectTraits.DryRun ? HasDryRun(traits[i].Options, arguments) : arguments.HasAny(traits[i].Options))) result |= trait;
        }

        return result;
    }

    /// <summary><c>--dry-run=none</c> is no dry run.</summary>
    private static bool HasDryRun(IReadOnlyList<string> options, ParsedArguments arguments)
    {
        foreach (var option in options)
        {
            if (arguments.Has(option) && arguments.ValueOf(option)?.Text.ToLowerInvariant() is not ("none" or "false" or "no" or "0" or "off")) return true;
        }

        return false;
    }

    private static EffectTraits Trait(string name) => name switch
    {
        "recursive" => EffectTraits.Recursive,
        "force" => EffectTraits.Force,
        "elevated" => EffectTraits.Elevated,
        "decoded" => EffectTraits.Decoded,
        "from-network" => EffectTraits.FromNetwork,
        "elsewhere" => EffectTraits.Elsewhere,
        "many" => EffectTraits.Many,
        "append" => EffectTraits.Append,
        "exclusive" => EffectTraits.Exclusive,
        "dry-run" => EffectTraits.DryRun,
        "irrecoverable" => EffectTraits.Irrecoverable,
        _ => EffectTraits.None,
    };

    private static bool Holds(Condition condition, CommandCall call)
    {
        var arguments = call.Arguments;
        if (condition.AnyOption.Count > 0 && !arguments.HasAny(condition.AnyOption)) return false;
        if (condition.Without.Count > 0 && arguments.HasAny(condition.Without)) return false;
        foreach (var option in condition.AllOptions)
        {
            if (!arguments.Has(option)) return false;
        }

        var count = arguments.Operands.Count;
        if (condition.MinOperands >= 0 && count < condition.MinOperands) return false;
        if (condition.MaxOperands >= 0 && count > condition.MaxOperands) return false;
        if (condition.HasInput is { } hasInput && hasInput != call.Invocation.Input is not null) return false;
        if (condition.CalledAs.Count > 0 && !condition.CalledAs.Contains(call.Name)) return false;
        foreach (var pattern in condition.Operands)
        {
            if (Matches(pattern, arguments) == pattern.IsNegated) return false;
        }

        foreach (var pattern in condition.Values)
        {
            if (!Matches(pattern, arguments)) return false;
        }

        return true;
    }

    private static bool Matches(OperandPattern pattern, ParsedArguments arguments)
    {
        var operands = arguments.Operands;
        if (pattern.Position == 0)
        {
            foreach (var operand in operands)
            {
                if (MatchesAny(pattern.Globs, operand.Value.Text)) return true;
            }

            return false;
        }

        var index = pattern.Position > 0 ? pattern.Position - 1 : operands.Count - 1;
        return index >= 0 && index < operands.Count && MatchesAny(pattern.Globs, operands[index].Value.Text);
    }

    private static bool Matches(ValuePattern pattern, ParsedArguments arguments)
    {
        foreach (var use in arguments.Uses(pattern.Option))
        {
            if (use.Value is { } value && MatchesAny(pattern.Globs, value.Text)) return true;
        }

        return false;
    }

    private static bool MatchesAny(IReadOnlyList<string> globs, string text)
    {
        for (var i = 0; i < globs.Count; i++)
        {
            if (Glob.Matches(globs[i], text, ignoreCase: true)) return true;
        }

        return false;
    }
}
