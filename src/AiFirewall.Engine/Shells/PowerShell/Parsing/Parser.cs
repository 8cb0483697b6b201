using AiFirewall.Effects;
using AiFirewall.Shells.PowerShell.Syntax;

namespace AiFirewall.Shells.PowerShell.Parsing;

/// <summary>
/// A recursive descent with one token of look-ahead, rule by rule that of PowerShell (Parser.cs of PowerShell), so that both see the same
/// commands in texts that are valid, and in texts that are not.
/// </summary>
/// <remarks>This part: tokens, bounds, and script blocks.</remarks>
internal sealed partial class Parser
{
    private readonly ErrorSink _errors = new();
    private readonly Lexer _lexer;
    private readonly int _length;
    private readonly Dictionary<int, (AttributeBase? Attribute, int End)> _attributes = [];
    private Token? _pending;
    private bool _isCommaDisabled;
    private int _depth;
    private int _nodes;

    public Parser(string text)
    {
        _lexer = new Lexer(text, _errors);
        _length = text.Length;
    }

    public PowerShellScript ParseScript() => new(ParseScriptBlock(null), _errors.Errors, _lexer.Comments);

    // ── Script blocks ──

    /// <summary>Reads a script, or after <paramref name="open"/> a script block up to its closing brace.</summary>
    private ScriptBlock ParseScriptBlock(Token? open)
    {
        if (!Descend(open)) return new ScriptBlock([], null, [], open is null ? new TextSpan(0, _length) : SpanOf(open));
        SkipNewlines();
        var usings = open is null ? ParseUsings() : [];
        var start = _lexer.Position;
        var parameters = ParseParamBlock();
        if (parameters is null) StepBack(start);
        SkipNewlinesAndSemicolons();
        var blocks = IsBlockName(Peek().Kind) ? ParseNamedBlocks(open) : ParseBody(open);
        var span = open is null ? new TextSpan(0, _length) : SpanFrom(open);
        _depth--;
        return new ScriptBlock(usings, parameters, blocks, span);
    }

    private List<UsingStatement> ParseUsings()
    {
        List<UsingStatement> usings = [];
        while (true)
        {
            var token = Peek();
            if (token.Kind != TokenKind.Using)
            {
                StepBack(token);
                return usings;
            }

            Take();
            if (ParseUsing(token) is UsingStatement statement) usings.Add(statement);
            SkipNewlinesAndSemicolons();
        }
    }

    private static bool IsBlockName(TokenKind kind) =>
        kind is TokenKind.Begin or TokenKind.Process or TokenKind.End or TokenKind.Clean or TokenKind.DynamicParam;

    private List<NamedBlock> ParseBody(Token? open)
    {
        var start = _lexer.Position;
        List<Statement> statements = [];
        do
        {
            ParseStatements(statements);
        }
        while (!CloseScriptBlock(open));

        var span = statements.Count > 0
            ? TextSpan.Between(statements[0].Span.Start, statements[^1].Span.End)
            : _lexer.Span(start, start);
        return [new NamedBlock(NamedBlockKind.Body, new StatementBlock(statements, span), span)];
    }

    private List<NamedBlock> ParseNamedBlocks(Token? open)
    {
        List<NamedBlock> blocks = [];
        while (true)
        {
            var name = Next();
            if (name.Kind is TokenKind.RightCurly or TokenKind.EndOfInput)
            {
                PutBack(name);
                CloseScriptBlock(open);
                return blocks;
            }

            if (!IsBlockName(name.Kind))
            {
                // PowerShell gives up here; code that follows is still worth seeing.
                Error(PowerShellErrorKind.Syntax, "only named blocks may follow a named block", name);
                PutBack(name);
                blocks.AddRange(ParseBody(open));
                return blocks;
            }

            var body = ParseStatementBlock();
            if (body is null)
            {
                Incomplete("a block in braces must follow the block's name", name);
                body = new StatementBlock([], SpanOf(name));
            }

            var kind = name.Kind switch
            {
                TokenKind.Begin => NamedBlockKind.Begin,
                TokenKind.Process => NamedBlockKind.Process,
                TokenKind.End => NamedBlockKind.End,
                TokenKind.Clean => NamedBlockKind.Clean,
                _ => NamedBlockKind.DynamicParameters,
            };
            if (blocks.Exists(block => block.Kind == kind)) Error(PowerShellErrorKind.Syntax, "the named block was there before", name);
            blocks.Add(new NamedBlock(kind, body, SpanFrom(name)));
            SkipNewlinesAndSemicolons();
        }
    }

    /// <summary>Takes the closing brace, or at the end of a script makes sure that nothing is left; false to read on.</summary>
    private bool CloseScriptBlock(Token? open)
    {
        var token = Next();
        if (open is not null)
        {
            if (token.Kind != TokenKind.RightCurly)
            {
                PutBack(token);
                Incomplete("the script block is not closed", open);
            }

            return true;
        }

        if (token.Kind == TokenKind.EndOfInput) return true;
        Error(PowerShellErrorKind.Syntax, "nothing is open that this could close", token);
        return false;
    }

    private StatementBlock? ParseStatementBlock()
    {
        SkipNewlines();
        var open = Next();
        if (open.Kind != TokenKind.LeftCurly)
        {
            PutBack(open);
            return null;
        }

        if (!Descend(open)) return new StatementBlock([], SpanOf(open));
        List<Statement> statements = [];
        ParseStatements(statements);
        var close = Next();
        if (close.Kind != TokenKind.RightCurly)
        {
            PutBack(close);
            Incomplete("the block is not closed", open);
        }

        _depth--;
        return new StatementBlock(statements, SpanFrom(open));
    }

