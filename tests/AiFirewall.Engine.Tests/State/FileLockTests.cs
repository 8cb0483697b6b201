using AiFirewall.State;

namespace AiFirewall.Tests.State;

public sealed class FileLockTests : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("lock").FullName;

    private string LockFile => Path.Combine(_directory, "deep", "down", "x.lock");

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Fact]
    public void Only_one_has_it_at_a_time()
    {
        using (var first = FileLock.Take(LockFile, TimeSpan.Zero))
        {
            Assert.NotNull(first);
            Assert.Null(FileLock.Take(LockFile, TimeSpan.FromMilliseconds(20)));
        }
        using var second = FileLock.Take(LockFile, TimeSpan.Zero);
        Assert.NotNull(second);
    }

    [Fact]
    public async Task Whoever_waits_gets_it_when_it_is_free()
    {
        var first = FileLock.Take(LockFile, TimeSpan.Zero);
        var waiting = Task.Run(() => FileLock.Take(LockFile, TimeSpan.FromSeconds(10)));
        await Task.Delay(50);
        Assert.False(waiting.IsCompleted);

        first!.Dispose();

        using var second = await waiting;
        Assert.NotNull(second);
    }
}
