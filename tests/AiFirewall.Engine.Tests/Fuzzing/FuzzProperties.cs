using System.Buffers;
using System.Diagnostics;
using System.Text.Json;
using AiFirewall.Assessment;
using AiFirewall.Commands;
using AiFirewall.Effects;
using AiFirewall.Interpretation;
using AiFirewall.Observation;
using AiFirewall.Policy;
using AiFirewall.Shells.Bash;
using AiFirewall.Shells.Cmd;
using AiFirewall.Shells.Cmd.Syntax;
using AiFirewall.Shells.PowerShell;
using AiFirewall.Sql;
using AiFirewall.Tests.Shells.Bash;
using AiFirewall.Tests.Shells.PowerShell;

namespace AiFirewall.Tests.Fuzzing;

/// <summary>What holds for every text, whatever it is.</summary>
internal sealed class FuzzProperties(Guard guard, IObservation observation)
{
    /// <summary>Work is counted in bytes that it allocates: the same on every machine, and nothing works long without.</summary>
    private const long MaxAllocated = 256L << 20;

    private readonly ArrayBufferWriter<byte> _first = new();
    private readonly ArrayBufferWriter<byte> _second = new();

    /// <summary>The guard that judges.</summary>
    public Guard Guard => guard;

    /// <summary>The first property that does not hold; null when all do.</summary>
    public FuzzFault? Check(FuzzCase input)
    {
        if (CheckParser(input) is { } misread) return misread;
        var allocated = GC.GetAllocatedBytesForCurrentThread();
        var decision = guard.Evaluate(input.ToAction(), observation);
        allocated = GC.GetAllocatedBytesForCurrentThread() - allocated;
        if (decision.Findings.FirstOrDefault(f => f.Id == "guard.failure") is { } failure) return new FuzzFault("failure: " + Source(() => Judge(input)), failure.Message);
        if (allocated > MaxAllocated) return new FuzzFault("bounds", $"allocates {allocated >> 20} MiB for {input.Text.Length} characters");
        foreach (var finding in decision.Findings)
        {
            if (!IsInside(finding.Span, input.Text)) return new FuzzFault("span of finding " + finding.Id, $"{finding.Span} in {input.Text.Length} characters");
        }

        foreach (var effect in decision.Effects)
        {
            if (!IsInside(effect.Span, input.Text)) return new FuzzFault("span of effect " + effect.Kind, $"{effect.Span} in {input.Text.Length} characters, by {effect.By}");
        }

        return CheckAnswer(input, decision);
    }

    /// <summary>The answer is JSON, and the same one the next time.</summary>
    private FuzzFault? CheckAnswer(FuzzCase input, Decision decision)
    {
        try
        {
            Write(decision, _first);
            _ = JsonDocument.Parse(_first.WrittenMemory);
        }
#pragma warning disable CA1031 // Whatever it is, it is a fault.
        catch (Exception e)
#pragma warning restore CA1031
        {
            return new FuzzFault("json: " + Place(e), e.Message);
        }

        Write(guard.Evaluate((input with { Text = new string(input.Text) }).ToAction(), observation), _second);
        return _first.WrittenSpan.SequenceEqual(_second.WrittenSpan) ? null : new FuzzFault("determinism", "the same text got another answer the second time");
    }

    private static void Write(Decision decision, ArrayBufferWriter<byte> output)
    {
        output.ResetWrittenCount();
        DecisionJson.Write(decision, output);
    }

    private static FuzzFault? CheckParser(FuzzCase input)
    {
        FuzzFault? fault = null;
        var source = Source(() => fault = ReadAndCheck(input));
        return source.Length == 0 ? fault : new FuzzFault("parser: " + source, "the parser throws");
    }

    private static FuzzFault? ReadAndCheck(FuzzCase input)
    {
        var text = input.Text;
        switch (input.Language)
        {
            case FuzzLanguage.Bash:
                var script = BashParser.Parse(text);
                if (script.Errors.Any(e => !IsInside(e.Span, text))) return new FuzzFault("span of Bash error", text.Length.ToString());
                foreach (var (node, _) in TreeWalk.Of(script))
                {
                    if (!IsInside(node.Span, text)) return new FuzzFault("span of Bash node", $"{node.GetType().Name} {node.Span}");
                }

                return null;
            case FuzzLanguage.PowerShell:
                var tree = PowerShellParser.Parse(text);
                if (tree.Errors.Any(e => !IsInside(e.Span, text))) return new FuzzFault("span of PowerShell error", text.Length.ToString());
                foreach (var node in TreeFacts.Descendants(tree.Body))
                {
                    if (!IsInside(node.Span, text)) return new FuzzFault("span of PowerShell node", $"{node.GetType().Name} {node.Span}");
                }

                return null;
            case FuzzLanguage.Cmd:
                var (commands, errors) = CmdParser.Parse(text);
                if (errors.Any(e => !IsInside(e.Span, text))) return new FuzzFault("span of cmd error", text.Length.ToString());
                return commands.Any(c => !AreInside(c, text)) ? new FuzzFault("span of cmd command", text.Length.ToString()) : null;
            default:
                var sql = SqlReader.Read(text, SqlDialects.Parse(input.Dialect));
                return sql.Statements.Any(s => !IsInside(s.Span, text)) ? new FuzzFault("span of SQL statement", text.Length.ToString()) : null;
        }
    }

    private static bool AreInside(CmdCommand? command, string text) => command is null || (IsInside(command.Span, text) && command switch
    {
        BlockCommand block => block.Items.All(i => AreInside(i, text)),
        ListCommand list => list.Items.All(i => AreInside(i, text)),
        IfCommand condition => AreInside(condition.Then, text) && AreInside(condition.Else, text),
        ForCommand loop => AreInside(loop.Body, text),
        _ => true,
    });

    private static bool IsInside(TextSpan span, string text) => span.Start >= 0 && span.Length >= 0 && span.End <= text.Length;

    /// <summary>The stops of the road without what catches their exceptions.</summary>
    private void Judge(FuzzCase input)
    {
        var action = input.ToAction();
        var reading = ActionReader.Read(action, observation, CommandCatalog.BuiltIn);
        var assessment = Assessor.Assess(action.Rendered, reading.Effects, reading.Findings);
        guard.Policy.Judge(PolicyInput.Of(action, assessment, observation));
    }

    /// <summary>What an action throws, and where; empty when it does not.</summary>
    private static string Source(Action action)
    {
        try
        {
            action();
            return "";
        }
#pragma warning disable CA1031 // Whatever it is, it is a fault.
        catch (Exception e)
#pragma warning restore CA1031
        {
            return Place(e);
        }
    }

    private static string Place(Exception e)
    {
        var frames = new StackTrace(e).GetFrames().Select(f => f.GetMethod()).Where(m => m?.DeclaringType?.FullName?.StartsWith("AiFirewall", StringComparison.Ordinal) == true);
        return $"{e.GetType().Name} in {string.Join(" « ", frames.Take(3).Select(m => $"{m!.DeclaringType!.Name}.{m.Name}"))}";
    }
}
