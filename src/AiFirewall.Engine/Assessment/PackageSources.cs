using AiFirewall.Effects;
using AiFirewall.Http;

namespace AiFirewall.Assessment;

/// <summary>Where an installed package comes from: a registry answers for what it holds, an address answers for nothing.</summary>
internal static class PackageSources
{
    /// <summary>Registries, and the indexes that their communities point to.</summary>
    private static readonly string[] Known =
    [
        "pypi.org", "test.pypi.org", "files.pythonhosted.org", "pypi.python.org", "download.pytorch.org", "data.pyg.org", "storage.googleapis.com", "pypi.nvidia.com", "developer.download.nvidia.com", "registry.npmjs.org",
        "registry.yarnpkg.com", "npm.jsr.io", "jsr.io", "crates.io", "index.crates.io", "rubygems.org", "api.nuget.org", "proxy.golang.org", "repo.maven.apache.org", "conda.anaconda.org", "repo.anaconda.com", "abetlen.github.io",
    ];

    private static readonly string[] Schemes = ["git+", "git:", "github:", "gitlab:", "bitbucket:", "gist:", "git@", "hg+", "svn+", "bzr+"];

    private static readonly string[] TakesRepositories = ["npm", "pnpm", "yarn", "bun", "npx", "bunx", "cnpm", "tnpm"];

    /// <summary>Weighs an installation.</summary>
    public static Weight Weigh(Effect effect)
    {
        var source = effect.Target.Text;
        return IsAddress(source, effect.Command) && !IsKnown(HostAddress.Of(source))
            ? Weight.With(Intent.ShellExec, Risk.High, "package.outside-registry", $"installs from {effect.Target.Display}, which is no registry")
            : new Weight(Intent.ShellExec, Risk.Medium);
    }

    private static bool IsAddress(string source, string command)
    {
        // pip writes `name @ https://…`.
        if (source.Contains("://", StringComparison.Ordinal)) return !source.StartsWith("file:", StringComparison.OrdinalIgnoreCase);
        foreach (var scheme in Schemes)
        {
            if (source.StartsWith(scheme, StringComparison.OrdinalIgnoreCase)) return true;
        }

        return IsRepository(source) && Array.IndexOf(TakesRepositories, command) >= 0;
    }

    /// <summary>npm takes <c>owner/name</c> for a repository on GitHub; <c>@scope/name</c> is a package and <c>./name</c> a folder.</summary>
    private static bool IsRepository(string source) =>
        source.Length > 2 && source[0] is not ('@' or '.' or '/' or '~') && !source.Contains(':', StringComparison.Ordinal) && source.IndexOf('/', StringComparison.Ordinal) is > 0 and var slash
        && slash == source.LastIndexOf('/') && !source.EndsWith(".tgz", StringComparison.OrdinalIgnoreCase);

    private static bool IsKnown(string host) => HostAddress.IsLoopback(host) || Array.IndexOf(Known, host.ToLowerInvariant()) >= 0;
}
