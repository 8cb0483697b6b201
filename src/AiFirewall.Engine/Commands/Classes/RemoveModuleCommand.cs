using AiFirewall.Effects;
using AiFirewall.Shells;

namespace AiFirewall.Commands.Classes;

/// <summary><c>Remove-Module</c>: the firewall's own module is not one to be unloaded.</summary>
internal sealed class RemoveModuleCommand : ICommandClass
{
    private const string Own = "AiFirewall";

    /// <inheritdoc/>
    public bool Read(CommandCall call)
    {
        if (call.Arguments.Has("-WhatIf")) return false;
        var isOwn = call.Invocation.Input is { } input && Means(input);
        foreach (var use in call.Arguments.Options)
        {
            if (use.Value is { } value && (use.IsNamed("-Name") || use.IsNamed("-ModuleInfo") || use.IsNamed("-FullyQualifiedName"))) isOwn |= Means(value);
        }

        foreach (var operand in call.Arguments.Operands) isOwn |= Means(operand.Value);
        if (!isOwn) return false;
        call.Add(EffectKind.WeakenSecurity, new Target(TargetKind.Service, Own), call.Invocation.Span,
            finding: new Finding("guard.tamper", Risk.Critical, "unloads the firewall's own module"));
        return true;
    }

    private static bool Means(Value name) => name.Text.Contains(Own, StringComparison.OrdinalIgnoreCase) || (name.Text.Contains('*', StringComparison.Ordinal) && Glob.Matches(name.Text, Own, ignoreCase: true));
}
