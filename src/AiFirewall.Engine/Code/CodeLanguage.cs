using AiFirewall.Code.AppleScript;
using AiFirewall.Code.Awk;
using AiFirewall.Code.JavaScript;
using AiFirewall.Code.Lua;
using AiFirewall.Code.Perl;
using AiFirewall.Code.Php;
using AiFirewall.Code.Python;
using AiFirewall.Code.R;
using AiFirewall.Code.Ruby;
using AiFirewall.Code.Syntax;

namespace AiFirewall.Code;

/// <summary>A language that code is read in.</summary>
/// <param name="Name">As in catalog entries.</param>
/// <param name="Parser">Makes a parser of a text.</param>
internal sealed record CodeLanguage(string Name, Func<string, CodeParser> Parser)
{
    /// <summary>Whether a method names its object as its first parameter (Python's <c>self</c>); if not, it is <c>this</c>.</summary>
    public bool NamesSelf { get; init; }

    /// <summary>Whether a plus sign adds numbers only, and texts are joined by another operator (PHP, Perl, Lua, awk).</summary>
    public bool AddsNumbersOnly { get; init; }

    /// <summary>Whether what a function leaves last is its value without a return (Ruby, Perl, R).</summary>
    public bool ReturnsLast { get; init; }

    private static readonly CodeLanguage Python = new("python", static text => new PythonParser(text)) { NamesSelf = true };

    private static readonly CodeLanguage Node = new("node", static text => new JavaScriptParser(text));

    private static readonly CodeLanguage Perl = new("perl", static text => new PerlParser(text)) { AddsNumbersOnly = true, ReturnsLast = true };

    private static readonly CodeLanguage Ruby = new("ruby", static text => new RubyParser(text)) { ReturnsLast = true };

    private static readonly CodeLanguage Php = new("php", static text => new PhpParser(text)) { AddsNumbersOnly = true };

    private static readonly CodeLanguage Awk = new("awk", static text => new AwkParser(text)) { AddsNumbersOnly = true };

    private static readonly CodeLanguage Lua = new("lua", static text => new LuaParser(text)) { AddsNumbersOnly = true };

    private static readonly CodeLanguage R = new("r", static text => new RParser(text)) { AddsNumbersOnly = true, ReturnsLast = true };

    private static readonly CodeLanguage AppleScript = new("applescript", static text => new AppleScriptParser(text)) { AddsNumbersOnly = true };

    /// <summary>The language of a name; null when no reader stands for it.</summary>
    public static CodeLanguage? Find(string name) => name switch
    {
        "perl" => Perl,
        "php" => Php,
        "awk" => Awk,
        "lua" => Lua,
        "r" => R,
        "applescript" => AppleScript,
        "python" => Python,
        "ruby" => Ruby,
        "node" or "javascript" or "typescript" => Node,
        _ => null,
    };
}
