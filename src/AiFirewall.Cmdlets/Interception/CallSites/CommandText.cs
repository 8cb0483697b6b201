using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
using System.Text;
using System.Text.RegularExpressions;
using AiFirewall.Actions;

namespace AiFirewall.Cmdlets.Interception.CallSites;

/// <summary>A command as a text for the engine: its resolved name, and its arguments as literals.</summary>
/// <param name="Text">The text.</param>
/// <param name="Dialect">Its language: programs are written for Bash, where every quoted word is an argument and nothing else.</param>
/// <param name="IsComplete">Whether every value is known.</param>
internal sealed record CommandText(string Text, ShellDialect Dialect, bool IsComplete);

/// <summary>Writes <see cref="CommandText"/>s from the call site.</summary>
/// <param name="session">The session state of the caller.</param>
internal sealed partial class CommandTextWriter(SessionState session)
{
    private readonly LiveValues _values = new(session);
    private readonly StringBuilder _text = new();
    private bool _isComplete = true;

    /// <summary>A cmdlet, script or function and its arguments, in PowerShell.</summary>
    /// <param name="call">The command as it is written.</param>
    /// <param name="name">The resolved name or path.</param>
    public CommandText PowerShell(CommandAst call, string name)
    {
        if (call.InvocationOperator == TokenKind.Dot) _text.Append(". ");
        else if (NeedsQuotes(name)) _text.Append("& ");
        _text.Append(NeedsQuotes(name) ? Literals.Quote(name) : name);
        foreach (var element in call.CommandElements.Skip(1)) AddPowerShell(element);
        foreach (var redirection in call.Redirections.OfType<FileRedirectionAst>()) AddRedirection(redirection, Literals.PowerShellOrUnknown);
        return new(_text.ToString(), ShellDialect.PowerShell, _isComplete);
    }

    /// <summary>A program and its arguments, in Bash.</summary>
    public CommandText Program(CommandAst call, string name)
    {
        _text.Append(PlainWord().IsMatch(name) ? name : Literals.QuoteBash(name));
        var elements = call.CommandElements;
        for (var i = 1; i < elements.Count; i++)
        {
            // What follows is handed over as it stands.
            if (elements[i] is StringConstantExpressionAst { Value: "--%" })
            {
                foreach (var verbatim in elements.Skip(i + 1)) _text.Append(' ').Append(verbatim.Extent.Text);
                break;
            }
            AddProgram(elements[i]);
        }
        foreach (var redirection in call.Redirections.OfType<FileRedirectionAst>()) AddRedirection(redirection, value => LiveValues.TryText(value, " ", out var text) ? Literals.QuoteBash(text) : Literals.UnknownBash);
        return new(_text.ToString(), ShellDialect.Bash, _isComplete);
    }

    private void AddPowerShell(CommandElementAst element)
    {
        switch (element)
        {
            case CommandParameterAst { Argument: null } parameter:
                _text.Append(' ').Append(parameter.Extent.Text);
                break;
            case CommandParameterAst parameter:
                _text.Append(" -").Append(parameter.ParameterName).Append(':').Append(PowerShellLiteral(parameter.Argument));
                break;
            case VariableExpressionAst { Splatted: true } splat:
                AddSplat(splat);
                break;
            case ExpressionAst expression:
                _text.Append(' ').Append(PowerShellLiteral(expression));
                break;
        }
    }

    private void AddSplat(VariableExpressionAst splat)
    {
        if (!_values.TryRead(splat, out var value))
        {
            _isComplete = false;
            return;
        }
        switch (LiveValues.Bare(value))
        {
            case IDictionary table:
                foreach (DictionaryEntry pair in table) _text.Append(" -").Append(pair.Key).Append(':').Append(PowerShellLiteral(pair.Value));
                break;
            case IList list:
                foreach (var one in list) _text.Append(' ').Append(SplatLiteral(one));
                break;
            case null: break;
            default:
                _text.Append(' ').Append(PowerShellLiteral(value));
                break;
        }
    }

    // $args remembers which of its texts were written as parameters, and splatting hands them on as such.
    private string SplatLiteral(object? value) =>
        value is PSObject { BaseObject: string text } wrapped && wrapped.Properties["<CommandParameterName>"] is not null ? text : PowerShellLiteral(value);

