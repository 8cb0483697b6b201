using System.Globalization;
using AiFirewall.Audit;
using AiFirewall.Cli.CommandLine;
using AiFirewall.Cli.Rendering;
using AiFirewall.Cli.Terminal;
using AiFirewall.State;

namespace AiFirewall.Cli.Verbs;

/// <summary><c>guard audit</c>: reads the audit log.</summary>
internal sealed class AuditVerb : Verb
{
    private const int DefaultTail = 20;

    /// <inheritdoc/>
    public override string Name => "audit";

    /// <inheritdoc/>
    public override string Summary => "show what was judged";

    /// <inheritdoc/>
    public override string Usage => "audit show [OPTIONS]";

    /// <inheritdoc/>
    public override IReadOnlyList<Option> Options { get; } =
    [
        new("--tail", "N", $"the last N records ({DefaultTail}); 0 for all"),
        new("--json", null, "the records as they are, one a line"),
    ];

    /// <inheritdoc/>
    public override int Run(ParsedLine line, Streams streams)
    {
        if (line.Operands.Count != 1) return streams.Fail("'guard audit' needs one of: show; see 'guard audit --help'");
        if (line.Operands[0] != "show")
            return streams.Fail($"unknown verb 'audit {line.Operands[0]}'{Suggestion.For(line.Operands[0], ["show"])}; see 'guard audit --help'");
        var tail = DefaultTail;
        if (line.ValueOf("--tail") is { } text && (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out tail) || tail < 0))
            return streams.Fail($"option '--tail' needs a number, but got '{text}'");
        return Show(GuardHome.FromEnvironment().AuditPath, tail, line.Has("--json"), streams);
    }

    private static int Show(string path, int tail, bool isJson, Streams streams)
    {
        if (Directory.Exists(path)) return streams.Fail($"the audit log '{path}' is a directory");
        try
        {
            foreach (var entry in Last(AuditReader.Read(path), tail))
            {
                if (isJson) streams.Output.Line(entry.Text);
                else AuditRow.Write(entry, streams.Output, streams.OutputPalette);
                streams.Output.FlushWhenLarge();
            }
            return ExitCodes.Done;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return streams.Fail($"the audit log '{path}' cannot be read: {Failures.Describe(e)}");
        }
    }

    private static IEnumerable<AuditEntry> Last(IEnumerable<AuditEntry> entries, int count)
    {
        if (count == 0) return entries;
        var last = new Queue<AuditEntry>();
        foreach (var entry in entries)
        {
            last.Enqueue(entry);
            if (last.Count > count) last.Dequeue();
        }
        return last;
    }
}
