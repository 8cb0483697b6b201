using System.Management.Automation.Language;
using System.Text;
using AiFirewall.Effects;
using AiFirewall.Shells.PowerShell.Syntax;

namespace AiFirewall.Cmdlets.Referee;

/// <summary>The parts of a text that can run something, told in the same words for both readings.</summary>
internal static class ReadParts
{
    /// <summary>What PowerShell sees, in no particular order.</summary>
    public static IEnumerable<ReadPart> OfTheHost(ScriptBlockAst tree)
    {
        foreach (var node in tree.FindAll(static node => node is CommandAst or InvokeMemberExpressionAst or ScriptBlockExpressionAst, searchNestedScriptBlocks: true))
        {
            var span = new TextSpan(node.Extent.StartOffset, node.Extent.EndOffset - node.Extent.StartOffset);
            switch (node)
            {
                case CommandAst command: yield return new ReadPart(KeyOf(command), $"the command '{Short(node)}'", span); break;
                // ": base(…)" of a constructor; the arguments are looked at by themselves.
                case BaseCtorInvokeMemberExpressionAst: break;
                case InvokeMemberExpressionAst call:
                    yield return new ReadPart($"call {(call.Member as StringConstantExpressionAst)?.Value ?? "?"} {call.Arguments?.Count ?? 0}", $"the call '{Short(node)}'", span);
                    break;
                default: yield return new ReadPart("scriptblock", "a script block", span); break;
            }
        }
    }

    /// <summary>What our reader sees.</summary>
    public static PartCounts OfTheReader(PowerShellScript script)
    {
        var parts = new PartCounts();
        foreach (var node in SyntaxWalk.From(script.Body))
        {
            switch (node)
            {
                case Command command: parts.Add(KeyOf(command)); break;
                case InvokeMemberExpression call: parts.Add($"call {(call.Member as StringConstant)?.Value ?? "?"} {call.Arguments.Count}"); break;
                case ScriptBlockExpression: parts.Add("scriptblock"); break;
            }
        }

        return parts;
    }

    // A command is the same when its name, its parameters and its constant arguments are; what is computed is compared where it is computed.
    private static string KeyOf(CommandAst command)
    {
        var key = new StringBuilder("command");
        foreach (var element in command.CommandElements)
        {
            key.Append(' ').Append(element switch
            {
                StringConstantExpressionAst text => text.Value,
                CommandParameterAst parameter => "-" + parameter.ParameterName,
                _ => "?",
            });
        }

        return key.ToString();
    }

    private static string KeyOf(Command command)
    {
        var key = new StringBuilder("command");
        foreach (var element in command.Elements)
        {
            key.Append(' ').Append(element switch
            {
                StringConstant text => text.Value,
                CommandParameter parameter => "-" + parameter.Name,
                _ => "?",
            });
        }

        return key.ToString();
    }

    private static string Short(Ast node) => node.Extent.Text is { Length: > 60 } text ? text[..60] + "…" : node.Extent.Text;
}

/// <summary>A part of a text that can run something.</summary>
/// <param name="Key">What both readings call it.</param>
/// <param name="Name">What people call it.</param>
/// <param name="Span">Where it stands.</param>
internal sealed record ReadPart(string Key, string Name, TextSpan Span);

/// <summary>How often each part was seen.</summary>
internal sealed class PartCounts
{
    private readonly Dictionary<string, int> _counts = new(StringComparer.Ordinal);

    /// <summary>Counts one more.</summary>
    public void Add(string key) => _counts[key] = _counts.GetValueOrDefault(key) + 1;

    /// <summary>Takes one away; false when there is none left.</summary>
    public bool Remove(string key)
    {
        var left = _counts.GetValueOrDefault(key);
        if (left == 0) return false;
        _counts[key] = left - 1;
        return true;
    }
}
