using AiFirewall.Actions;
using AiFirewall.Commands.Classes;
using AiFirewall.Effects;
using AiFirewall.Shells;

namespace AiFirewall.Commands;

/// <summary>Assignments in front of a command, or exported, that make programs run or load something else.</summary>
internal static class DangerousEnvironment
{
    /// <summary>Programs load or run what these name, whatever it is.</summary>
    private static readonly string[] Loads =
    [
        "LD_PRELOAD", "LD_LIBRARY_PATH", "LD_AUDIT", "DYLD_INSERT_LIBRARIES", "DYLD_LIBRARY_PATH", "PROMPT_COMMAND", "BASH_ENV", "PERL5OPT", "PERL5LIB", "PYTHONSTARTUP", "RUBYOPT",
        "GIT_PROXY_COMMAND", "GIT_CONFIG_COUNT", "GIT_TEMPLATE_DIR", "DOTNET_STARTUP_HOOKS", "PSModulePath", "TAR_OPTIONS", "UNZIP", "ZIPOPT",
    ];

    /// <summary>Everyday settings that can name something to load: it matters where that lies.</summary>
    private static readonly string[] MayLoad =
    [
        "ENV", "IFS", "NODE_OPTIONS", "JAVA_TOOL_OPTIONS", "_JAVA_OPTIONS", "JDK_JAVA_OPTIONS", "JAVA_OPTS", "MAVEN_OPTS", "GRADLE_OPTS", "SBT_OPTS", "GOFLAGS", "RUSTFLAGS", "PYTHONBREAKPOINT", "PYTEST_ADDOPTS",
    ];

    /// <summary>The value is a command line that another program runs.</summary>
    private static readonly string[] Commands =
    [
        "PAGER", "MANPAGER", "GIT_PAGER", "LESSOPEN", "LESSCLOSE", "EDITOR", "VISUAL", "FCEDIT", "BROWSER", "GIT_EDITOR", "GIT_SEQUENCE_EDITOR", "GIT_SSH", "GIT_SSH_COMMAND", "GIT_ASKPASS", "SSH_ASKPASS", "SUDO_ASKPASS",
        "GIT_EXTERNAL_DIFF", "RSYNC_RSH", "CVS_RSH", "RUSTC", "RUSTC_WRAPPER", "RUSTC_WORKSPACE_WRAPPER", "CARGO_BUILD_RUSTC_WRAPPER", "CC", "CXX", "AR", "LD", "CPP", "HOSTCC", "PS4", "MAKE", "HGEDITOR", "LESSEDIT", "TERMINAL", "FZF_DEFAULT_COMMAND", "FZF_CTRL_T_COMMAND", "FZF_ALT_C_COMMAND", "GIT_CONFIG_PARAMETERS",
    ];

    /// <summary>Programs look there for what they load or run: whoever writes to that place decides what.</summary>
    private static readonly string[] Places =
    [
        "PYTHONPATH", "PYTHONHOME", "PYTHONUSERBASE", "NODE_PATH", "RUBYLIB", "GEM_PATH", "GEM_HOME", "CLASSPATH", "LUA_PATH", "LUA_CPATH", "GIT_EXEC_PATH", "GIT_CONFIG_GLOBAL", "GIT_CONFIG_SYSTEM", "GCONV_PATH", "OPENSSL_CONF",
        "SHELL", "npm_config_script_shell", "NPM_CONFIG_SCRIPT_SHELL", "npm_config_userconfig", "NPM_CONFIG_USERCONFIG", "ANSIBLE_CONFIG", "R_PROFILE_USER", "JULIA_LOAD_PATH", "BUNDLE_GEMFILE", "MAKEFILES", "INPUTRC", "WGETRC", "CURL_HOME", "ZDOTDIR",
    ];

    /// <summary>They name the place that packages come from.</summary>
    private static readonly string[] Registries =
        ["PIP_INDEX_URL", "PIP_EXTRA_INDEX_URL", "UV_INDEX_URL", "UV_EXTRA_INDEX_URL", "UV_INDEX", "UV_DEFAULT_INDEX", "npm_config_registry", "NPM_CONFIG_REGISTRY", "YARN_NPM_REGISTRY_SERVER", "BUN_CONFIG_REGISTRY"];

    private static readonly string[] Proxies = ["http_proxy", "https_proxy", "all_proxy", "ftp_proxy"];

