using AiFirewall.Effects;
using AiFirewall.Observation;
using AiFirewall.Shells;

namespace AiFirewall.Commands.Classes;

/// <summary><c>git</c>: other directories, aliases, and <c>checkout</c> of paths, which no table can tell from branches.</summary>
internal sealed class GitCommand : ICommandClass
{
    private static readonly string[] FileExtensions =
        [".txt", ".md", ".json", ".yaml", ".yml", ".toml", ".xml", ".html", ".css", ".js", ".jsx", ".ts", ".tsx", ".py", ".rb", ".go", ".rs", ".java", ".c", ".h", ".cpp", ".cs", ".sh", ".php", ".lock", ".cfg", ".ini", ".sql", ".swift", ".kt"];

    /// <summary>They only look, whoever runs them.</summary>
    private static readonly string[] Reading = ["status", "log", "diff", "show", "blame", "shortlog", "describe", "rev-parse", "ls-files", "ls-tree"];

    /// <inheritdoc/>
    public bool Read(CommandCall call)
    {
        if (InOtherDirectory(call)) return true;
        ReadSettings(call);
        if (call.Arguments.Chain.Count == 1 && call.Arguments.Operands.Count > 0) ReadAlias(call);
        if (call.Arguments.Chain.Count > 1 && call.Arguments.Chain[1].Names[0] == "checkout") ReadCheckout(call);
        else ReadBlobs(call);
        if (call.Arguments.Chain.Count > 1 && Array.IndexOf(Reading, call.Invocation.Arguments.FirstOrDefault(a => !a.Value.Text.StartsWith('-'))?.Value.Text) >= 0)
            call.Add(EffectKind.Execute, new Target(TargetKind.Code, call.Name), call.Invocation.Span, EffectTraits.Informational);
        if (call.Arguments.Chain.Count > 1 && call.Arguments.Chain[1].Names[0] == "push") ReadAddress(call);
        if (call.Arguments.Chain.Count > 1 && call.Arguments.Chain[1].Names[0] == "clone") ReadClone(call);
        return false;
    }

    /// <summary><c>git push https://…</c>: an address that is spelled out is no remote that somebody set up.</summary>
    private static void ReadAddress(CommandCall call)
    {
        if (call.Arguments.Operands.Count == 0 || call.Arguments.Has("-n")) return;
        var address = call.Arguments.Operands[0];
        var text = address.Value.Text;
        var isScp = text.IndexOf('@', StringComparison.Ordinal) is > 0 and var at && text.IndexOf(':', at) > 0;
        if ((!isScp && !text.Contains("://", StringComparison.Ordinal)) || text.StartsWith("file:", StringComparison.OrdinalIgnoreCase)) return;
        call.Add(EffectKind.SendData, CommandCall.Thing(TargetKind.Url, address.Value), address.Span,
            finding: new Finding("git.push.address", Risk.High, $"sends the project and its history to {address.Value.Text}, which is no remote of the project"));
    }

    /// <summary>What is run out of a fresh clone is run before anybody could look at it.</summary>
    private static void ReadClone(CommandCall call)
    {
        var operands = call.Arguments.Operands;
        if (operands.Count == 0 || (!operands[0].Value.Text.Contains("://", StringComparison.Ordinal) && !operands[0].Value.Text.Contains(':', StringComparison.Ordinal))) return;
        var name = operands[0].Value.Text.TrimEnd('/');
        name = name[(name.LastIndexOfAny(['/', ':']) + 1)..];
        if (name.EndsWith(".git", StringComparison.Ordinal)) name = name[..^4];
        var directory = operands.Count > 1 ? operands[1].Value : new Value(name);
        call.Host.StoreTree(call.Path(directory).Text, Value.Unknown with { Origins = Origins.Network, Source = operands[0].Value.Text });
    }

    /// <summary><c>git -C dir …</c> is git in that directory.</summary>
    private static bool InOtherDirectory(CommandCall call)
    {
        var arguments = call.Invocation.Arguments;
        var directory = call.Scene.WorkingDirectory;
        var at = 0;
        while (at + 1 < arguments.Count && arguments[at].Value.Text == "-C")
        {
            directory = PathText.Absolute(arguments[at + 1].Value.Text, directory, hasBackslashes: false);
            at += 2;
        }

        if (at == 0) return false;
        call.Output = call.Run([new Argument(call.Invocation.Name, call.Invocation.Span), .. arguments.Skip(at)], workingDirectory: directory).Output;
        return true;
    }

    private static void ReadAlias(CommandCall call)
    {
        var name = call.Arguments.Operands[0].Value.Text;
        if (Defined(call, name) is not { } text || call.Scene.Depth > 8) return;
        var rest = EntryInterpreter.Joined(call.Arguments.Operands, 1, call.Arguments.Operands.Count).Text;
        var code = text.StartsWith('!') ? $"{text[1..]} {rest}" : $"git {text} {rest}";
        call.Output = call.RunCode("bash", new Value(code), call.Invocation.Span).Output;
    }

