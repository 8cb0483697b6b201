using System.Diagnostics;

namespace AiFirewall.Tests.Disk;

/// <summary>A repository on disk, made with git itself.</summary>
internal sealed class GitRepository : IDisposable
{
    public GitRepository(params string[] initOptions)
    {
        Root = Directory.CreateTempSubdirectory("aifirewall-git-").FullName;
        Git(["init", "-q", .. initOptions]);
    }

    /// <summary>Whether git is on this machine.</summary>
    public static bool IsPossible { get; } = Try();

    public string Root { get; }

    public void Dispose() => Directory.Delete(Root, recursive: true);

    public void Write(string path, string text)
    {
        var full = Path.Combine(Root, path);
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        File.WriteAllText(full, text);
    }

    public string Git(params string[] arguments)
    {
        var start = new ProcessStartInfo("git") { WorkingDirectory = Root, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in (string[])["-c", "user.email=a@example.com", "-c", "user.name=a", "-c", "commit.gpgsign=false", "-c", "protocol.file.allow=always", .. arguments]) start.ArgumentList.Add(argument);
        start.Environment["GIT_CONFIG_GLOBAL"] = "/dev/null";
        start.Environment["HOME"] = Root;
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0 ? output : throw new InvalidOperationException(errors.Result);
    }

    private static bool Try()
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo("git", "--version") { RedirectStandardOutput = true });
            process!.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }
}
