using AiFirewall.Effects;

namespace AiFirewall.Tests.Effects;

public sealed class PathResolverTests
{
    private static readonly PathContext Context = new("/home/dev", "/home/dev/app", "/home/dev/.ai-firewall", IgnoresCase: false);

    [Theory]
    [InlineData("/", TargetScope.Root, true)]
    [InlineData("/../..", TargetScope.Root, true)]
    [InlineData("/etc", TargetScope.System, true)]
    [InlineData("/usr/lib", TargetScope.System, true)]
    [InlineData("/etc/nginx/nginx.conf", TargetScope.System, false)]
    [InlineData("/home/dev", TargetScope.Home, true)]
    [InlineData("/home", TargetScope.Home, true)]
    [InlineData("/home/dev/notes", TargetScope.Home, false)]
    [InlineData("/home/other", TargetScope.Home, true)]
    [InlineData("/root/x", TargetScope.Home, false)]
    [InlineData(".", TargetScope.Project, true)]
    [InlineData("src/../..", TargetScope.Home, true)]
    [InlineData("src", TargetScope.Project, false)]
    [InlineData("..", TargetScope.Home, true)]
    [InlineData(".git", TargetScope.ProjectHistory, true)]
    [InlineData(".git/config", TargetScope.ProjectHistory, false)]
    [InlineData(".git/hooks/pre-commit", TargetScope.Startup, false)]
    [InlineData(".gitignore", TargetScope.Project, false)]
    [InlineData("/tmp", TargetScope.Temporary, true)]
    [InlineData("/tmp/x", TargetScope.Temporary, false)]
    [InlineData("/tmpfoo", TargetScope.Elsewhere, false)]
    [InlineData("/dev/null", TargetScope.Sink, false)]
    [InlineData("/dev/sda1", TargetScope.Device, false)]
    [InlineData("/dev/stdout", TargetScope.Sink, false)]
    [InlineData("/data/x", TargetScope.Elsewhere, false)]
    [InlineData("/home/dev/.bashrc", TargetScope.Startup, false)]
    [InlineData("/home/dev/.ssh/id_rsa", TargetScope.Credentials, false)]
    [InlineData("/home/dev/.ssh", TargetScope.Credentials, false)]
    [InlineData(".env.local", TargetScope.Credentials, false)]
    [InlineData(".env.example", TargetScope.Project, false)]
    [InlineData("/home/dev/.ai-firewall/rules.yaml", TargetScope.Guard, false)]
    [InlineData("sub/.claude/settings.local.json", TargetScope.Guard, false)]
    [InlineData("C:/", TargetScope.Root, true)]
    [InlineData(@"C:\Windows\System32", TargetScope.System, true)]
    [InlineData(@"C:\Users\me", TargetScope.Home, true)]
    [InlineData(@"C:\Users\me\a.txt", TargetScope.Home, false)]
    [InlineData(@"\\.\PhysicalDrive0", TargetScope.Device, false)]
    [InlineData(@"D:\data\x", TargetScope.Elsewhere, false)]
    [InlineData("/mnt/c/Windows", TargetScope.System, true)]
    [InlineData(@"HKLM:\SOFTWARE\X\Y", TargetScope.System, false)]
    [InlineData(@"HKEY_CURRENT_USER\Software\Microsoft\Windows\CurrentVersion\Run", TargetScope.Startup, false)]
    [InlineData(@"Microsoft.PowerShell.Core\FileSystem::/etc", TargetScope.System, true)]
    public void A_path_lies_in_its_scope(string path, TargetScope scope, bool isWhole)
    {
        var target = PathResolver.Resolve(path, "/home/dev/app", Context);
        Assert.Equal((scope, isWhole), (target.Scope, target.IsWhole));
    }

    [Theory]
    [InlineData("/*", TargetScope.Root, true)]
    [InlineData("~x/*", TargetScope.Project, false)]
    [InlineData("/home/dev/*", TargetScope.Home, true)]
    [InlineData("*", TargetScope.Project, true)]
    [InlineData("./*.o", TargetScope.Project, false)]
    [InlineData("/e*", TargetScope.System, true)]
    [InlineData("/???", TargetScope.System, true)]
    [InlineData("/zzz*", TargetScope.Elsewhere, false)]
    [InlineData(".en*", TargetScope.Credentials, false)]
    public void A_pattern_lies_where_its_matches_do(string pattern, TargetScope scope, bool isWhole)
    {
        var target = PathResolver.Resolve(pattern, "/home/dev/app", Context, isGlob: true);
        Assert.Equal((scope, isWhole), (target.Scope, target.IsWhole));
    }

    [Theory]
    [InlineData("\uFFFE")]
    [InlineData("\uFFFE/x")]
    [InlineData("src/\uFFFE/../../x")]
    [InlineData("/\uFFFE")]
    public void What_is_not_known_is_unknown(string path) => Assert.Equal(TargetScope.Unknown, PathResolver.Resolve(path, "/home/dev/app", Context).Scope);

    [Fact]
    public void A_hole_behind_a_known_place_stays_in_that_place() =>
        Assert.Equal(TargetScope.Project, PathResolver.Resolve("build/\uFFFE", "/home/dev/app", Context).Scope);

    [Fact]
    public void A_link_is_followed_unless_the_link_itself_is_meant()
    {
        var context = Context with { FollowLinks = p => p == "/home/dev/app/link" ? "/etc" : p };
        Assert.Equal(TargetScope.System, PathResolver.Resolve("link", "/home/dev/app", context).Scope);
        Assert.Equal(TargetScope.Project, PathResolver.Resolve("link", "/home/dev/app", context, followsLast: false).Scope);
        Assert.Equal(TargetScope.System, PathResolver.Resolve("link/", "/home/dev/app", context, followsLast: false).Scope);
    }
}