    private static readonly string[] Unchecked = ["NODE_TLS_REJECT_UNAUTHORIZED", "GIT_SSL_NO_VERIFY", "PYTHONHTTPSVERIFY"];

    private static readonly string[] Harmless = ["", "cat", "less", "more", "true", ":", "less -r", "less -fr", "less -frx", "vim", "vi", "nano", "emacs", "code --wait", "code -w", "/bin/cat", "/bin/true", "/usr/bin/true"];

    /// <summary>Reads the assignments in front of a call.</summary>
    public static void Read(CommandCall call)
    {
        foreach (var (name, value) in call.Invocation.Environment) Read(name, value, call.Host, call.Scene, call.Invocation.Span);
    }

    /// <summary>Reads one assignment.</summary>
    public static void Read(string name, Value value, ICommandHost host, Scene scene, TextSpan span)
    {
        if (IsCommand(name)) ReadCommand(name, value, host, scene, span);
        else if (Array.IndexOf(Registries, name) >= 0) Add(EffectKind.InstallPackage, new Target(TargetKind.Url, value.Text), name, null, host, scene, span);
        else if (Find(name, value.Text) is { } finding)
            Add(finding.Severity == Risk.Low ? EffectKind.Execute : EffectKind.WeakenSecurity, new Target(TargetKind.Service, name), name, finding, host, scene, span);
        else if (Array.FindIndex(Proxies, proxy => proxy.Equals(name, StringComparison.OrdinalIgnoreCase)) >= 0) HttpClientRoutes.ReadProxy(value.Text, host, scene, span, name);
        if (name.Equals("PATH", StringComparison.OrdinalIgnoreCase) || Array.IndexOf(Places, name) >= 0) ReadSearchPath(name, value, host, scene, span);
        if (name == "PROMPT_COMMAND") ReadCommand(name, value, host, scene, span);
        if (Array.IndexOf(MayLoad, name) >= 0) ReadPaths(name, value.Text, host, scene, span);
    }

    /// <summary>Reads that a variable is taken away from what is run later.</summary>
    public static void Unset(string name, ICommandHost host, Scene scene, TextSpan span)
    {
        if (GuardVariables.Changed(name) is { } finding) Add(EffectKind.WeakenSecurity, new Target(TargetKind.Service, name), name, finding, host, scene, span);
    }

    /// <summary>Every program has its own: <c>GH_PAGER</c>, <c>KUBE_EDITOR</c>, <c>SYSTEMD_PAGER</c>.</summary>
    private static bool IsCommand(string name) =>
        Array.IndexOf(Commands, name) >= 0 || name.EndsWith("_PAGER", StringComparison.Ordinal) || name.EndsWith("_EDITOR", StringComparison.Ordinal) || name.EndsWith("_ASKPASS", StringComparison.Ordinal);

    private static Finding? Find(string name, string value)
    {
        if (GuardVariables.Changed(name) is { } ours) return ours;
        if (name is "HISTFILE" or "HISTSIZE" or "HISTFILESIZE" or "HISTCONTROL" or "HISTIGNORE" or "SAVEHIST")
            return IsForgetting(name, value) ? new Finding("guard.history", Risk.High, $"keeps commands out of the shell's history ({name})") : null;
        if (Array.IndexOf(Unchecked, name) >= 0)
            return value.Length == 0 || value == "false" || value == (name == "GIT_SSL_NO_VERIFY" ? "0" : "1") ? null : new Finding("security.tls.off", Risk.Medium, $"'{name}' lets programs talk to servers without checking who they are");
        if (name is "VIMINIT" or "EXINIT" or "GVIMINIT" or "FZF_DEFAULT_OPTS" && RunsSomething(value)) return new Finding("exec.environment", Risk.High, $"'{name}' makes programs load or run '{Unresolved.Display(value)}'");
        var isEveryday = Array.IndexOf(MayLoad, name) >= 0;
        if (!isEveryday && (Array.IndexOf(Loads, name) < 0 || IsHarmless(name, value))) return null;
        var severity = isEveryday && !value.Contains("-toolexec", StringComparison.Ordinal) ? Risk.Low : Risk.High;
        return new Finding("exec.environment", severity, $"'{name}' makes programs load or run '{Unresolved.Display(value)}'");
    }

    /// <summary>What editors and fzf run by themselves.</summary>
    private static bool RunsSomething(string value) =>
        value.Contains('!', StringComparison.Ordinal) || value.Contains("system(", StringComparison.Ordinal) || value.Contains("execute", StringComparison.Ordinal) || value.Contains("become", StringComparison.Ordinal);

