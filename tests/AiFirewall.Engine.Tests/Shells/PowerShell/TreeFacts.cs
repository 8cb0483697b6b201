using System.Collections;
using System.Collections.Concurrent;
using System.Globalization;
using System.Reflection;
using AiFirewall.Shells.PowerShell.Syntax;

namespace AiFirewall.Tests.Shells.PowerShell;

/// <summary>What our tree says about a text, one line a fact, in the form that <see cref="OracleFacts"/> gives for PowerShell's own.</summary>
internal static class TreeFacts
{
    private static readonly ConcurrentDictionary<Type, PropertyInfo[]> Properties = new();

    public static List<string> Of(PowerShellScript script)
    {
        List<string> facts = [];
        foreach (var node in Descendants(script.Body)) facts.AddRange(FactsOf(node));
        facts.Sort(StringComparer.Ordinal);
        return facts;
    }

    /// <summary>The static names of all commands.</summary>
    public static IEnumerable<string> CommandNames(PowerShellNode root) =>
        Descendants(root).OfType<Command>().Select(NameOf).Where(name => name != "?");

    public static IEnumerable<PowerShellNode> Descendants(PowerShellNode root)
    {
        var open = new Stack<object>([root]);
        while (open.TryPop(out var next))
        {
            if (next is PowerShellNode seen) yield return seen;
            foreach (var property in Properties.GetOrAdd(next.GetType(), type => [.. type.GetProperties().Where(IsChild)]))
            {
                var value = property.GetValue(next);
                if (value is PowerShellNode node) open.Push(node);
                else if (value is IEnumerable items and not string) foreach (var item in items) Open(item, next);
            }
        }

        void Open(object item, object parent)
        {
            switch (item)
            {
                case StringConstant when parent is ExpandableString: break; // plain text between what is expanded
                case Expression when parent is DataStatement: break; // not visited by PowerShell either
                case PowerShellNode or IfClause or SwitchClause or CatchClause or PipelineChainLink: open.Push(item); break;
                case KeyValuePair<Expression, Statement> pair:
                    open.Push(pair.Key);
                    open.Push(pair.Value);
                    break;
                case KeyValuePair<string, Expression?> { Value: { } value }: open.Push(value); break;
            }
        }
    }

    /// <summary>PowerShell takes the <c>`1</c> of a generic type's name away when it has arguments, and not always.</summary>
    public static string WithoutArity(string name) => name.Split('`')[0];

    // PowerShell takes "using:" away, and then looks for a qualifier.
    private static string Unqualified(VariableExpression variable)
    {
        var name = variable.Name;
        if (variable.Qualifier.Equals("using", StringComparison.OrdinalIgnoreCase) && name.IndexOf(':', StringComparison.Ordinal) is var colon and > 0)
        {
            name = name[(colon + 1)..];
        }

        return name.ToUpperInvariant();
    }

    private static bool IsChild(PropertyInfo property) =>
        property.GetIndexParameters().Length == 0 && (typeof(PowerShellNode).IsAssignableFrom(property.PropertyType)
            || (typeof(IEnumerable).IsAssignableFrom(property.PropertyType) && property.PropertyType != typeof(string)));

    private static string NameOf(Command command) => command.Elements[0] is StringConstant name ? name.Value : "?";

    private static IEnumerable<string> FactsOf(PowerShellNode node)
    {
        switch (node)
        {
            case Command command:
                yield return $"command {NameOf(command)} {command.Elements.Count} {command.Invocation}";
                break;
            case CommandParameter parameter: yield return $"parameter {parameter.Name} {parameter.Argument is not null}"; break;
            case Redirection redirection:
                yield return $"redirection {redirection.From} {redirection.IsAppend} {redirection.Target is null}";
                break;
            case InvokeMemberExpression call:
                yield return $"call {(call.Member as StringConstant)?.Value ?? "?"} {call.IsStatic} {call.Arguments.Count}";
                break;
            case MemberExpression member: yield return $"member {(member.Member as StringConstant)?.Value ?? "?"} {member.IsStatic}"; break;
            case ScriptBlockExpression: yield return "scriptblock"; break;
            case ExpandableString text:
                yield return $"expandable {text.Parts.Count(part => part is not StringConstant)}";
                break;
            case VariableExpression variable: yield return $"variable {Unqualified(variable)} {variable.IsSplatted}"; break;
            case NumberConstant number:
                yield return string.Create(CultureInfo.InvariantCulture, $"number {number.Value} {number.Value.GetType().Name}");
                break;
            case BinaryExpression binary: yield return $"binary {binary.Operator}"; break;
            case UnaryExpression unary: yield return $"unary {unary.Operator} {unary.IsPostfix}"; break;
            case TernaryExpression: yield return "ternary"; break;
            case ArrayLiteral array: yield return $"array {array.Elements.Count}"; break;
            case IndexExpression: yield return "index"; break;
            case HashtableExpression table: yield return $"hashtable {table.Pairs.Count}"; break;
            case SubExpression sub: yield return $"subexpression {sub.IsArray}"; break;
            case ConvertExpression convert: yield return $"convert {WithoutArity(convert.Type.Name)}"; break;
            case TypeExpression type: yield return $"type {WithoutArity(type.Type.Name)} {type.Type.GenericArguments.Count}"; break;
            case AttributeNode attribute:
                yield return $"attribute {WithoutArity(attribute.Type.Name)} {attribute.Positional.Count} {attribute.Named.Count}";
                break;
            case AssignmentStatement assignment: yield return $"assignment {assignment.Operator}"; break;
            case Pipeline { Elements.Count: > 1 } pipeline: yield return $"pipeline {pipeline.Elements.Count}"; break;
            case FunctionDefinition function: yield return $"function {function.Name} {function.Parameters.Count} {function.IsFilter}"; break;
            case MethodMember method: yield return $"function {method.Name} {method.Parameters.Count} False"; break;
            case TypeDefinition type: yield return $"definition {type.Name} {type.Members.Count} {type.BaseTypes.Count}"; break;
            case ParamBlock block: yield return $"param {block.Parameters.Count}"; break;
            case IfStatement branch: yield return $"if {branch.Clauses.Count} {branch.Else is not null}"; break;
            case SwitchStatement choice: yield return $"switch {choice.Clauses.Count} {choice.Default is not null} {choice.Label}"; break;
            case LoopStatement loop: yield return $"loop {loop.Kind} {loop.Label}"; break;
            case ForStatement loop: yield return $"loop For {loop.Label}"; break;
            case ForEachStatement loop: yield return $"loop ForEach {loop.Label}"; break;
            case TryStatement attempt: yield return $"try {attempt.Catches.Count} {attempt.Finally is not null}"; break;
            case TrapStatement: yield return "trap"; break;
            case DataStatement: yield return "data"; break;
            case LeaveStatement leave: yield return $"leave {leave.Kind} {leave.Value is not null}"; break;
            case BreakStatement: yield return "break"; break;
            case StringConstant text: yield return $"string {text.Value}"; break;
            case NamedBlock { Kind: not NamedBlockKind.Body } block: yield return $"block {block.Kind}"; break;
        }
    }
}
