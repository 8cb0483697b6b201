using AiFirewall.Effects;

namespace AiFirewall.Shells.PowerShell.Syntax;

/// <summary><c>if (…) { … } elseif (…) { … } else { … }</c>.</summary>
/// <param name="Clauses">Conditions and bodies in order.</param>
/// <param name="Else">The last body; null when there is none.</param>
/// <param name="Span">Where.</param>
public sealed record IfStatement(IReadOnlyList<IfClause> Clauses, StatementBlock? Else, TextSpan Span) : Statement(Span);

/// <summary>A condition and what runs when it holds.</summary>
/// <param name="Condition">The condition.</param>
/// <param name="Body">The body.</param>
public sealed record IfClause(Statement Condition, StatementBlock Body);

/// <summary><c>switch</c>.</summary>
/// <param name="Label">The loop label; null for none.</param>
/// <param name="Flags">The parameters as written, without dashes (<c>regex</c>, <c>file</c>).</param>
/// <param name="Subject">What is tested; with <c>-file</c> the name of the file.</param>
/// <param name="Clauses">The clauses.</param>
/// <param name="Default">The <c>default</c> clause; null for none.</param>
/// <param name="Span">Where.</param>
public sealed record SwitchStatement(
    string? Label, IReadOnlyList<string> Flags, Statement? Subject, IReadOnlyList<SwitchClause> Clauses, StatementBlock? Default, TextSpan Span)
    : Statement(Span);

/// <summary>A clause of a <c>switch</c>.</summary>
/// <param name="Condition">A value, pattern or script block.</param>
/// <param name="Body">The body.</param>
public sealed record SwitchClause(Expression Condition, StatementBlock Body);

/// <summary><c>foreach ($variable in …) { … }</c>.</summary>
/// <param name="Label">The loop label; null for none.</param>
/// <param name="Variable">The loop variable.</param>
/// <param name="Collection">What is gone through.</param>
/// <param name="Body">The body.</param>
/// <param name="Span">Where.</param>
public sealed record ForEachStatement(string? Label, VariableExpression Variable, Statement Collection, StatementBlock Body, TextSpan Span)
    : Statement(Span);

/// <summary><c>for (…; …; …) { … }</c>.</summary>
/// <param name="Label">The loop label; null for none.</param>
/// <param name="Initializer">Runs first; null for none.</param>
/// <param name="Condition">Holds while the loop goes on; null for always.</param>
/// <param name="Iterator">Runs after each round; null for none.</param>
/// <param name="Body">The body.</param>
/// <param name="Span">Where.</param>
public sealed record ForStatement(
    string? Label, Statement? Initializer, Statement? Condition, Statement? Iterator, StatementBlock Body, TextSpan Span) : Statement(Span);

/// <summary><c>while (…) { … }</c>, <c>do { … } while (…)</c>, <c>do { … } until (…)</c>.</summary>
/// <param name="Label">The loop label; null for none.</param>
/// <param name="Kind">Which.</param>
/// <param name="Condition">The condition.</param>
/// <param name="Body">The body.</param>
/// <param name="Span">Where.</param>
public sealed record LoopStatement(string? Label, LoopKind Kind, Statement Condition, StatementBlock Body, TextSpan Span) : Statement(Span);

/// <summary>The sorts of a <see cref="LoopStatement"/>.</summary>
public enum LoopKind : byte
{
    /// <summary><c>while</c></summary>
    While,
    /// <summary><c>do … while</c></summary>
    DoWhile,
    /// <summary><c>do … until</c></summary>
    DoUntil,
}

/// <summary><c>try { … } catch { … } finally { … }</c>.</summary>
/// <param name="Body">What is tried.</param>
/// <param name="Catches">The handlers.</param>
/// <param name="Finally">What runs in any case; null for none.</param>
/// <param name="Span">Where.</param>
public sealed record TryStatement(StatementBlock Body, IReadOnlyList<CatchClause> Catches, StatementBlock? Finally, TextSpan Span) : Statement(Span);

/// <summary>A handler of a <c>try</c>.</summary>
/// <param name="Types">The exceptions it takes; empty for all.</param>
/// <param name="Body">The body.</param>
public sealed record CatchClause(IReadOnlyList<TypeName> Types, StatementBlock Body);

/// <summary><c>trap { … }</c>.</summary>
/// <param name="Type">The exception it takes; null for all.</param>
/// <param name="Body">The body.</param>
/// <param name="Span">Where.</param>
public sealed record TrapStatement(TypeName? Type, StatementBlock Body, TextSpan Span) : Statement(Span);

/// <summary><c>data name -supportedCommand … { … }</c>.</summary>
/// <param name="Name">The variable it sets; null for none.</param>
/// <param name="Commands">The commands that it allows.</param>
/// <param name="Body">The body.</param>
/// <param name="Span">Where.</param>
public sealed record DataStatement(string? Name, IReadOnlyList<Expression> Commands, StatementBlock Body, TextSpan Span) : Statement(Span);

/// <summary><c>parallel { … }</c> and <c>sequence { … }</c> of workflows.</summary>
/// <param name="Keyword">The keyword.</param>
/// <param name="Body">The body.</param>
/// <param name="Span">Where.</param>
public sealed record BlockStatement(string Keyword, StatementBlock Body, TextSpan Span) : Statement(Span);

/// <summary><c>break label</c>, <c>continue label</c>.</summary>
/// <param name="IsContinue">It is a <c>continue</c>.</param>
/// <param name="Label">The label; null for none.</param>
/// <param name="Span">Where.</param>
public sealed record BreakStatement(bool IsContinue, Expression? Label, TextSpan Span) : Statement(Span);

/// <summary><c>return …</c>, <c>exit …</c>, <c>throw …</c>.</summary>
/// <param name="Kind">Which.</param>
/// <param name="Value">What is returned, thrown or exited with; null for nothing. It runs like any pipeline.</param>
/// <param name="Span">Where.</param>
public sealed record LeaveStatement(LeaveKind Kind, Statement? Value, TextSpan Span) : Statement(Span);

/// <summary>The sorts of a <see cref="LeaveStatement"/>.</summary>
public enum LeaveKind : byte
{
    /// <summary><c>return</c></summary>
    Return,
    /// <summary><c>exit</c></summary>
    Exit,
    /// <summary><c>throw</c></summary>
    Throw,
}

/// <summary><c>left = right</c>, with any of the assignment operators.</summary>
/// <param name="Left">What is assigned to: variables, properties, elements, possibly with types in front.</param>
/// <param name="Operator"><c>=</c>, <c>+=</c>, <c>-=</c>, <c>*=</c>, <c>/=</c>, <c>%=</c>, <c>??=</c>.</param>
/// <param name="Right">The value: any statement.</param>
/// <param name="Span">Where.</param>
public sealed record AssignmentStatement(Expression Left, string Operator, Statement Right, TextSpan Span) : Statement(Span);
