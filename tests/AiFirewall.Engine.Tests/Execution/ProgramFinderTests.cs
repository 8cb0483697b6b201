using AiFirewall.Execution;

namespace AiFirewall.Tests.Execution;

public sealed class ProgramFinderTests : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("finder").FullName;

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Fact]
    public void A_name_is_looked_up_in_PATH_alone()
    {
        if (OperatingSystem.IsWindows()) return;
        Plant("sh");
        Assert.Equal("/bin/sh", ProgramFinder.Find("sh", _directory, "/bin"));
        Assert.Null(ProgramFinder.Find("no-such-program", _directory, "/bin"));
    }

    [Fact]
    public void An_empty_PATH_finds_nothing()
    {
        if (OperatingSystem.IsWindows()) return;
        Plant("tool");
        Assert.Null(ProgramFinder.Find("tool", _directory, ""));
    }

    [Fact]
    public void A_path_is_relative_to_the_working_directory()
    {
        if (OperatingSystem.IsWindows()) return;
        Assert.Equal(Plant("tool"), ProgramFinder.Find("./tool", _directory, "/bin"));
    }

    [Fact]
    public void A_file_that_is_not_executable_is_no_program()
    {
        if (OperatingSystem.IsWindows()) return;
        File.WriteAllText(Path.Combine(_directory, "notes"), "");
        Assert.Null(ProgramFinder.Find("./notes", _directory, "/bin"));
        Assert.Null(ProgramFinder.Find(".", _directory, "/bin"));
    }

    private string Plant(string name)
    {
        var file = Path.Combine(_directory, name);
        File.WriteAllText(file, "#!/bin/sh\n");
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        return file;
    }
}
