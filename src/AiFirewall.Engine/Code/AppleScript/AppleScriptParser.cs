using AiFirewall.Code.Syntax;

namespace AiFirewall.Code.AppleScript;

/// <summary>
/// Reads AppleScript for what it runs: <c>do shell script</c>, <c>do script</c>, <c>run script</c>, and the Finder's deletions. Its grammar
/// is open (applications bring their own words), so all else is stepped over and is no mistake.
/// </summary>
internal sealed class AppleScriptParser : BraceParser
{
    private static readonly PlainSyntax Syntax = new("--", EscapeStyle.None, ["≠", "≤", "≥"]) { HasSingleQuotes = false };

    public AppleScriptParser(string text)
        : base(new PlainTokens(text, Syntax).Read(), 0)
    {
    }

    /// <inheritdoc/>
    protected override CodeNode Inner(string code, int innerDepth) => CodeNode.Unknown;

    /// <inheritdoc/>
    protected override int Precedence(in Token token) => token.Is("&") ? Sum : 0;

    /// <inheritdoc/>
    protected override string Common(string op) => op == "&" ? "concat" : op;

    /// <inheritdoc/>
    protected override CodeNode ReadStatement()
    {
        if (TakeName("set") && Current.Kind == TokenKind.Name && Peek().IsName("to"))
        {
            var target = new NameNode("$" + AnyName());
            At++;
            return new AssignNode(target, "", Value());
        }

        return Value();
    }

    private CodeNode Value()
    {
        while (Current.Kind is not (TokenKind.End or TokenKind.Newline))
        {
            if (TakeName("do"))
            {
                var isShell = TakeName("shell");
                if (!TakeName("script") && !TakeName("JavaScript")) continue;
                var line = Expression();
                var call = new CallNode(new NameNode(isShell || !Previous.IsName("JavaScript") ? "do_shell_script" : "do_javascript"), [new Argument(line)]);

                // "with administrator privileges" runs it as root.
                return IsElevated() ? new CallNode(new NameNode("do_as_administrator"), [new Argument(line)]) : call;
            }

            if (Current.IsName("run") && Peek().IsName("script"))
            {
                At += 2;
                return new CallNode(new NameNode("run_script"), [new Argument(Expression())]);
            }

            if (Current.Kind is TokenKind.Text || Current.Is("(")) return Expression();
            if (Current.Kind == TokenKind.Name && Peek().Is("&")) return Expression();
            if (Current.IsName("delete") && !Peek().IsName("of"))
            {
                At++;
                while (Current.Kind is not (TokenKind.End or TokenKind.Newline or TokenKind.Text)) At++;
                return Current.Kind == TokenKind.Text ? new CallNode(new NameNode("delete"), [new Argument(Expression())]) : CodeNode.Nothing;
            }

            At++;
        }

        return CodeNode.Nothing;
    }

    private bool IsElevated()
    {
        for (var i = At; TokenAt(i).Kind is not (TokenKind.End or TokenKind.Newline); i++)
        {
            if (TokenAt(i).IsName("administrator")) return true;
        }

        return false;
    }

    /// <inheritdoc/>
    protected override CodeNode ReadPrimary()
    {
        var token = Current;
        if (token.Kind is TokenKind.End or TokenKind.Newline) return CodeNode.Nothing;
        At++;
        switch (token.Kind)
        {
            case TokenKind.Text: return StringValue(token);
            case TokenKind.Number: return Number(token);
            case TokenKind.Operator when token.Text == "(":
                var value = Value();
                while (Current.Kind is not (TokenKind.End or TokenKind.Newline) && !Take(")")) At++;
                return value;
            case TokenKind.Name when token.Text is "quoted" && Current.IsName("form"):
                At++;
                TakeName("of");
                return Primary();
            case TokenKind.Name: return new NameNode("$" + token.Text);
            default: return CodeNode.Unknown;
        }
    }

    /// <inheritdoc/>
    protected override bool Postfix(ref CodeNode node) => false;
}
