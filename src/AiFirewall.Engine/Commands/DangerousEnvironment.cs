using AiFirewall.Effects;

namespace AiFirewall.Commands;

/// <summary>Assignments in front of a command, or exported, that make programs run or load something else.</summary>
internal static class DangerousEnvironment
{
    private static readonly string[] Loads =
    [
        "LD_PRELOAD", "LD_LIBRARY_PATH", "LD_AUDIT", "DYLD_INSERT_LIBRARIES", "DYLD_LIBRARY_PATH", "PROMPT_COMMAND", "BASH_ENV", "ENV", "PERL5OPT", "PERL5LIB", "PYTHONSTARTUP",
        "RUBYOPT", "NODE_OPTIONS", "JAVA_TOOL_OPTIONS", "GIT_SSH_COMMAND", "GIT_SSH", "GIT_EXTERNAL_DIFF", "GIT_PAGER", "GIT_EDITOR", "GIT_SEQUENCE_EDITOR", "GIT_ASKPASS",
        "GIT_PROXY_COMMAND", "GIT_CONFIG_COUNT", "GIT_TEMPLATE_DIR", "PAGER", "MANPAGER", "LESSOPEN", "EDITOR", "VISUAL", "BROWSER", "DOTNET_STARTUP_HOOKS", "PSModulePath", "IFS", "PS4", "TAR_OPTIONS", "RSYNC_RSH", "CVS_RSH", "UNZIP", "ZIPOPT",
    ];

    private static readonly string[] Steers = ["AI_FIREWALL_HOME", "AI_FIREWALL_AUDIT_PATH", "AI_FIREWALL_ROLE", "AI_FIREWALL_HOOK_APPROVAL", "AI_FIREWALL_AUDIT_KEY"];

    private static readonly string[] Harmless = ["", "cat", "less", "more", "true", ":", "less -r", "less -fr", "less -frx", "vim", "vi", "nano", "emacs", "code --wait", "code -w", "/bin/cat", "/bin/true", "/usr/bin/true"];

    /// <summary>Reads the assignments in front of a call.</summary>
    public static void Read(CommandCall call)
    {
        foreach (var (name, value) in call.Invocation.Environment) Read(name, value.Text, call.Host, call.Scene, call.Invocation.Span);
    }

    /// <summary>Reads one assignment.</summary>
    public static void Read(string name, string value, ICommandHost host, Scene scene, TextSpan span)
    {
        Finding? finding = null;
        if (Array.IndexOf(Steers, name) >= 0)
            finding = new Finding("guard.environment", Risk.Critical, $"'{name}' steers the firewall itself");
        else if (name is "HISTFILE" or "HISTSIZE" or "HISTFILESIZE" or "HISTCONTROL" or "HISTIGNORE" or "SAVEHIST" && IsForgetting(name, value))
            finding = new Finding("guard.history", Risk.High, $"keeps commands out of the shell's history ({name})");
        else if (Array.IndexOf(Loads, name) >= 0 && !IsHarmless(name, value))
            finding = new Finding("exec.environment", name is "EDITOR" or "VISUAL" or "PAGER" or "IFS" or "ENV" or "PS4" or "NODE_OPTIONS" or "JAVA_TOOL_OPTIONS" ? Risk.Low : Risk.High, $"'{name}' makes programs load or run '{Unresolved.Display(value)}'");
        if (finding is null) return;
        host.Add(new Effect(finding.Severity == Risk.Low ? EffectKind.Execute : EffectKind.WeakenSecurity, new Target(TargetKind.Service, name), scene.OuterSpan ?? span)
        {
            Traits = scene.Traits,
            By = "shell/environment",
            Command = name,
            Finding = finding,
        });
    }

    private static bool IsForgetting(string name, string value) => name switch
    {
        "HISTFILE" => value is "" or "/dev/null",
        "HISTCONTROL" => value.Contains("space", StringComparison.Ordinal) || value.Contains("both", StringComparison.Ordinal),
        "HISTIGNORE" => value.Contains('*', StringComparison.Ordinal),
        _ => value is "" or "0",
    };

    /// <summary>Pagers and editors that only show, and library paths inside the project, are what people set every day.</summary>
    private static bool IsHarmless(string name, string value) =>
        Array.IndexOf(Harmless, value.Trim().ToLowerInvariant()) >= 0
        || (name is "LD_LIBRARY_PATH" or "DYLD_LIBRARY_PATH" or "PERL5LIB" && !value.StartsWith("/tmp", StringComparison.Ordinal))
        || (name is "NODE_OPTIONS" && !value.Contains("require", StringComparison.Ordinal) && !value.Contains("import", StringComparison.Ordinal) && !value.Contains("-r ", StringComparison.Ordinal))
        || (name is "GIT_SSH_COMMAND" && value.StartsWith("ssh ", StringComparison.Ordinal) && !value.Contains("ProxyCommand", StringComparison.OrdinalIgnoreCase))
        || (name is "GIT_EDITOR" or "GIT_SEQUENCE_EDITOR" or "EDITOR" or "VISUAL" && value.Trim() is "true" or ":" or "cat");
}
