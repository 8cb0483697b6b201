using AiFirewall.Shells.Bash.Syntax;

namespace AiFirewall.Tests.Shells.Bash;

/// <summary>
/// Writes a tree as a line of text, for expectations. Commands are in parentheses with their sort in front; the parts of a word are joined
/// by <c>+</c>; quotes stand around what was quoted; patterns are <c>&lt;*&gt;</c>.
/// </summary>
internal static class TreeText
{
    public static string Of(BashScript script) => Of(script.Body);

    public static string Of(BashList list) => string.Join(" ; ", list.Items.Select(item => Of(item.Command) + (item.IsBackground ? " &" : "")));

    public static string Of(BashCommand command) => command switch
    {
        SimpleCommand simple => Form("cmd", [.. simple.Assignments.Select(Of), .. simple.Words.Select(Of), .. Redirections(command)]),
        AndOrCommand list => $"({Of(list.First)}{string.Concat(list.Rest.Select(item => (item.IsOr ? " || " : " && ") + Of(item.Command)))})",
        PipelineCommand pipeline => OfPipeline(pipeline),
        SubshellCommand subshell => Form("sub", [Of(subshell.Body), .. Redirections(command)]),
        GroupCommand group => Form("group", [Of(group.Body), .. Redirections(command)]),
        IfCommand branch => Form("if", [
            .. branch.Branches.Select(b => $"[{Of(b.Condition)}] then [{Of(b.Body)}]"),
            .. branch.Else is null ? Array.Empty<string>() : [$"else [{Of(branch.Else)}]"], .. Redirections(command)]),
        ForCommand loop => Form(loop.IsSelect ? "select" : "for", [
            loop.Variable, loop.Words is null ? "@" : $"in [{string.Join(" ", loop.Words.Select(Of))}]", $"do [{Of(loop.Body)}]",
            .. Redirections(command)]),
        ArithmeticForCommand loop => Form("for", [$"(({Of(loop.Header)}))", $"do [{Of(loop.Body)}]", .. Redirections(command)]),
        WhileCommand loop => Form(loop.IsUntil ? "until" : "while", [$"[{Of(loop.Condition)}]", $"do [{Of(loop.Body)}]", .. Redirections(command)]),
        CaseCommand choice => Form("case", [
            Of(choice.Subject), .. choice.Clauses.Select(c => $"{string.Join("|", c.Patterns.Select(Of))}) [{Of(c.Body)}] {c.Terminator}"),
            .. Redirections(command)]),
        FunctionCommand function => Form("function", [function.Name, Of(function.Body)]),
        CoprocCommand coproc => Form("coproc", [coproc.Name ?? "-", Of(coproc.Body)]),
        ConditionalCommand condition => Form("test", [.. condition.Words.Select(Of), .. Redirections(command)]),
        ArithmeticCommand arithmetic => Form("arith", [Of(arithmetic.Expression), .. Redirections(command)]),
        _ => throw new InvalidOperationException(command.GetType().Name),
    };

    public static string Of(Word word) => word.Parts.Count == 0 ? "_" : string.Join("+", word.Parts.Select(Of));

    public static string Of(Redirection redirection)
    {
        var descriptor = redirection.DescriptorVariable is { } variable ? $"{{{variable}}}" : redirection.Descriptor?.ToString() ?? "";
        var document = redirection.Document is { } body ? $" <<{Of(body)}>>" : "";
        return $"{descriptor}{Operators[(int)redirection.Kind]} {Of(redirection.Target)}{document}";
    }

    private static readonly string[] Operators = ["<", ">", ">|", ">>", "<>", "<&", ">&", "&>", "&>>", "<<", "<<-", "<<<"];

    private static string Form(string name, IEnumerable<string> arguments) => $"({string.Join(" ", arguments.Prepend(name))})";

    private static IEnumerable<string> Redirections(BashCommand command) => command.Redirections.Select(Of);

    private static string OfPipeline(PipelineCommand pipeline)
    {
        var pipes = pipeline.PipesErrors.Select(errors => errors ? " |& " : " | ").Append("");
        var text = string.Concat(pipeline.Commands.Zip(pipes, (command, pipe) => Of(command) + pipe));
        if (pipeline.IsTimed) text = $"time {text}";
        return pipeline.IsNegated ? $"(! {text})" : $"({text})";
    }

    private static string Of(Assignment assignment)
    {
        var index = assignment.Index is null ? "" : $"[{Of(assignment.Index)}]";
        var value = assignment.Elements is { } elements
            ? $"({string.Join(" ", elements.Select(e => (e.Index is null ? "" : $"[{Of(e.Index)}]=") + Of(e.Value)))})"
            : assignment.Value is null ? "" : Of(assignment.Value);
        return $"{assignment.Name}{index}{(assignment.IsAppend ? "+=" : ":=")}{value}";
    }

    private static string Of(WordPart part) => part switch
    {
        LiteralPart { Quoting: Quoting.Backslash } literal => "\\" + literal.Text,
        LiteralPart { Quoting: Quoting.Single } literal => $"'{Visible(literal.Text)}'",
        LiteralPart { Quoting: Quoting.Ansi } literal => $"$'{Visible(literal.Text)}'",
        LiteralPart literal => Visible(literal.Text),
        DoubleQuotedPart quoted => $"{(quoted.IsLocale ? "$" : "")}\"{string.Join("+", quoted.Parts.Select(Of))}\"",
        ParameterPart parameter => OfParameter(parameter),
        CommandSubstitutionPart substitution => $"{(substitution.IsBackquoted ? "`" : "$")}({Of(substitution.Body)})",
        ArithmeticPart arithmetic => $"$(({Of(arithmetic.Expression)}))",
        ProcessSubstitutionPart process => $"{(process.IsOutput ? ">" : "<")}({Of(process.Body)})",
        BraceListPart list => $"{{{string.Join(",", list.Alternatives.Select(Of))}}}",
        BraceRangePart range => $"{{{range.First}..{range.Last}{(range.Step is null ? "" : ".." + range.Step)}}}",
        TildePart tilde => $"~<{tilde.User}>",
        GlobPart glob => $"<{glob.Pattern}>",
        AssignmentPart assignment => Of(assignment.Assignment),
        _ => throw new InvalidOperationException(part.GetType().Name),
    };

    private static string OfParameter(ParameterPart parameter)
    {
        var text = "${" + (parameter.IsLength ? "#" : "") + (parameter.IsIndirect ? "!" : "") + parameter.Name;
        if (parameter.Index is not null) text += $"[{Of(parameter.Index)}]";
        if (parameter.Operator.Length > 0) text += $" {parameter.Operator}";
        if (parameter.Operand is not null) text += $" {Of(parameter.Operand)}";
        if (parameter.SecondOperand is not null) text += $" {(parameter.Operator == ":" ? ":" : "/")} {Of(parameter.SecondOperand)}";
        return text + "}";
    }

    private static string Visible(string text) =>
        text.Replace("\n", "\\n", StringComparison.Ordinal).Replace("\t", "\\t", StringComparison.Ordinal)
            .Replace("\r", "\\r", StringComparison.Ordinal).Replace("\u001b", "\\e", StringComparison.Ordinal);
}