    private static readonly string[] RunKeys =
        ["core.pager", "core.editor", "core.sshcommand", "core.fsmonitor", "core.askpass", "sequence.editor", "diff.external", "gpg.program", "credential.helper", "web.browser", "interactive.difffilter"];

    /// <summary><c>-c core.pager='…'</c>: git runs the value of such settings.</summary>
    private static void ReadSettings(CommandCall call)
    {
        foreach (var use in call.Arguments.Uses("-c"))
        {
            if (use.Value is not { } value || value.Text.IndexOf('=', StringComparison.Ordinal) is not (> 0 and var equals)) continue;
            var key = value.Text[..equals].ToLowerInvariant();
            if (Array.IndexOf(RunKeys, key) < 0 && !key.StartsWith("pager.", StringComparison.Ordinal)) continue;
            var code = value.Text[(equals + 1)..].TrimStart('!');
            if (code.Length > 0 && code is not ("true" or "false" or "cat" or "less")) call.RunCode("bash", value with { Text = code }, use.Span);
        }
    }

    /// <summary>What an alias stands for: set for this command, or in the repository's or the user's configuration.</summary>
    private static string? Defined(CommandCall call, string name)
    {
        foreach (var use in call.Arguments.Uses("-c"))
        {
            if (use.Value is { } value && value.Text.StartsWith($"alias.{name}=", StringComparison.OrdinalIgnoreCase)) return value.Text[(name.Length + 7)..];
        }

        var observation = call.Host.Observation;
        var files = observation.Project is { } project ? new[] { project + "/.git/config", observation.Home + "/.gitconfig" } : [observation.Home + "/.gitconfig"];
        foreach (var file in files)
        {
            if (observation.ReadText(file, 64 * 1024) is { } text && GitConfig.Alias(text, name) is { } alias) return alias;
        }

        return null;
    }

    /// <summary><c>git show HEAD:.env</c> reads a secret from the history.</summary>
    private static void ReadBlobs(CommandCall call)
    {
        foreach (var operand in call.Arguments.Operands)
        {
            var colon = operand.Value.Text.IndexOf(':', StringComparison.Ordinal);
            if (colon < 0 || colon + 1 == operand.Value.Text.Length || call.Arguments.Entry.Names[0] is not ("show" or "cat-file" or "archive" or "diff")) continue;
            var path = call.Path(operand.Value with { Text = operand.Value.Text[(colon + 1)..] });
            if (path.Scope == TargetScope.Credentials) call.Add(EffectKind.Read, path, operand.Span);
        }
    }

    /// <summary><c>git checkout -- path</c> and <c>git checkout path</c> throw changes away; <c>git checkout branch</c> does not.</summary>
    private static void ReadCheckout(CommandCall call)
    {
        var operands = call.Arguments.Operands;
        foreach (var option in (ReadOnlySpan<string>)["-b", "-B", "--orphan", "-p", "-f"])
        {
            if (call.Arguments.Has(option)) return;
        }

        var separator = -1;
        for (var i = 0; i < call.Invocation.Arguments.Count && separator < 0; i++)
        {
            if (call.Invocation.Arguments[i].Value.Text == "--") separator = i;
        }

        if (operands.Count != 1) return;
        if (separator >= 0 && call.Invocation.Arguments[^1].Value.Text == "--") return;
        if (separator < 0 && !IsPath(call, operands[0].Value)) return;
        call.Add(EffectKind.DiscardWork, call.Path(operands[0].Value), operands[0].Span);
    }

    private static bool IsPath(CommandCall call, Value operand)
    {
        if (operand.IsGlob) return true;
        if (!operand.IsResolved || operand.Text is "-" or "HEAD" || operand.Text.StartsWith('@')) return false;
        if (call.Host.Observation.KindOf(call.Path(operand).Text) is PathKind.File or PathKind.Directory) return true;
        foreach (var extension in FileExtensions)
        {
            if (operand.Text.EndsWith(extension, StringComparison.OrdinalIgnoreCase)) return true;
        }

        return false;
    }
}

/// <summary>Reads the aliases of a git configuration file.</summary>
internal static class GitConfig
{
    /// <summary>What <paramref name="name"/> stands for in <paramref name="text"/>; null when it is not there.</summary>
    public static string? Alias(string text, string name)
    {
        var isInAliases = false;
        foreach (var raw in text.Split('\n'))
        {
            var line = raw.Trim();
            if (line.StartsWith('[')) isInAliases = line.StartsWith("[alias]", StringComparison.OrdinalIgnoreCase);
            else if (isInAliases && line.IndexOf('=', StringComparison.Ordinal) is > 0 and var equals && line.AsSpan(0, equals).Trim().Equals(name, StringComparison.OrdinalIgnoreCase))
                return line[(equals + 1)..].Trim().Trim('"').Replace("\\\"", "\"", StringComparison.Ordinal);
        }

        return null;
    }
}