    private void ParseStatements(List<Statement> into)
    {
        SkipNewlinesAndSemicolons();
        while (ParseStatement() is { } statement)
        {
            into.Add(statement);
            SkipNewlinesAndSemicolons();
            if (Peek().Kind is TokenKind.RightParen or TokenKind.RightCurly) return;
        }
    }

    // ── Tokens ──

    private Token Next()
    {
        if (_pending is not { } token) return _lexer.Next();
        _pending = null;
        return token;
    }

    private Token Peek() => _pending ??= _lexer.Next();

    private void Take() => _pending = null;

    private void PutBack(Token token) => _pending = token;

    private void StepBack(Token token) => StepBack(token.Start);

    private void StepBack(int position)
    {
        _pending = null;
        _lexer.Reset(position);
    }

    private void SkipNewlines()
    {
        if (_pending is not (null or { Kind: TokenKind.NewLine })) return;
        _pending = null;
        _lexer.SkipNewlines(semicolons: false);
    }

    private void SkipNewlinesAndSemicolons()
    {
        if (_pending is not (null or { Kind: TokenKind.NewLine or TokenKind.Semicolon })) return;
        _pending = null;
        _lexer.SkipNewlines(semicolons: true);
    }

    /// <summary>Reads in another mode from here on; a token that was looked at is read again if that can make a difference.</summary>
    private LexerMode Switch(LexerMode mode)
    {
        var before = _lexer.Mode;
        if (mode != before && _pending is { IsModeInvariant: false } token) StepBack(token);
        _lexer.Mode = mode;
        return before;
    }

    private Token? TakeMemberOperator(bool allowBracket) => _pending is null ? _lexer.TakeMemberOperator(allowBracket) : null;

    private Token? TakeInvocationOpener() => _pending is null ? _lexer.TakeInvocationOpener() : null;

    private Token? TakeLeftBracket()
    {
        if (_pending is null) return _lexer.TakeLeftBracket();
        return _pending.Kind == TokenKind.LeftBracket ? Next() : null;
    }

    // ── Bounds, errors, places ──

    /// <summary>Goes one level down; false, and no more input, when that is too deep.</summary>
    private bool Descend(Token? at)
    {
        if (++_depth <= PowerShellParser.MaxDepth) return true;
        _depth--;
        Stop(PowerShellErrorKind.TooDeep, "nesting is deeper than this reader goes", at);
        return false;
    }

    /// <summary>Counts what is read, also what is read twice; ends the input when it is too much.</summary>
    private void Count(Token at)
    {
        if (++_nodes == PowerShellParser.MaxNodes) Stop(PowerShellErrorKind.TooLarge, "the text has more parts than this reader takes", at);
    }

    private void Stop(PowerShellErrorKind kind, string message, Token? at)
    {
        Error(kind, message, at);
        _lexer.Stop();
        _pending = null;
    }

    private void Error(PowerShellErrorKind kind, string message, Token? at) =>
        _errors.Add(kind, message, at is null ? default : SpanOf(at));

    private void Error(string message, TextSpan span) => _errors.Add(PowerShellErrorKind.Syntax, message, span);

    /// <summary>Something is missing: at the end of the text it is unterminated, elsewhere wrong.</summary>
    private void Incomplete(string message, Token at) =>
        Error(IsAtEnd ? PowerShellErrorKind.Unterminated : PowerShellErrorKind.Syntax, message, at);

    private bool IsAtEnd => _pending is { } token ? token.Kind == TokenKind.EndOfInput : _lexer.IsBlankAhead;

    private TextSpan SpanOf(Token token) => _lexer.Span(token.Start, token.End);

    /// <summary>From a token up to where reading is now.</summary>
    private TextSpan SpanFrom(Token first) => _lexer.Span(first.Start, _pending?.Start ?? _lexer.Position);

    private static TextSpan Join(TextSpan first, TextSpan last) => TextSpan.Between(first.Start, Math.Max(first.End, last.End));

    /// <summary>Skips to the end of what is open around an error, brackets in between matched.</summary>
    private void SkipTo(bool takeCloser, params ReadOnlySpan<TokenKind> kinds)
    {
        var parens = kinds.Contains(TokenKind.RightParen) ? 1 : 0;
        var curlies = kinds.Contains(TokenKind.RightCurly) ? 1 : 0;
        var brackets = kinds.Contains(TokenKind.RightBracket) ? 1 : 0;
        while (true)
        {
            var token = Next();
            switch (token.Kind)
            {
                case TokenKind.EndOfInput:
                    PutBack(token);
                    return;
                case TokenKind.LeftParen: parens++; break;
                case TokenKind.LeftCurly: curlies++; break;
                case TokenKind.LeftBracket: brackets++; break;
                case TokenKind.RightParen when --parens == 0 && kinds.Contains(TokenKind.RightParen):
                case TokenKind.RightCurly when --curlies == 0 && kinds.Contains(TokenKind.RightCurly):
                case TokenKind.RightBracket when --brackets == 0 && kinds.Contains(TokenKind.RightBracket):
                    if (!takeCloser) PutBack(token);
                    return;
            }

            if (parens == 0 && curlies == 0 && brackets == 0 && kinds.Contains(token.Kind)) return;
        }
    }
}