    /// <summary>What another program will run is read as the command it is.</summary>
    private static void ReadCommand(string name, Value value, ICommandHost host, Scene scene, TextSpan span)
    {
        var text = value.Text.TrimStart('|', '-', '!', ' ');
        if (Array.IndexOf(Harmless, text.ToLowerInvariant()) >= 0 || text == Unresolved.Anything || scene.IsFromFile || scene.Dialect != ShellDialect.Bash) return;
        if (name == "GIT_SSH_COMMAND" && text.StartsWith("ssh ", StringComparison.Ordinal) && !text.Contains("Command", StringComparison.OrdinalIgnoreCase)) return;

        // 'core.pager=less' 'x.y=z': what a setting runs stands behind its name.
        if (name == "GIT_CONFIG_PARAMETERS") text = text.Trim('\'') is var setting && setting.IndexOf('=', StringComparison.Ordinal) is >= 0 and var equals && setting[(equals + 1)..] is var run && run.Contains(' ', StringComparison.Ordinal) ? run.TrimStart('!', '|').Trim('\'') : ":";

        // The prompt of `set -x` is expanded, not run.
        if (name == "PS4") text = $": \"{text}\"";
        host.RunCode("bash", value with { Text = text }, [], null, scene with { Depth = scene.Depth + 1 }, span);
    }

    /// <summary>Where the files lie that an option such as <c>-javaagent:</c> or <c>--require</c> names decides how bad that is.</summary>
    private static void ReadPaths(string name, string value, ICommandHost host, Scene scene, TextSpan span)
    {
        foreach (var range in value.AsSpan().SplitAny(' ', '=', ':', ','))
        {
            var word = value[range];
            if (word.Length > 1 && word[0] is '/' or '~') Add(EffectKind.Execute, PathResolver.Resolve(word, scene.WorkingDirectory, host.Paths), name, null, host, scene, span);
        }
    }

    /// <summary>Programs are looked for in folders that anybody, or a download, can put a program into.</summary>
    private static void ReadSearchPath(string name, Value value, ICommandHost host, Scene scene, TextSpan span)
    {
        if (scene.IsFromFile) return;
        foreach (var range in value.Text.AsSpan().Split(scene.Dialect == ShellDialect.Bash ? ':' : ';'))
        {
            var place = value.Text[range];
            if (place.Length < 2 || place.EndsWith("/bin", StringComparison.Ordinal) || place.EndsWith(@"\Scripts", StringComparison.OrdinalIgnoreCase) || place.Contains(".bin", StringComparison.Ordinal)) continue;
            var target = PathResolver.Resolve(place, scene.WorkingDirectory, host.Paths, hasBackslashes: scene.Dialect != ShellDialect.Bash);
            if (target.Scope != TargetScope.Temporary && !target.Text.EndsWith("/Downloads", StringComparison.OrdinalIgnoreCase) && !target.Text.Contains("/Users/Public", StringComparison.OrdinalIgnoreCase)) continue;
            var finding = new Finding("exec.environment", Risk.High, $"'{name}' makes programs load or run what lies in '{target.Display}'");
            Add(EffectKind.WeakenSecurity, new Target(TargetKind.Service, name), name, finding, host, scene, span);
        }
    }

    private static void Add(EffectKind kind, Target target, string name, Finding? finding, ICommandHost host, Scene scene, TextSpan span) =>
        host.Add(new Effect(kind, target, scene.OuterSpan ?? span) { Traits = scene.Traits, By = "shell/environment", Command = name, Finding = finding });

    private static bool IsForgetting(string name, string value) => name switch
    {
        "HISTFILE" => value is "" or "/dev/null",
        "HISTCONTROL" => value.Contains("space", StringComparison.Ordinal) || value.Contains("both", StringComparison.Ordinal),
        "HISTIGNORE" => value.Contains('*', StringComparison.Ordinal),
        _ => value is "" or "0",
    };

    /// <summary>Library paths inside the project are what people set every day.</summary>
    private static bool IsHarmless(string name, string value) =>
        value.Length == 0 || (name is "LD_LIBRARY_PATH" or "DYLD_LIBRARY_PATH" or "PERL5LIB" && !value.StartsWith("/tmp", StringComparison.Ordinal));
}
