using AiFirewall.Shells.Bash.Syntax;

namespace AiFirewall.Tests.Shells.Bash;

/// <summary>Visits every node of a tree, also those in words, here-documents and substitutions.</summary>
internal static class TreeWalk
{
    /// <summary>All nodes, each with its parent.</summary>
    public static IEnumerable<(BashNode Node, BashNode Parent)> Of(BashScript script)
    {
        var open = new Stack<(BashNode, BashNode)>();
        open.Push((script.Body, script));
        while (open.TryPop(out var next))
        {
            yield return next;
            foreach (var child in Children(next.Item1)) open.Push((child, next.Item1));
        }
    }

    /// <summary>The names of all simple commands whose name is written without expansions.</summary>
    public static IEnumerable<string> StaticCommandNames(BashScript script) =>
        Of(script).Select(pair => pair.Node).OfType<SimpleCommand>().Where(command => command.Words.Count > 0)
            .Select(command => StaticText(command.Words[0].Parts)).OfType<string>();

    /// <summary>The text of parts without expansions; null when there are any.</summary>
    public static string? StaticText(IEnumerable<WordPart> parts)
    {
        var text = "";
        foreach (var part in parts)
        {
            var piece = part switch
            {
                LiteralPart literal => literal.Text,
                GlobPart glob => glob.Pattern,
                TildePart tilde => "~" + tilde.User,
                BraceRangePart range => $"{{{range.First}..{range.Last}{(range.Step is null ? "" : ".." + range.Step)}}}",
                BraceListPart list when list.Alternatives.Select(a => StaticText(a.Parts)).ToList() is var inner && !inner.Contains(null) =>
                    $"{{{string.Join(",", inner)}}}",
                DoubleQuotedPart quoted => StaticText(quoted.Parts),
                _ => null,
            };
            if (piece is null) return null;
            text += piece;
        }
        return text;
    }

    private static IEnumerable<BashNode> Children(BashNode node) => node switch
    {
        BashList list => list.Items.Select(item => item.Command),
        BashCommand command => ChildrenOf(command).Concat(command.Redirections),
        Assignment assignment => Present(assignment.Index, assignment.Value).Concat(assignment.Elements?.SelectMany(e => Present(e.Index, e.Value)) ?? []),
        Redirection redirection => Present(redirection.Target, redirection.Document),
        Word word => word.Parts,
        WordPart part => ChildrenOf(part),
        _ => [],
    };

    private static IEnumerable<BashNode> ChildrenOf(BashCommand command) => command switch
    {
        SimpleCommand simple => [.. simple.Assignments, .. simple.Words],
        AndOrCommand list => list.Rest.Select(item => item.Command).Prepend(list.First),
        PipelineCommand pipeline => pipeline.Commands,
        SubshellCommand subshell => [subshell.Body],
        GroupCommand group => [group.Body],
        IfCommand branch => [.. branch.Branches.SelectMany(b => new BashNode[] { b.Condition, b.Body }), .. Present(branch.Else)],
        ForCommand loop => [.. loop.Words ?? [], loop.Body],
        ArithmeticForCommand loop => [loop.Header, loop.Body],
        WhileCommand loop => [loop.Condition, loop.Body],
        CaseCommand choice => [choice.Subject, .. choice.Clauses.SelectMany(c => c.Patterns.Append<BashNode>(c.Body))],
        FunctionCommand function => [function.Body],
        CoprocCommand coproc => [coproc.Body],
        ConditionalCommand condition => condition.Words,
        ArithmeticCommand arithmetic => [arithmetic.Expression],
        _ => throw new InvalidOperationException(command.GetType().Name),
    };

    private static IEnumerable<BashNode> ChildrenOf(WordPart part) => part switch
    {
        DoubleQuotedPart quoted => quoted.Parts,
        ParameterPart parameter => Present(parameter.Index, parameter.Operand, parameter.SecondOperand),
        CommandSubstitutionPart substitution => [substitution.Body],
        ArithmeticPart arithmetic => [arithmetic.Expression],
        ProcessSubstitutionPart process => [process.Body],
        BraceListPart list => list.Alternatives,
        AssignmentPart assignment => [assignment.Assignment],
        _ => [],
    };

    private static IEnumerable<BashNode> Present(params BashNode?[] nodes) => nodes.OfType<BashNode>();
}
