namespace AiFirewall.Interpretation;

/// <summary>Commands whose output is meant to be evaluated by the shell: <c>eval "$(ssh-agent)"</c> is everyday work.</summary>
internal static class KnownOutputs
{
    private static readonly string[] Names =
    [
        "ssh-agent", "direnv", "pyenv", "rbenv", "nodenv", "goenv", "jenv", "plenv", "tfenv", "brew", "starship", "fnm", "nvm", "minikube", "docker-machine", "dircolors", "lesspipe", "conda", "mamba",
        "micromamba", "opam", "luarocks", "zoxide", "mise", "asdf", "rtx", "gpg-agent", "thefuck", "register-python-argcomplete", "gh", "kubectl", "helm", "navi", "atuin", "fzf", "poetry", "uv", "pip",
        "npm", "rustup", "perl", "locale", "tput", "resize", "getopt", "pkg-config", "keychain", "devbox", "nix", "guix", "spack", "modulecmd", "podman", "basher", "hub", "op", "aws-vault",
    ];

    /// <summary>Whether the command that a value came from is one of these.</summary>
    public static bool AreMeantForEval(string? command) => command is not null && Array.IndexOf(Names, command) >= 0;
}
