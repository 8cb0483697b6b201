using System.Text;

namespace AiFirewall.Tests.Architecture;

/// <summary>The page about findings: what is said by hand about each room, and what the code knows about each finding.</summary>
internal static class FindingsPage
{
    public static string Path { get; } = System.IO.Path.Combine(TestWorld.RepositoryRoot, "docs", "findings.md");

    private const string Introduction = """
        # Findings

        A finding is something worrying about an action: an id that never changes, a severity, one sentence, and the piece of text that it is
        about. Policies, records and tests refer to findings by id, never by sentence. `guard explain COMMAND` shows which effect a finding
        comes from.

        **LOW** and **MEDIUM** are only said. **HIGH** asks a person. **CRITICAL** asks with a warning, and some are blocked by the rules at
        the top of [the default policy](../policy/default.yaml). A severity with "or" depends on the circumstances. A rule of yours changes
        what follows from a finding:

        ```yaml
        rules:
          - name: scratch-folders
            when: {finding: files.delete.tree, scope: temporary}
            then: allow
            why: scratch folders come and go
        ```

        The sections below are written from the sources by `AIFIREWALL_UPDATE_DOCS=1 dotnet test --filter FindingsPage`; a test fails when a
        finding has none.
        """;

    /// <summary>What a room's findings are about, and what to do.</summary>
    private static readonly Dictionary<string, (string Title, string Text)> Rooms = new()
    {
        ["account"] = ("Accounts", "Users, groups and what they may do on this machine. Let an administrator make such changes, or approve after reading which account is meant."),
        ["action"] = ("Actions", "The firewall does not know what an action of this kind does. Approve it only when you do; a policy rule can name the tool."),
        ["agent"] = ("Agents", "What an agent is allowed, which tools it has and which programs it starts is changed. Look at where a new server comes from, and do it yourself, outside the agent."),
        ["archive"] = ("Archives", "Unpacking writes where the archive says. Unpack into a new folder, without absolute names."),
        ["attack"] = ("Attack tools", "Tools made for breaking in. Approve only in an engagement that allows it."),
        ["audit"] = ("The system's own records", "What the system writes down is changed or removed. Keep it; rotate logs with the tool that is meant for it."),
        ["backup"] = ("Backups", "Copies that a mistake would be undone with are removed. Check that another copy exists and can be read."),
        ["catalog"] = ("Catalog packs", "A pack of your own cannot be used. Mend it: the message names file and line."),
        ["cloud"] = ("Cloud", "Rights, networks or protections of a cloud account change. Read the name of the project and the account before you approve."),
        ["cmd"] = ("cmd.exe", "Text in the language of cmd.exe. Write it simpler, or in a script that you have read."),
        ["code"] = ("Code in other languages", "Code that is handed to an interpreter. What could not be read was not judged: put it into a file in the project and look at it, or approve it after reading it."),
        ["container"] = ("Containers", "A container that reaches the machine around it is hardly a container. Take the option away, or mount only what is needed."),
        ["database"] = ("Databases", "Data, structures or servers of a database. Try it on a copy, or inside a transaction that you can roll back."),
        ["desktop"] = ("Desktop", "Keys and clicks that a person seems to have made reach any program."),
        ["device"] = ("Devices", "Raw access to a device passes every protection of the files on it, and firmware, once written, may not be undone. Check the name twice; never approve what you did not ask for."),
        ["directory"] = ("Directories of users", "Lists of a network's users and machines are what an intruder collects first."),
        ["disk"] = ("Disks and volumes", "What is on the disk may be lost. Check the device's name twice, and that a backup exists."),
        ["exec"] = ("Running code", "Code runs that was not there to be read: from the network, from an encoding, from a place outside the project, or with more rights. Download it, read it, then run it; give the command itself instead of hiding it."),
        ["files"] = ("Files", "What is lost when files are deleted, overwritten, moved or opened to others depends on where they are. Name the narrowest path, and prefer what can be undone: `git rm`, the trash, a move inside the project."),
        ["git"] = ("Git", "Work that exists only here is lost, or what others have pulled is rewritten, or a setting of Git runs code. Commit or stash first; push without force; use `--force-with-lease` when you must."),
        ["guard"] = ("The firewall itself", "The firewall's files, hooks, settings and environment. An agent never changes them; do it yourself, outside the agent."),
        ["hg"] = ("Mercurial", "A setting that makes Mercurial run code."),
        ["hosting"] = ("Hosted repositories", "What others see or may do on a hosting service changes."),
        ["kubernetes"] = ("Kubernetes", "Rights in a cluster, or a way out of a container into its node. Check which cluster the current context is."),
        ["mail"] = ("Mail", "Mail goes out or its protections change. What is sent cannot be taken back."),
        ["model"] = ("Models", "Downloaded models are removed; fetching them again takes long."),
        ["net"] = ("Network", "Data leaves for an address, a port opens, traffic is recorded or sent round, another machine gets in, or an address is reached that hands out credentials. Check host and content; bind to 127.0.0.1, keep checks of certificates and host keys on; a rule can name the hosts that are yours."),
        ["nosql"] = ("Document and key-value databases", "The same care as with SQL: a filter that matches few documents, on a copy first."),
        ["package"] = ("Packages", "Packages are removed, taken from somewhere else or taken unchecked, or where they come from changes. Check name and source; keep the official source and its signatures."),
        ["persist"] = ("Staying", "Something will run again later, by itself, or somebody can log in again. Look at what it runs, and whose key it is."),
        ["powershell"] = ("PowerShell", "What makes PowerShell less careful, or hides from it what runs."),
        ["privacy"] = ("Privacy", "Screen, microphone or clipboard are recorded. What is on them may be anybody's secret, or a password that was just copied."),
        ["process"] = ("Processes", "A running program ends, and with it what it had not saved; or its memory, and the secrets in it, is read. Name one process by its id."),
        ["publish"] = ("Publishing", "What is published can be copied by anybody and hardly be taken back. Let a person or a release pipeline publish."),
        ["queue"] = ("Queues", "Rights or code of a message broker change."),
        ["resource"] = ("Resources elsewhere", "Something that lives outside this machine changes or ends. Read its name and its environment; plan first where the tool has a plan."),
        ["sandbox"] = ("Sandboxes", "A way out of, or a change to, what keeps programs apart."),
        ["secret"] = ("Secrets", "A secret is read, exported, shown, stored or handed over in plain text. Let the program that needs it read it, or use a reference to the secret store; the agent needs no look."),
        ["security"] = ("Protections", "A protection of this machine is switched off or weakened. Add an exception for the one thing that needs it instead."),
        ["service"] = ("Services", "Services that run without anybody logged in are added or changed."),
        ["shell"] = ("Reading commands", "The command could not be read to its end, or makes a harmless tool run something. Write it in smaller pieces; what is not understood is not allowed."),
        ["sql"] = ("SQL", "What a statement would change, remove or reach. Add a WHERE that names few rows, look with SELECT first, or use a transaction."),
        ["system"] = ("The system", "How the machine starts, runs or stops, and what would make it stop answering."),
        ["terraform"] = ("Terraform", "State files hold secrets in plain text."),
        ["windows"] = ("Windows", "Settings, logs, protections and built-in tools of Windows that programs, and those who break in, use. Let an administrator make such changes."),
        ["wsl"] = ("Windows Subsystem for Linux", "A whole Linux system with all files in it."),
    };

