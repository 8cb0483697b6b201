using AiFirewall.Actions;
using AiFirewall.Effects;
using AiFirewall.Shells;
using AiFirewall.Sql;

namespace AiFirewall.Commands;

/// <summary>
/// A command that the catalog does not know. Most are harmless programs; but a subcommand that is a destructive verb means the same
/// everywhere (<c>acmectl delete cluster</c>), and PowerShell's verbs are a convention that modules keep.
/// </summary>
internal static class UnknownCommand
{
    private static readonly string[] Destructive =
        ["delete", "destroy", "purge", "drop", "wipe", "erase", "terminate", "nuke", "truncate", "decommission", "deprovision", "uninstall", "flush", "prune"];

    private static readonly string[] AskingVerbs =
    [
        "remove", "clear", "stop", "uninstall", "format", "disable", "reset", "revoke", "unregister", "dismount", "restart", "suspend", "deny", "block", "initialize", "optimize",
        "repair", "restore", "limit", "unpublish", "unprotect",
    ];

    private static readonly string[] InvokingVerbs = ["invoke", "start", "enter", "install", "set", "enable", "register", "grant", "add", "new", "update", "publish", "send", "push"];

    /// <summary>Reads the call.</summary>
    public static void Read(CommandCall call)
    {
        var dash = call.Name.IndexOf('-', StringComparison.Ordinal);
        if (call.Invocation.Dialect == ShellDialect.PowerShell && dash > 0 && IsCmdlet(call.Name, dash))
        {
            ReadCmdlet(call, call.Name[..dash]);
            return;
        }

        if (StatementLanguage(call) is { } language)
        {
            call.RunCode(language, Statement(call), call.Invocation.Span);
            return;
        }

        ReadPaths(call);
        for (var i = 0; i < call.Arguments.Operands.Count && i < 3; i++)
        {
            if (!IsVerb(call.Arguments.Operands[i].Value.Text, out var verb)) continue;
            var target = i + 1 < call.Arguments.Operands.Count ? call.Arguments.Operands[i + 1].Value.Text : call.Name;
            call.Add(EffectKind.DestroyResource, new Target(TargetKind.Resource, target), call.Invocation.Span, certainty: Certainty.Likely,
                finding: new Finding("exec.destructive-verb", Risk.High, $"'{call.Name}' is not known, and '{verb}' usually destroys something"));
            return;
        }
    }

    /// <summary>Agents paste statements for a database into a shell: <c>DROP TABLE users;</c>, <c>FLUSHALL</c>.</summary>
    private static string? StatementLanguage(CommandCall call)
    {
        if (RedisVerbs.Contains(call.Name) && call.Arguments.Operands.Count <= 1) return "redis";
        return SqlText.LooksLikeSql(Statement(call).Text) ? "sql" : null;
    }

    private static readonly string[] RedisVerbs = ["flushall", "flushdb"];

    private static Value Statement(CommandCall call) =>
        EntryInterpreter.Joined([new Argument(call.Invocation.Name, call.Invocation.Span), .. call.Invocation.Arguments], 0, call.Invocation.Arguments.Count + 1);

    /// <summary>A program that nothing is known of reads the secrets it is given, and may change the firewall's own files.</summary>
    private static void ReadPaths(CommandCall call)
    {
        foreach (var operand in call.Arguments.Operands)
        {
            var text = operand.Value.Text;
            if (text.Length < 2 || (text[0] is not ('.' or '/' or '~') && !text.Contains('/', StringComparison.Ordinal) && !text.Contains('\\', StringComparison.Ordinal))) continue;
            var target = call.Path(operand.Value);
            if (target.Scope == TargetScope.Credentials) call.Add(EffectKind.Read, target, operand.Span, certainty: Certainty.Likely);
            else if (target.Scope == TargetScope.Guard) call.Add(EffectKind.Write, target, operand.Span, certainty: Certainty.Likely);
        }
    }

    private static bool IsVerb(string text, out string verb)
    {
        verb = text;
        foreach (var destructive in Destructive)
        {
            if (text.Equals(destructive, StringComparison.OrdinalIgnoreCase)) return true;
            if (text.StartsWith(destructive, StringComparison.OrdinalIgnoreCase) && text.Length > destructive.Length && text[destructive.Length] is '-' or ':' or '_') return true;
        }

        return false;
    }

    private static bool IsCmdlet(string name, int dash)
    {
        foreach (var c in name.AsSpan(0, dash))
        {
            if (!char.IsAsciiLetter(c)) return false;
        }

        return dash + 1 < name.Length && char.IsAsciiLetter(name[dash + 1]);
    }

    private static void ReadCmdlet(CommandCall call, string verb)
    {
        if (call.Arguments.Has("-WhatIf")) return;
        var asks = Array.IndexOf(AskingVerbs, verb) >= 0;
        if (!asks && Array.IndexOf(InvokingVerbs, verb) < 0) return;
        var target = call.Arguments.Operands.Count > 0 ? call.Arguments.Operands[0].Value.Text : call.Name;
        call.Add(asks ? EffectKind.DestroyResource : EffectKind.Execute, new Target(asks ? TargetKind.Resource : TargetKind.Code, target), call.Invocation.Span,
            certainty: Certainty.Likely,
            finding: asks ? new Finding("powershell.destructive-verb", Risk.High, $"'{call.Name}' is a cmdlet that removes, stops or resets something") : null);
    }
}
