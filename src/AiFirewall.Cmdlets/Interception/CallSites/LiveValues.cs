using System.Collections;
using System.Collections.ObjectModel;
using System.Diagnostics;
using System.Globalization;
using System.Management.Automation;
using System.Management.Automation.Language;
using System.Text;

namespace AiFirewall.Cmdlets.Interception.CallSites;

/// <summary>The values that expressions have at the place of execution, as far as they can be read without running anything.</summary>
/// <param name="session">The session state that the statement runs in; its variables are those of the caller's scope.</param>
internal sealed class LiveValues(SessionState session)
{
    private const int MaxDepth = 16;

    private static readonly HashSet<string> s_plainTypes = new(StringComparer.OrdinalIgnoreCase)
    {
        "string", "char", "int", "long", "byte", "bool", "double", "decimal", "string[]", "char[]", "int[]", "object[]", "array",
    };

    // Properties of these are read from fields, links in them included: reading runs no code of anybody's.
    private static readonly HashSet<string> s_pathProperties = new(StringComparer.OrdinalIgnoreCase)
    {
        "FullName", "Name", "DirectoryName", "Extension", "Path", "ProviderPath",
    };

    /// <summary>Reads an expression.</summary>
    /// <param name="expression">The expression, from the statement that runs.</param>
    /// <param name="value">Its value. A script block comes as its text, see <see cref="BlockText"/>.</param>
    /// <returns>Whether the value is known.</returns>
    public bool TryRead(ExpressionAst expression, out object? value) => TryRead(expression, out value, 0);

    private bool TryRead(ExpressionAst expression, out object? value, int depth)
    {
        value = null;
        if (depth > MaxDepth) return false;
        switch (expression)
        {
            case ExpandableStringExpressionAst text: return TryExpand(text, out value, depth);
            case ConstantExpressionAst constant:
                value = constant.Value;
                return true;
            case VariableExpressionAst variable: return TryRead(variable, out value);
            case ArrayLiteralAst array: return TryReadAll(array.Elements, out value, depth);
            case ArrayExpressionAst array: return TryReadStatements(array.SubExpression, out value, depth);
            case ParenExpressionAst paren: return PureExpression(paren.Pipeline) is { } inner && TryRead(inner, out value, depth + 1);
            case SubExpressionAst { SubExpression: { Statements: [PipelineBaseAst only], Traps: null } }: return PureExpression(only) is { } pure && TryRead(pure, out value, depth + 1);
            case ConvertExpressionAst convert: return TryConvert(convert, out value, depth);
            case BinaryExpressionAst binary: return TryCombine(binary, out value, depth);
            case UnaryExpressionAst { TokenKind: TokenKind.Join } join:
                if (!TryRead(join.Child, out var joined, depth + 1) || !TryText(joined, "", out var text0)) return false;
                value = text0;
                return true;
            case IndexExpressionAst index: return TryIndex(index, out value, depth);
            case InvokeMemberExpressionAst: return false;
            case MemberExpressionAst { Static: false } member: return TryMember(member, out value, depth);
            case HashtableAst table: return TryTable(table, out value, depth);
            case ScriptBlockExpressionAst block:
                value = new BlockText(Substituted(block));
                return true;
            default: return false;
        }
    }

    /// <summary>The expression that a pipeline is; null when it is more.</summary>
    public static ExpressionAst? PureExpression(PipelineBaseAst pipeline) =>
        pipeline is PipelineAst { PipelineElements: [CommandExpressionAst { Redirections.Count: 0 } only] } ? only.Expression : null;

    private bool TryRead(VariableExpressionAst variable, out object? value)
    {
        value = null;
        var name = variable.VariablePath.UserPath;
        if (name.StartsWith("using:", StringComparison.OrdinalIgnoreCase) || name.Equals("input", StringComparison.OrdinalIgnoreCase)) return false;
        if (name.StartsWith("env:", StringComparison.OrdinalIgnoreCase)) value = Environment.GetEnvironmentVariable(name[4..]);
        else if (variable.VariablePath.IsDriveQualified) return false;
        else value = session.PSVariable.GetValue(name);
        return true;
    }

