using System.Text.Json;
using AiFirewall.Assessment;
using AiFirewall.Audit;
using AiFirewall.Effects;
using AiFirewall.Policy;
using AiFirewall.State;

namespace AiFirewall.Tests.Audit;

public sealed class JsonLinesAuditLogTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("audit").FullName;
    private readonly GuardHome _home;

    public JsonLinesAuditLogTests() => _home = new GuardHome(Path.Combine(_root, "home"));

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Fact]
    public void A_record_is_one_line_with_its_keys_in_order()
    {
        Append(Record("a1") with { Approved = true, Executed = true, ExitCode = 3, Agent = "claude", Session = "s", Role = "dev", Project = "/p" });

        Assert.Equal(
            """{"ts":"2026-01-02T03:04:05.678900Z","action_id":"a1","type":"shell","rendered":"rm -rf ./build","intent":"FILE_DELETE","risk":"HIGH","decision":"REQUIRE_APPROVAL","reason":"deletes a tree; file_delete always asks","impact":{"files_affected":47,"bytes_affected":1843200,"paths":["build"],"notes":"","diff":null,"code_findings":[],"git":null,"lines_added":0,"lines_removed":0},"approved":true,"executed":true,"exit_code":3,"agent":"claude","session":"s","role":"dev","project":"/p","findings":["files.delete.tree"]}""" + "\n",
            File.ReadAllText(_home.AuditPath));
    }

    [Fact]
    public void What_is_not_known_is_null()
    {
        var record = Record("a1");
        Append(record with { Decision = record.Decision with { Impact = null } });

        using var json = JsonDocument.Parse(File.ReadAllText(_home.AuditPath));
        foreach (var name in (string[])["impact", "approved", "exit_code", "agent", "session", "role", "project"])
            Assert.Equal(JsonValueKind.Null, json.RootElement.GetProperty(name).ValueKind);
        Assert.False(json.RootElement.GetProperty("executed").GetBoolean());
    }

    [Theory]
    [InlineData("line one\nline two\r\n\u2028\u0085")]
    [InlineData("\u001b[31mred\u001b[0m \0 \u0007")]
    [InlineData("grüße 漢字 🔥 \"quoted\" \\ </script>")]
    [InlineData("half a pair: \ud83d and a hole: \uFFFE")]
    public void Any_text_stays_on_one_line(string text)
    {
        Append(Record("a1") with { Rendered = text });

        var line = Assert.Single(File.ReadAllLines(_home.AuditPath));
        Assert.DoesNotContain('\u001b', line);
        var entry = AuditReader.Parse(1, line);
        Assert.True(entry.IsRecord);
        Assert.Equal(text.Replace('\ud83d', char.IsSurrogatePair(text, Math.Max(0, text.IndexOf('\ud83d'))) ? '\ud83d' : '\uFFFD'), entry.Rendered);
    }

    [Fact]
    public void Eight_writers_at_once_lose_nothing_and_mix_nothing()
    {
        const int Writers = 8, Records = 1_000;

        // A writer of its own for each: the lock works between threads as it does between processes.
        var threads = Enumerable.Range(0, Writers).Select(writer => new Thread(() =>
        {
            var log = new JsonLinesAuditLog(_home);
            for (var i = 0; i < Records; i++) log.Append(Record($"{writer}-{i}") with { Rendered = new string((char)('a' + writer), i % 700) });
        })).ToList();
        threads.ForEach(thread => thread.Start());
        threads.ForEach(thread => thread.Join());

        var entries = AuditReader.Read(_home.AuditPath).ToList();
        Assert.Equal(Writers * Records, entries.Count);
        Assert.All(entries, entry => Assert.True(entry.IsRecord && entry.Rendered!.Length == int.Parse(entry.ActionId![2..], null) % 700));
        foreach (var writer in entries.GroupBy(entry => entry.ActionId![0]))
            Assert.Equal(Enumerable.Range(0, Records), writer.Select(entry => int.Parse(entry.ActionId![2..], null)));
    }

    [Fact]
    public void A_torn_last_line_is_left_alone_and_the_next_record_has_a_line_of_its_own()
    {
        Append(Record("a1"));
        File.AppendAllText(_home.AuditPath, "{\"ts\":\"2026-01-0");
        Append(Record("a2"));

        var entries = AuditReader.Read(_home.AuditPath).ToList();

        Assert.Equal([true, false, true], entries.Select(entry => entry.IsRecord));
        Assert.Equal("a2", entries[2].ActionId);
        Assert.Equal(3, entries[2].Line);
    }

    [Fact]
    public void The_file_and_its_directory_belong_to_their_owner_alone()
    {
        if (OperatingSystem.IsWindows()) return;
        Append(Record("a1"));

        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(_home.AuditPath));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(_home.Directory));
    }

    [Fact]
    public void A_log_that_was_moved_away_is_begun_anew()
    {
        var log = new JsonLinesAuditLog(_home);
        log.Append(Record("a1"));
        File.Move(_home.AuditPath, _home.AuditPath + ".1");
        log.Append(Record("a2"));

        Assert.Equal("a2", Assert.Single(AuditReader.Read(_home.AuditPath)).ActionId);
    }

    [Fact]
    public void A_reader_does_not_hinder_a_writer()
    {
        Append(Record("a1"));
        using var watched = new FileStream(_home.AuditPath, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);

        Append(Record("a2"));

        Assert.Equal(2, AuditReader.Read(_home.AuditPath).Count());
    }

    [Fact]
    public void A_log_that_another_holds_for_long_is_an_error()
    {
        Append(Record("a1"));
        using var held = FileLock.Take(_home.AuditPath + ".lock", TimeSpan.Zero);

        var before = Environment.TickCount64;
        var e = Assert.Throws<IOException>(() => Append(Record("a2")));

        Assert.Equal($"the audit log {_home.AuditPath} cannot be written: another process has held it for more than 2 seconds", e.Message);
        Assert.InRange(Environment.TickCount64 - before, 1_900, 4_000);
    }

    [Fact]
    public void A_directory_in_its_place_is_an_error()
    {
        Directory.CreateDirectory(_home.AuditPath);

        var e = Assert.Throws<IOException>(() => Append(Record("a1")));

        Assert.Equal($"the audit log {_home.AuditPath} cannot be written: it is a directory", e.Message);
    }

    [Fact]
    public void A_file_in_place_of_its_directory_is_an_error()
    {
        File.WriteAllText(_home.Directory, "");

        var e = Assert.Throws<IOException>(() => Append(Record("a1")));

        Assert.Equal($"the audit log {_home.AuditPath} cannot be written: {_home.Directory} is a file, not a directory", e.Message);
    }

    [Fact]
    public void A_full_disk_is_an_error()
    {
        if (!OperatingSystem.IsLinux()) return;

        Directory.CreateDirectory(_home.Directory);
        File.CreateSymbolicLink(_home.AuditPath, "/dev/full");

        var e = Assert.Throws<IOException>(() => Append(Record("a1")));

        Assert.Contains("No space left on device", e.Message, StringComparison.Ordinal);
    }

    private void Append(AuditRecord record) => new JsonLinesAuditLog(_home).Append(record);

    internal static AuditRecord Record(string id) => new()
    {
        Time = new DateTimeOffset(2026, 1, 2, 4, 4, 5, TimeSpan.FromHours(1)).AddMicroseconds(678_900),
        ActionId = id,
        Type = "shell",
        Rendered = "rm -rf ./build",
        Decision = new Decision
        {
            Id = id,
            Verdict = Verdict.RequireApproval,
            Intent = Intent.FileDelete,
            Risk = Risk.High,
            Reason = "deletes a tree; file_delete always asks",
            Findings = [new Finding("files.delete.tree", Risk.High, "deletes 47 files", "rm -rf ./build")],
            Impact = new Impact { FilesAffected = 47, BytesAffected = 1_843_200, Paths = ["build"] },
        },
    };
}
