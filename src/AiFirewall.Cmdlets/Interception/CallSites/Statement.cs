using System.Collections.Concurrent;
using System.Management.Automation.Language;

namespace AiFirewall.Cmdlets.Interception.CallSites;

/// <summary>The commands of one statement, as far as they are looked up while that statement is the place of execution.</summary>
/// <remarks>
/// The text comes from the engine's call stack: the engine has parsed it, so it can be parsed again without harm. What stands in script
/// blocks, subexpressions and definitions is a statement of its own when its turn comes; a command found there is not the one that is
/// looked up now.
/// </remarks>
internal sealed class Statement
{
    private const int MaxKept = 1_024;

    private static readonly ConcurrentDictionary<string, Statement> s_known = new(StringComparer.Ordinal);

    // What looks commands up without running them. Start-Process runs one, and is judged under its own name.
    private static readonly HashSet<string> s_lookers = new(StringComparer.OrdinalIgnoreCase)
    {
        "Get-Command", "gcm", "Get-Help", "help", "man", "Start-Process", "saps", "start", "Set-Alias", "sal", "New-Alias", "nal",
        "Export-ModuleMember", "Import-Module", "ipmo", "Import-Alias", "ipal", "Trace-Command", "trcm", "Show-Command", "shcm",
    };

    private Statement(Finder found)
    {
        Commands = found.Commands;
        Redirections = found.Redirections;
        LooksUp = found.Commands.Exists(c => c.GetCommandName() is { } name && s_lookers.Contains(LeafOf(name))) || found.ReadsMetadata;
        AsksEngine = found.AsksEngine;
    }

    /// <summary>The commands, in the order of the text.</summary>
    public IReadOnlyList<CommandAst> Commands { get; }

    /// <summary>Redirections into files; the engine looks <c>out-file</c> up for them.</summary>
    public IReadOnlyList<FileRedirectionAst> Redirections { get; }

    /// <summary>Whether the statement holds something that looks commands up without running them.</summary>
    public bool LooksUp { get; }

    /// <summary>Whether the statement asks the engine for a command, which it may run later: <c>$ExecutionContext.InvokeCommand.GetCommand(...)</c>.</summary>
    public bool AsksEngine { get; }

    /// <summary>Reads a statement; the same text is read once.</summary>
    public static Statement Of(string text)
    {
        if (s_known.TryGetValue(text, out var known)) return known;
        if (s_known.Count >= MaxKept) s_known.Clear();
        return s_known[text] = Read(text);
    }

    private static Statement Read(string text)
    {
        var finder = new Finder();
        Parser.ParseInput(text, out _, out _).Visit(finder);
        return new(finder);
    }

    /// <summary>The name of a command without the module it is qualified with.</summary>
    public static string LeafOf(string name) => name.LastIndexOf('\\') is var slash and >= 0 ? name[(slash + 1)..] : name;

    private sealed class Finder : AstVisitor
    {
        public List<CommandAst> Commands { get; } = [];

        public List<FileRedirectionAst> Redirections { get; } = [];

        public bool AsksEngine { get; private set; }

        public bool ReadsMetadata { get; private set; }

        public override AstVisitAction VisitCommand(CommandAst commandAst)
        {
            Commands.Add(commandAst);
            return AstVisitAction.Continue;
        }

        public override AstVisitAction VisitFileRedirection(FileRedirectionAst redirectionAst)
        {
            Redirections.Add(redirectionAst);
            return AstVisitAction.Continue;
        }

        // With arguments for the command it is asked about its parameters: proxies of other modules do that.
        public override AstVisitAction VisitInvokeMemberExpression(InvokeMemberExpressionAst methodCallAst)
        {
            if (methodCallAst.Member is StringConstantExpressionAst { Value: var member } && member.StartsWith("GetC", StringComparison.OrdinalIgnoreCase))
            {
                if (methodCallAst.Arguments?.Count > 2) ReadsMetadata = true;
                else AsksEngine = true;
            }
            return AstVisitAction.Continue;
        }

        public override AstVisitAction VisitScriptBlockExpression(ScriptBlockExpressionAst scriptBlockExpressionAst) => AstVisitAction.SkipChildren;

        public override AstVisitAction VisitSubExpression(SubExpressionAst subExpressionAst) => AstVisitAction.SkipChildren;

        public override AstVisitAction VisitArrayExpression(ArrayExpressionAst arrayExpressionAst) => AstVisitAction.SkipChildren;

        public override AstVisitAction VisitFunctionDefinition(FunctionDefinitionAst functionDefinitionAst) => AstVisitAction.SkipChildren;

        public override AstVisitAction VisitStatementBlock(StatementBlockAst statementBlockAst) => AstVisitAction.SkipChildren;
    }
}