    private string PowerShellLiteral(ExpressionAst expression)
    {
        if (expression is StringConstantExpressionAst { StringConstantType: StringConstantType.BareWord, Value: var word } && PlainWord().IsMatch(word)) return ResolveDrive(word) is var path && path == word ? word : Literals.Quote(path);
        if (_values.TryRead(expression, out var value)) return PowerShellLiteral(value);
        _isComplete = false;
        return Literals.UnknownPowerShell;
    }

    private string PowerShellLiteral(object? value)
    {
        if (LiveValues.Bare(value) is string text) return Literals.Quote(ResolveDrive(Literals.WithoutProvider(text)));
        if (Literals.TryPowerShell(value, out var literal)) return literal;
        _isComplete = false;
        return Literals.UnknownPowerShell;
    }

    /// <summary>A path on a drive that this session made (<c>New-PSDrive</c>) as the path that it stands for.</summary>
    private string ResolveDrive(string text)
    {
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        if (colon < 2 || !DrivePath().IsMatch(text)) return text;
        try
        {
            var path = session.Path.GetUnresolvedProviderPathFromPSPath(text, out var provider, out _);
            return provider.Name == "FileSystem" ? path : text;
        }
        catch (Exception problem) when (problem is RuntimeException or NotSupportedException or ArgumentException or InvalidOperationException)
        {
            return text;
        }
    }

    private void AddProgram(CommandElementAst element)
    {
        switch (element)
        {
            case CommandParameterAst { Argument: null } parameter:
                AddWord(parameter.Extent.Text, mayBePattern: true);
                break;
            case CommandParameterAst parameter:
                var name = parameter.Extent.Text[..(parameter.Argument.Extent.StartOffset - parameter.Extent.StartOffset)].TrimEnd();
                if (_values.TryRead(parameter.Argument, out var attached) && LiveValues.TryText(attached, " ", out var text)) AddWord(name + text, mayBePattern: false);
                else AddUnknown();
                break;
            case ExpressionAst expression:
                AddProgramValue(expression);
                break;
        }
    }

    private void AddProgramValue(ExpressionAst expression)
    {
        if (!_values.TryRead(expression, out var value))
        {
            AddUnknown();
            return;
        }
        var isBare = expression is StringConstantExpressionAst { StringConstantType: StringConstantType.BareWord } or ExpandableStringExpressionAst { StringConstantType: StringConstantType.BareWord };
        AddProgramValue(value, isBare);
    }

    private void AddProgramValue(object? value, bool mayBePattern)
    {
        switch (LiveValues.Bare(value))
        {
            case null: break;
            case IList list and not byte[]:
                foreach (var one in (IList)list) AddProgramValue(one, mayBePattern: false);
                break;
            case BlockText block:
                AddWord(block.Text, mayBePattern: false);
                break;
            case ScriptBlock block:
                AddWord($"{block}", mayBePattern: false);
                break;
            case var plain when LiveValues.TryText(plain, " ", out var text):
                AddWord(text, mayBePattern);
                break;
            default:
                AddUnknown();
                break;
        }
    }

    private void AddUnknown()
    {
        _isComplete = false;
        _text.Append(' ').Append(Literals.UnknownBash);
    }

    private void AddWord(string word, bool mayBePattern) => _text.Append(' ').Append(mayBePattern && PlainWord().IsMatch(word) ? word : Literals.QuoteBash(word));

    private void AddRedirection(FileRedirectionAst redirection, Func<object?, string> literal)
    {
        _text.Append(' ').Append(redirection.Append ? ">>" : ">").Append(' ');
        if (_values.TryRead(redirection.Location, out var value))
        {
            _text.Append(literal(value));
            return;
        }
        _isComplete = false;
        _text.Append(literal(this));
    }

    private static bool NeedsQuotes(string name) => !PlainName().IsMatch(name);

    [GeneratedRegex(@"^[A-Za-z][\w.]*(-[\w.]+)*$")]
    private static partial Regex PlainName();

    [GeneratedRegex(@"^[\w./~*?@%+=:-]+$")]
    private static partial Regex PlainWord();

    [GeneratedRegex(@"^\w+:")]
    private static partial Regex DrivePath();
}
