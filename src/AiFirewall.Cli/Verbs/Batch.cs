using AiFirewall.Actions;
using AiFirewall.Cli.Rendering;
using AiFirewall.Cli.Terminal;
using AiFirewall.Policy;

namespace AiFirewall.Cli.Verbs;

/// <summary>What holds for actions of a batch that do not say otherwise themselves.</summary>
internal sealed record BatchDefaults(string? WorkingDirectory, string? Agent, string? Role);

/// <summary>Answers a stream of JSON actions, one decision a line, in order, whatever a line holds.</summary>
internal sealed class Batch(GuardSession session, Streams streams, bool isTable, BatchDefaults defaults)
{
    private readonly DecisionTable? _table = isTable ? new DecisionTable(streams) : null;
    private Verdict _strictest = Verdict.Allow;

    /// <summary>Reads to the end.</summary>
    /// <returns>The strictest verdict.</returns>
    public Verdict Run(Stream input)
    {
        var lines = new LineReader(input);
        while (true)
        {
            // Whoever wrote a line and waits for its answer gets it: nothing stays in the buffer while the next read may block.
            if (!lines.IsLineBuffered) streams.Output.Flush();
            if (!lines.TryRead(out var line, out var isTooLong)) break;
            Answer(line, isTooLong);
            streams.Output.FlushWhenLarge();
        }
        streams.Output.Flush();
        return _strictest;
    }

    private void Answer(ReadOnlyMemory<byte> line, bool isTooLong)
    {
        var reading = isTooLong
            ? new ActionReading(null, $"the line is longer than {LineReader.MaxLength >> 20} MiB", "")
            : ActionJson.Read(line);
        if (reading.Action is not { } action)
        {
            _strictest = Verdict.Block;
            if (_table is not null) _table.Row(DecisionJson.Unreadable(reading.Id, reading.Problem!), LineReader.TextOf(line));
            else DecisionJson.WriteProblem(reading.Id, reading.Problem!, streams.Output.Bytes);
        }
        else
        {
            action = action with
            {
                WorkingDirectory = action.WorkingDirectory ?? defaults.WorkingDirectory,
                Agent = action.Agent ?? defaults.Agent,
                Role = action.Role ?? defaults.Role,
            };
            var decision = session.Answer(action);
            if (decision.Verdict > _strictest) _strictest = decision.Verdict;
            if (_table is not null) _table.Row(decision, action.Rendered);
            else DecisionJson.Write(decision, streams.Output.Bytes);
        }
        if (_table is null) streams.Output.Line();
    }
}