    /// <summary>The ids that the page has sections for.</summary>
    public static IEnumerable<string> Ids(string page) =>
        page.Split('\n').Where(l => l.StartsWith("### `", StringComparison.Ordinal)).Select(l => l[5..].TrimEnd().TrimEnd('`'));

    /// <summary>Writes the page.</summary>
    public static string Write()
    {
        var page = new StringBuilder(Introduction.ReplaceLineEndings("\n")).Append('\n');
        var examples = FindingSources.Examples();
        foreach (var room in FindingSources.All.Values.GroupBy(f => f.Id.Split('.')[0]))
        {
            var (title, text) = Rooms.GetValueOrDefault(room.Key, (room.Key, ""));
            page.Append("\n## ").Append(title).Append('\n');
            if (text.Length > 0) page.Append('\n').Append(text).Append('\n');
            foreach (var finding in room)
            {
                page.Append("\n### `").Append(finding.Id).Append("`\n\n");
                var isShown = examples.TryGetValue(finding.Id, out var example);
                var severities = string.Join(" or ", (isShown ? finding.Severities.Append(example.Severity).Distinct() : finding.Severities).Order().Select(DecisionJson.Name));
                var sentence = finding.Message.Length > 0 ? char.ToUpperInvariant(finding.Message[0]) + finding.Message[1..] + "." : "";
                page.Append(string.Join(" ", new[] { severities.Length > 0 ? $"**{severities}.**" : "", sentence }.Where(t => t.Length > 0))).Append('\n');
                if (isShown) page.Append("\n    ").Append(example.Command).Append('\n');
            }
        }

        return page.ToString();
    }
}
