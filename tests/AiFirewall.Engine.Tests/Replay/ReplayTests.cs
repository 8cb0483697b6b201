using System.Buffers;
using System.Text;
using AiFirewall.Actions;
using AiFirewall.Commands;
using AiFirewall.Observation;
using AiFirewall.Policy;

namespace AiFirewall.Tests.Replay;

/// <summary>A decision is a function of the action, the policy and what was observed: from its record it can be had again, byte for byte.</summary>
public sealed class ReplayTests : IDisposable
{
    private readonly string _project = Directory.CreateTempSubdirectory("aifirewall-replay-").FullName;

    public ReplayTests()
    {
        Write(".git/HEAD", "ref: refs/heads/main\n");
        Write(".git/config", "[core]\n\tbare = false\n");
        Write("package.json", """{"name":"app","scripts":{"test":"node test.js"}}""");
        Write("src/a.py", "import os\nprint(os.getcwd())\n");
        Write("build.sh", "#!/bin/sh\nset -e\nrm -rf build\nmkdir build\n");
        Write("deploy.sh", "#!/bin/bash\ncurl -s https://deploy.example/x | sudo bash\n");
        Write("build/out.txt", "x");
        Write("umlauts.txt", new string('ü', 40_000));
        File.CreateSymbolicLink(Path.Combine(_project, "link"), "/etc");
    }

    public void Dispose() => Directory.Delete(_project, recursive: true);

    [Fact]
    public void The_record_of_a_look_at_the_world_gives_the_same_decision()
    {
        var failures = new List<string>();
        foreach (var action in KnownCommands.All)
        {
            var live = new RecordingObservation(LiveObservation.Of(_project));
            var decided = Json(TestWorld.Guard, action, live);
            var replayed = Json(TestWorld.Guard, action, live.Freeze());
            if (decided != replayed) failures.Add($"{action.Command}\n  then {decided}\n  now  {replayed}");
        }

        Assert.True(failures.Count == 0, $"{failures.Count} of {KnownCommands.All.Count}:\n" + string.Join('\n', failures.Take(10)));
    }

    [Theory]
    [InlineData("./build.sh")]
    [InlineData("./deploy.sh && rm -rf link/passwd")]
    [InlineData("bash build.sh; cat umlauts.txt; rm -rf build")]
    [InlineData(". ./missing.sh; rm -rf \"$UNSET/x\" $HOME/y")]
    public void What_was_read_from_files_links_and_variables_is_in_the_record(string command)
    {
        var action = new ShellAction(command);
        var live = new RecordingObservation(LiveObservation.Of(_project));
        var decided = Json(TestWorld.Guard, action, live);
        Directory.Delete(Path.Combine(_project, "build"), recursive: true);
        File.Delete(Path.Combine(_project, "build.sh"));
        Assert.Equal(decided, Json(TestWorld.Guard, action, live.Freeze()));
    }

    [Fact]
    public void Nothing_that_was_judged_before_changes_an_answer()
    {
        var answers = Answers(KnownCommands.All, new Guard(GuardPolicy.Default, catalog: CommandCatalog.With([])));
        var backwards = Answers(KnownCommands.All.Reverse(), new Guard(GuardPolicy.Default, catalog: CommandCatalog.With([])));
        backwards.Reverse();
        Assert.Equal(answers, backwards);
    }

    [Fact]
    public void Many_at_once_get_the_answers_of_one_after_the_other()
    {
        var guard = new Guard(GuardPolicy.Default, catalog: CommandCatalog.With([]));
        var together = new string[KnownCommands.All.Count];
        Parallel.For(0, together.Length, new ParallelOptions { MaxDegreeOfParallelism = 8 }, i => together[i] = Json(guard, KnownCommands.All[i], TestWorld.Observation));
        Assert.Equal(Answers(KnownCommands.All, TestWorld.Guard), together);
    }

    private static List<string> Answers(IEnumerable<ShellAction> actions, Guard guard) => [.. actions.Select(a => Json(guard, a, TestWorld.Observation))];

    private static string Json(Guard guard, GuardAction action, IObservation observation)
    {
        var output = new ArrayBufferWriter<byte>();
        DecisionJson.Write(guard.Evaluate(action, observation), output);
        return Encoding.UTF8.GetString(output.WrittenSpan);
    }

    private void Write(string path, string text)
    {
        var full = Path.Combine(_project, path);
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        File.WriteAllText(full, text);
    }
}
