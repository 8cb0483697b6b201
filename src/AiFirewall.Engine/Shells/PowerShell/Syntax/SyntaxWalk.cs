namespace AiFirewall.Shells.PowerShell.Syntax;

/// <summary>Goes through a syntax tree.</summary>
public static class SyntaxWalk
{
    /// <summary>A node and everything in it, in no particular order. Not recursive: the depth of a tree does not matter.</summary>
    /// <param name="root">Where to start.</param>
    public static IEnumerable<PowerShellNode> From(PowerShellNode root)
    {
        ArgumentNullException.ThrowIfNull(root);
        var open = new Stack<PowerShellNode>([root]);
        while (open.TryPop(out var node))
        {
            yield return node;
            PushChildren(node, open);
        }
    }

    private static void PushChildren(PowerShellNode node, Stack<PowerShellNode> open)
    {
        switch (node)
        {
            case Statement statement: PushStatement(statement, open); break;
            case Expression expression: PushExpression(expression, open); break;
            case PowerShellScript script: open.Push(script.Body); break;
            case ScriptBlock block:
                Push(block.Usings);
                Push(block.Parameters);
                Push(block.Blocks);
                break;
            case NamedBlock block: open.Push(block.Body); break;
            case StatementBlock block: Push(block.Statements); break;
            case ExpressionElement element:
                open.Push(element.Expression);
                Push(element.Redirections);
                break;
            case Command command:
                Push(command.Elements);
                Push(command.Redirections);
                break;
            case CommandParameter parameter: Push(parameter.Argument); break;
            case Redirection redirection: Push(redirection.Target); break;
            case ParamBlock block:
                Push(block.Attributes);
                Push(block.Parameters);
                break;
            case Parameter parameter:
                open.Push(parameter.Variable);
                Push(parameter.Attributes);
                Push(parameter.Default);
                break;
            case AttributeNode attribute:
                open.Push(attribute.Type);
                Push(attribute.Positional);
                foreach (var (_, value) in attribute.Named) Push(value);
                break;
            case TypeConstraint constraint: open.Push(constraint.Type); break;
            case PropertyMember property:
                Push(property.Attributes);
                Push(property.Initial);
                break;
            case MethodMember method:
                Push(method.Attributes);
                Push(method.Parameters);
                if (method.BaseArguments is { } arguments) Push(arguments);
                open.Push(method.Body);
                break;
            case TypeName type: Push(type.GenericArguments); break;
        }

        void Push<T>(T child)
        {
            if (child is PowerShellNode one) open.Push(one);
            else if (child is IEnumerable<PowerShellNode> many) foreach (var item in many) open.Push(item);
        }
    }

    private static void PushStatement(Statement statement, Stack<PowerShellNode> open)
    {
        switch (statement)
        {
            case Pipeline pipeline: Push(pipeline.Elements); break;
            case PipelineChain chain:
                open.Push(chain.First);
                foreach (var link in chain.Rest) open.Push(link.Pipeline);
                break;
            case AssignmentStatement assignment:
                open.Push(assignment.Left);
                open.Push(assignment.Right);
                break;
            case IfStatement branch:
                foreach (var clause in branch.Clauses) Push([clause.Condition, clause.Body]);
                PushOptional(branch.Else);
                break;
            case SwitchStatement choice:
                PushOptional(choice.Subject);
                foreach (var clause in choice.Clauses) Push([clause.Condition, clause.Body]);
                PushOptional(choice.Default);
                break;
            case ForEachStatement loop: Push([loop.Variable, loop.Collection, loop.Body]); break;
            case ForStatement loop:
                PushOptional(loop.Initializer);
                PushOptional(loop.Condition);
                PushOptional(loop.Iterator);
                open.Push(loop.Body);
                break;
            case LoopStatement loop: Push([loop.Condition, loop.Body]); break;
            case TryStatement attempt:
                open.Push(attempt.Body);
                foreach (var handler in attempt.Catches)
                {
                    Push(handler.Types);
                    open.Push(handler.Body);
                }

                PushOptional(attempt.Finally);
                break;
            case TrapStatement trap:
                PushOptional(trap.Type);
                open.Push(trap.Body);
                break;
            case DataStatement data:
                Push(data.Commands);
                open.Push(data.Body);
                break;
            case BlockStatement block: open.Push(block.Body); break;
            case BreakStatement leave: PushOptional(leave.Label); break;
            case LeaveStatement leave: PushOptional(leave.Value); break;
            case FunctionDefinition function:
                Push(function.Parameters);
                open.Push(function.Body);
                break;
            case TypeDefinition type:
                Push(type.Attributes);
                Push(type.BaseTypes);
                Push(type.Members);
                break;
            case UsingStatement directive:
                open.Push(directive.Name);
                PushOptional(directive.Alias);
                break;
            case ConfigurationDefinition configuration:
                PushOptional(configuration.Name);
                open.Push(configuration.Body);
                break;
            case ErrorStatement error: Push(error.Parts); break;
        }

        void Push(IEnumerable<PowerShellNode> children)
        {
            foreach (var child in children) open.Push(child);
        }

        void PushOptional(PowerShellNode? child)
        {
            if (child is not null) open.Push(child);
        }
    }

    private static void PushExpression(Expression expression, Stack<PowerShellNode> open)
    {
        switch (expression)
        {
            case ExpandableString text: Push(text.Parts); break;
            case TypeExpression type: open.Push(type.Type); break;
            case ConvertExpression convert: Push([convert.Type, convert.Operand]); break;
            case AttributedExpression attributed: Push([attributed.Attribute, attributed.Operand]); break;
            case UnaryExpression unary: open.Push(unary.Operand); break;
            case BinaryExpression binary: Push([binary.Left, binary.Right]); break;
            case TernaryExpression choice: Push([choice.Condition, choice.IfTrue, choice.IfFalse]); break;
            case MemberExpression member: Push([member.Target, member.Member]); break;
            case InvokeMemberExpression call:
                Push([call.Target, call.Member]);
                Push(call.Arguments);
                break;
            case IndexExpression index: Push([index.Target, index.Index]); break;
            case ArrayLiteral array: Push(array.Elements); break;
            case SubExpression sub: open.Push(sub.Body); break;
            case ParenExpression parentheses: open.Push(parentheses.Body); break;
            case HashtableExpression table:
                foreach (var (key, value) in table.Pairs) Push([key, value]);
                break;
            case ScriptBlockExpression block: open.Push(block.Block); break;
            case ErrorExpression error: Push(error.Parts); break;
        }

        void Push(IEnumerable<PowerShellNode> children)
        {
            foreach (var child in children) open.Push(child);
        }
    }
}