    private bool TryExpand(ExpandableStringExpressionAst text, out object? value, int depth)
    {
        value = null;
        // With escapes gone the value no longer shows which dollars are variables.
        if (text.Extent.Text.Contains('`', StringComparison.Ordinal)) return false;
        var expanded = new StringBuilder();
        var at = 0;
        foreach (var part in text.NestedExpressions)
        {
            var found = text.Value.IndexOf(part.Extent.Text, at, StringComparison.Ordinal);
            if (found < 0 || !TryRead(part, out var inner, depth + 1) || !TryText(inner, OutputFieldSeparator, out var partText)) return false;
            expanded.Append(text.Value, at, found - at).Append(partText);
            at = found + part.Extent.Text.Length;
        }
        value = expanded.Append(text.Value, at, text.Value.Length - at).ToString();
        return true;
    }

    private string OutputFieldSeparator => session.PSVariable.GetValue("OFS") as string ?? " ";

    private bool TryReadAll(ReadOnlyCollection<ExpressionAst> elements, out object? value, int depth)
    {
        value = null;
        var all = new List<object?>(elements.Count);
        foreach (var element in elements)
        {
            if (!TryRead(element, out var one, depth + 1)) return false;
            all.Add(one);
        }
        value = all;
        return true;
    }

    private bool TryReadStatements(StatementBlockAst block, out object? value, int depth)
    {
        value = null;
        var all = new List<object?>();
        foreach (var statement in block.Statements)
        {
            if (statement is not PipelineBaseAst pipeline || PureExpression(pipeline) is not { } pure || !TryRead(pure, out var one, depth + 1)) return false;
            if (Bare(one) is IList and not byte[] and var many) all.AddRange(((IList)many).Cast<object?>());
            else all.Add(one);
        }
        value = all;
        return true;
    }

    private bool TryConvert(ConvertExpressionAst convert, out object? value, int depth)
    {
        value = null;
        if (!s_plainTypes.Contains(convert.Type.TypeName.FullName) || convert.Type.TypeName.GetReflectionType() is not { } type) return false;
        return TryRead(convert.Child, out var inner, depth + 1) && IsPlain(inner) && LanguagePrimitives.TryConvertTo(inner, type, CultureInfo.InvariantCulture, out value);
    }

    private bool TryCombine(BinaryExpressionAst binary, out object? value, int depth)
    {
        value = null;
        if (binary.Operator is not (TokenKind.Plus or TokenKind.Join or TokenKind.Format)) return false;
        if (!TryRead(binary.Left, out var left, depth + 1) || !TryRead(binary.Right, out var right, depth + 1)) return false;
        switch (binary.Operator)
        {
            case TokenKind.Plus when Bare(left) is string or char:
                if (!TryText(right, OutputFieldSeparator, out var added)) return false;
                value = $"{Bare(left)}{added}";
                return true;
            case TokenKind.Join:
                if (!TryText(left, $"{Bare(right)}", out var joined)) return false;
                value = joined;
                return true;
            case TokenKind.Format when Bare(left) is string format && IsPlain(right):
                try
                {
                    value = string.Format(CultureInfo.CurrentCulture, format, Bare(right) is IList list ? [.. list.Cast<object?>().Select(Bare)] : [Bare(right)]);
                    return true;
                }
                catch (FormatException)
                {
                    return false;
                }
            default: return false;
        }
    }

    private bool TryIndex(IndexExpressionAst index, out object? value, int depth)
    {
        value = null;
        if (!TryRead(index.Target, out var target, depth + 1) || !TryRead(index.Index, out var at, depth + 1)) return false;
        switch (Bare(target), Bare(at))
        {
            case (IDictionary table, string key) when table is Hashtable or System.Collections.Specialized.OrderedDictionary:
                value = table[key];
                return true;
            case (IList and (Array or ArrayList or List<object?>) and var list, int position):
                if (position < 0) position += ((IList)list).Count;
                if (position < 0 || position >= ((IList)list).Count) return true;
                value = ((IList)list)[position];
                return true;
            default: return false;
        }
    }

