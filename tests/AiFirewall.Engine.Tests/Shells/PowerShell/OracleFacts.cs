using System.Globalization;
using System.Management.Automation.Language;
using AiFirewall.Shells.PowerShell.Syntax;

namespace AiFirewall.Tests.Shells.PowerShell;

/// <summary>What PowerShell's own parser says about a text, one line a fact.</summary>
/// <param name="IsAccepted">
/// The text is valid; null when its error may come from the checks after reading, or from a <c>#requires</c>, which PowerShell reads in a
/// way of its own and to us is a comment.
/// </param>
/// <param name="Errors">The errors of reading.</param>
/// <param name="Facts">The facts, sorted; none for text that is not valid.</param>
/// <param name="CommandNames">The static names of commands.</param>
internal sealed record OracleFacts(bool? IsAccepted, IReadOnlyList<string> Errors, IReadOnlyList<string> Facts, IReadOnlyList<string> CommandNames)
{
    // Errors of the checks that PowerShell makes after parsing: the text has been read by then.
    private static readonly HashSet<string> Semantic = [.. File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "corpus/powershell-syntax/semantic-errors.txt"))];

    public static OracleFacts Of(string text)
    {
        var tree = Parser.ParseInput(text, out _, out var errors);
        List<string> syntactic = [.. errors.Where(error => !Semantic.Contains(error.ErrorId)).Select(error => $"{error.ErrorId} at {error.Extent.StartOffset}")];
        List<string> facts = [];
        // A tree with errors in it has holes.
        if (syntactic.Count == 0)
        {
            foreach (var node in tree.FindAll(_ => true, searchNestedScriptBlocks: true)) facts.AddRange(FactsOf(node));
        }

        facts.Sort(StringComparer.Ordinal);
        var names = tree.FindAll(node => node is CommandAst, true).Cast<CommandAst>().Select(NameOf).Where(name => name != "?");
        bool? isAccepted = syntactic.Count == 0;
        if (syntactic.TrueForAll(error => error.StartsWith("UnexpectedAttribute", StringComparison.Ordinal))
            || text.Contains("#requires", StringComparison.OrdinalIgnoreCase))
        {
            isAccepted = syntactic.Count == 0 ? true : null;
        }

        return new OracleFacts(isAccepted, syntactic, facts, [.. names]);
    }

    private static string NameOf(CommandAst command) =>
        command.CommandElements[0] is StringConstantExpressionAst name ? name.Value : "?";

    private static string Text(TokenKind kind) => kind switch
    {
        TokenKind.PostfixMinusMinus => "--",
        TokenKind.PostfixPlusPlus => "++",
        TokenKind.Is or TokenKind.IsNot => kind.Text(),
        _ when kind.Text().StartsWith("-i", StringComparison.Ordinal) => "-" + kind.Text()[2..],
        _ => kind.Text(),
    };

    private static IEnumerable<string> FactsOf(Ast node)
    {
        switch (node)
        {
            case CommandAst command:
                var invocation = command.InvocationOperator switch
                {
                    TokenKind.Ampersand => InvocationOperator.Call,
                    TokenKind.Dot => InvocationOperator.Dot,
                    _ => InvocationOperator.None,
                };
                yield return $"command {NameOf(command)} {command.CommandElements.Count} {invocation}";
                break;
            case CommandParameterAst parameter: yield return $"parameter {parameter.ParameterName} {parameter.Argument is not null}"; break;
            case FileRedirectionAst redirection: yield return $"redirection {redirection.FromStream} {redirection.Append} False"; break;
            case MergingRedirectionAst redirection: yield return $"redirection {redirection.FromStream} False True"; break;
            case BaseCtorInvokeMemberExpressionAst: break;
            case InvokeMemberExpressionAst call:
                yield return $"call {(call.Member as StringConstantExpressionAst)?.Value ?? "?"} {call.Static} {call.Arguments?.Count ?? 0}";
                break;
            case MemberExpressionAst member:
                yield return $"member {(member.Member as StringConstantExpressionAst)?.Value ?? "?"} {member.Static}";
                break;
            case ScriptBlockExpressionAst: yield return "scriptblock"; break;
            case ExpandableStringExpressionAst text: yield return $"expandable {text.NestedExpressions.Count}"; break;
            case VariableExpressionAst { Parent: BaseCtorInvokeMemberExpressionAst owner } made when ReferenceEquals(owner.Expression, made): break;
            case VariableExpressionAst variable: yield return $"variable {Unqualified(variable.VariablePath)} {variable.Splatted}"; break;
            case StringConstantExpressionAst text:
                // The name that a constructor calls its base by is no text of the script.
                if (text.Parent is not BaseCtorInvokeMemberExpressionAst constructor || !ReferenceEquals(constructor.Member, text)) yield return $"string {text.Value}";
                break;
            case ConstantExpressionAst number:
                // A named argument without a value gets a made-up "true".
                if (number.Value is not bool) yield return string.Create(CultureInfo.InvariantCulture, $"number {number.Value} {number.Value.GetType().Name}");
                break;
            case BinaryExpressionAst binary: yield return $"binary {Text(binary.Operator)}"; break;
            case UnaryExpressionAst unary:
                yield return $"unary {Text(unary.TokenKind)} {unary.TokenKind is TokenKind.PostfixPlusPlus or TokenKind.PostfixMinusMinus}";
                break;
            case TernaryExpressionAst: yield return "ternary"; break;
            case ArrayLiteralAst array: yield return $"array {array.Elements.Count}"; break;
            case IndexExpressionAst: yield return "index"; break;
            case HashtableAst table: yield return $"hashtable {table.KeyValuePairs.Count}"; break;
            case SubExpressionAst: yield return "subexpression False"; break;
            case ArrayExpressionAst: yield return "subexpression True"; break;
            case ConvertExpressionAst convert: yield return $"convert {NameOf(convert.Type.TypeName)}"; break;
            case TypeExpressionAst type: yield return $"type {NameOf(type.TypeName)} {ArgumentsOf(type.TypeName)}"; break;
            case AttributeAst attribute:
                yield return $"attribute {NameOf(attribute.TypeName)} {attribute.PositionalArguments.Count} {attribute.NamedArguments.Count}";
                break;
            case AssignmentStatementAst assignment: yield return $"assignment {Text(assignment.Operator)}"; break;
            case PipelineAst { PipelineElements.Count: > 1 } pipeline: yield return $"pipeline {pipeline.PipelineElements.Count}"; break;
            case FunctionDefinitionAst function:
                yield return $"function {function.Name} {function.Parameters?.Count ?? 0} {function.IsFilter}";
                break;
            case TypeDefinitionAst type: yield return $"definition {type.Name} {type.Members.Count} {type.BaseTypes.Count}"; break;
            case ParamBlockAst block: yield return $"param {block.Parameters.Count}"; break;
            case IfStatementAst branch: yield return $"if {branch.Clauses.Count} {branch.ElseClause is not null}"; break;
            case SwitchStatementAst choice: yield return $"switch {choice.Clauses.Count} {choice.Default is not null} {choice.Label}"; break;
            case WhileStatementAst loop: yield return $"loop While {loop.Label}"; break;
            case DoWhileStatementAst loop: yield return $"loop DoWhile {loop.Label}"; break;
            case DoUntilStatementAst loop: yield return $"loop DoUntil {loop.Label}"; break;
            case ForStatementAst loop: yield return $"loop For {loop.Label}"; break;
            case ForEachStatementAst loop: yield return $"loop ForEach {loop.Label}"; break;
            case TryStatementAst attempt: yield return $"try {attempt.CatchClauses.Count} {attempt.Finally is not null}"; break;
            case TrapStatementAst: yield return "trap"; break;
            case DataStatementAst: yield return "data"; break;
            case ReturnStatementAst leave: yield return $"leave Return {leave.Pipeline is not null}"; break;
            case ExitStatementAst leave: yield return $"leave Exit {leave.Pipeline is not null}"; break;
            case ThrowStatementAst leave: yield return $"leave Throw {leave.Pipeline is not null}"; break;
            case BreakStatementAst or ContinueStatementAst: yield return "break"; break;
            case NamedBlockAst { Unnamed: false } block:
                yield return $"block {(block.BlockKind == TokenKind.Dynamicparam ? "DynamicParameters" : block.BlockKind)}";
                break;
        }
    }

    // Ours keeps the path as written; what stands before the first colon is its qualifier.
    private static string Unqualified(System.Management.Automation.VariablePath path)
    {
        var text = path.UserPath;
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        return (colon > 0 ? text[(colon + 1)..] : text).ToUpperInvariant();
    }

    private static string NameOf(ITypeName type) => type switch
    {
        ArrayTypeName array => NameOf(array.ElementType),
        GenericTypeName generic => TreeFacts.WithoutArity(generic.TypeName.Name),
        _ => TreeFacts.WithoutArity(type.Name),
    };

    private static int ArgumentsOf(ITypeName type) => type switch
    {
        ArrayTypeName array => ArgumentsOf(array.ElementType),
        GenericTypeName generic => generic.GenericArguments.Count,
        _ => 0,
    };
}
