using System.Buffers;
using System.Text;
using AiFirewall.Actions;
using AiFirewall.Observation;
using AiFirewall.Tests.Disk;

namespace AiFirewall.Tests.Files;

/// <summary>Decisions about files can be had again from what was observed, also when the files are gone.</summary>
public sealed class FileReplayTests
{
    private const string Patch = "*** Begin Patch\n*** Update File: src/a.py\n-    return 1\n+    return 2\n*** Delete File: old.txt\n*** End Patch";

    [Fact]
    public void The_record_of_a_look_at_files_gives_the_same_decision()
    {
        var repository = new GitRepository();
        repository.Write("src/a.py", "def f():\n    return 1\n");
        repository.Write("old.txt", "x");
        repository.Git("add", "-A");
        repository.Write("old.txt", "changed");
        repository.Write("new.log", "y");
        GuardAction[] actions =
        [
            new FileAction(FileOperation.Delete, "src"), new FileAction(FileOperation.Delete, "old.txt"), new FileAction(FileOperation.Write, "src/a.py", ""),
            new FileAction(FileOperation.Write, "src/a.py") { Edits = [new TextEdit("return 1", "return 3")] }, new FileAction(FileOperation.Append, "new.log", "z"),
            new FileAction(FileOperation.Patch, ".", Patch), new ShellAction("rm -rf src *.log"), new ShellAction("cat > src/a.py <<'E'\nx = 1\nE"),
        ];
        var decided = new List<(GuardAction, string, FrozenObservation)>();
        foreach (var action in actions)
        {
            var live = new RecordingObservation(LiveObservation.Of(repository.Root));
            decided.Add((action, Json(action, live), live.Freeze()));
        }

        repository.Dispose();
        Assert.All(decided, d => Assert.Equal(d.Item2, Json(d.Item1, d.Item3)));
        Assert.Contains(decided, d => d.Item2.Contains("\"uncommitted\":1", StringComparison.Ordinal));
    }

    private static string Json(GuardAction action, IObservation observation)
    {
        var output = new ArrayBufferWriter<byte>();
        DecisionJson.Write(TestWorld.Guard.Evaluate(action, observation), output);
        return Encoding.UTF8.GetString(output.WrittenSpan);
    }
}