    private bool TryMember(MemberExpressionAst member, out object? value, int depth)
    {
        value = null;
        if (member.Member is not StringConstantExpressionAst { Value: var name } || !TryRead(member.Expression, out var target, depth + 1)) return false;
        switch (target is PSObject { BaseObject: not PSCustomObject and var inner } ? inner : target)
        {
            case Hashtable table when table.ContainsKey(name):
                value = table[name];
                return true;
            case PSObject custom when custom.Properties[name] is PSNoteProperty note:
                value = note.Value;
                return true;
            case FileSystemInfo file when s_pathProperties.Contains(name) && file.GetType().GetProperty(name, System.Reflection.BindingFlags.IgnoreCase | System.Reflection.BindingFlags.Public | System.Reflection.BindingFlags.Instance) is { } property:
                value = property.GetValue(file);
                return true;
            case PathInfo path when name.Equals("Path", StringComparison.OrdinalIgnoreCase):
                value = path.Path;
                return true;
            case PathInfo path when name.Equals("ProviderPath", StringComparison.OrdinalIgnoreCase):
                value = path.ProviderPath;
                return true;
            default: return false;
        }
    }

    private bool TryTable(HashtableAst table, out object? value, int depth)
    {
        value = null;
        var pairs = new Hashtable(StringComparer.OrdinalIgnoreCase);
        foreach (var (keyAst, valueAst) in table.KeyValuePairs)
        {
            if (!TryRead(keyAst, out var key, depth + 1) || key is null) return false;
            if (valueAst is not PipelineBaseAst pipeline || PureExpression(pipeline) is not { } pure || !TryRead(pure, out var one, depth + 1)) return false;
            pairs[key] = one;
        }
        value = pairs;
        return true;
    }

    /// <summary>The text of a block for another process, with the values that <c>$using:</c> will take along.</summary>
    private string Substituted(ScriptBlockExpressionAst block)
    {
        var text = new StringBuilder();
        var at = block.ScriptBlock.Extent.StartOffset;
        foreach (var use in block.ScriptBlock.FindAll(ast => ast is UsingExpressionAst, searchNestedScriptBlocks: true).Cast<UsingExpressionAst>())
        {
            if (use.SubExpression is not VariableExpressionAst variable || !TryRead(variable, out var value) || !Literals.TryPowerShell(value, out var literal)) continue;
            text.Append(block.Extent.StartScriptPosition.GetFullScript(), at, use.Extent.StartOffset - at).Append(literal);
            at = use.Extent.EndOffset;
        }
        return text.Append(block.Extent.StartScriptPosition.GetFullScript(), at, block.ScriptBlock.Extent.EndOffset - at).ToString();
    }

    /// <summary>Whether a value's text is its own, made by no code of anybody's.</summary>
    public static bool IsPlain(object? value) => Bare(value) switch
    {
        null or string or char or bool or sbyte or byte or short or ushort or int or uint or long or ulong or float or double or decimal or Enum or Guid or Uri or Version or DateTime => true,
        FileSystemInfo or PathInfo => true,
        IList list => list.Cast<object?>().All(IsPlain),
        _ => false,
    };

    /// <summary>A value as the text that PowerShell makes of it.</summary>
    public static bool TryText(object? value, string separator, out string text)
    {
        text = "";
        if (!IsPlain(value)) return false;
        text = Bare(value) switch
        {
            null => "",
            string plain => plain,
            FileSystemInfo file => file.ToString(),
            PathInfo path => path.Path,
            IList list => string.Join(separator, list.Cast<object?>().Select(one => TryText(one, " ", out var part) ? part : "")),
            IFormattable formattable => formattable.ToString(null, CultureInfo.InvariantCulture),
            var other => other.ToString() ?? "",
        };
        return true;
    }

    /// <summary>A value without PowerShell's wrapping.</summary>
    [DebuggerStepThrough]
    public static object? Bare(object? value) => value is PSObject { BaseObject: not PSCustomObject and var inner } ? inner : value;
}

/// <summary>A script block, as the text between its braces.</summary>
/// <param name="Text">The text with its braces.</param>
internal sealed record BlockText(string Text);
