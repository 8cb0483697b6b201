using AiFirewall.Effects;

namespace AiFirewall.Commands.Classes;

/// <summary><c>rsync</c> and <c>scp</c>: copies among this machine and others, with deletion.</summary>
internal sealed class RsyncCommand : ICommandClass
{
    /// <inheritdoc/>
    public bool Read(CommandCall call)
    {
        var operands = call.Arguments.Operands;
        if (call.Arguments.ValueOf("-e") is { } shell && call.Name == "rsync" && shell.Text.Split(' ')[0] is not ("ssh" or "rsh")) call.RunCode("bash", shell, call.Invocation.Span);
        if (call.Arguments.ValueOf("-o") is { } option && call.Name == "scp" && option.Text.StartsWith("ProxyCommand", StringComparison.OrdinalIgnoreCase))
            call.RunCode("bash", option with { Text = option.Text[12..].TrimStart('=', ' ') }, call.Invocation.Span);
        if (call.Arguments.Has("-n") && call.Name == "rsync") return true;
        for (var i = 0; i < operands.Count; i++)
        {
            var isDestination = i == operands.Count - 1 && operands.Count > 1;
            if (IsRemote(operands[i].Value.Text))
            {
                call.Add(EffectKind.OpenSocket, CommandCall.Thing(TargetKind.Host, operands[i].Value with { Text = Host(operands[i].Value.Text) }), operands[i].Span);
                continue;
            }

            if (!isDestination)
            {
                call.Add(EffectKind.Read, operands[i].Value, operands[i].Span, EffectTraits.Recursive);
                if (call.Arguments.Has("--remove-source-files")) call.Add(EffectKind.Delete, operands[i].Value, operands[i].Span, EffectTraits.Recursive);
                continue;
            }

            call.Add(EffectKind.Write, operands[i].Value, operands[i].Span, EffectTraits.Recursive);
            if (operands.Count == 2 && call.Host.Content(call.Path(operands[0].Value).Text, call.Scene) is { } content) call.Host.Store(call.Path(operands[i].Value).Text, content, append: false);
            if (Deletes(call)) call.Add(EffectKind.Delete, operands[i].Value, operands[i].Span, EffectTraits.Recursive);
        }

        return true;
    }

    private static bool Deletes(CommandCall call) => call.Arguments.Options.Exists(o => o.Name.StartsWith("--del", StringComparison.Ordinal));

    /// <summary><c>host:path</c>, <c>user@host:path</c>, <c>rsync://host/path</c>; not <c>C:\path</c> and not <c>./a:b</c>.</summary>
    private static bool IsRemote(string text)
    {
        if (text.StartsWith("rsync://", StringComparison.Ordinal) || text.StartsWith("scp://", StringComparison.Ordinal)) return true;
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        return colon > 1 && !text.AsSpan(0, colon).Contains('/');
    }

    private static string Host(string text)
    {
        if (text.IndexOf("://", StringComparison.Ordinal) is > 0 and var scheme) return text[(scheme + 3)..].Split('/')[0];
        return text[..text.IndexOf(':', StringComparison.Ordinal)];
    }
}
