namespace AiFirewall.Tests.Shells.Bash;

/// <summary>Writes valid Bash scripts by its grammar, the same one for the same seed. Nothing in them is ever run.</summary>
internal sealed class RandomScript(int seed)
{
    private static readonly string[] Names = ["ls", "rm", "git", "echo", "cat", "./run", "make"];
    private static readonly string[] Texts = ["a", "-x", "--long=v", "b.c", "1", "a/b", "%", "a:b", "x=y", "é", "if", "-", "a#b", "@", "{}", "+x"];

    private readonly Random random = new(seed);
    private readonly List<string> documents = [];

    public static string Of(int seed)
    {
        var script = new RandomScript(seed);
        return script.List(3) + script.Newline();
    }

    private string List(int depth)
    {
        var text = Command(depth);
        for (var i = random.Next(3); i > 0; i--) text += Separator(text) + Command(depth);
        return text;
    }

    /// <summary>A list that a reserved word or brace may follow.</summary>
    private string Body(int depth) => Space(List(depth)) + Newline();

    private string Separator(string before) => random.Next(before.EndsWith('&') ? 1 : 4) switch
    {
        0 => Newline(),
        1 => " & ",
        _ => "; ",
    };

    /// <summary>A newline, and the here-documents that it begins.</summary>
    private string Newline()
    {
        var text = (random.Next(6) == 0 ? " # it's a comment; rm -rf /" : "") + "\n" + string.Concat(documents);
        documents.Clear();
        return text;
    }

    private string Command(int depth) => depth <= 0 ? Simple(0) : random.Next(18) switch
    {
        0 => $"if {Body(depth - 1)}then {Body(depth - 1)}{(random.Next(2) == 0 ? $"else {Body(depth - 1)}" : "")}fi{Redirection(depth)}",
        1 => $"for i in {Words(depth)}; do {Body(depth - 1)}done",
        2 => $"while {Body(depth - 1)}do {Body(depth - 1)}done{Redirection(depth)}",
        3 => $"case {Word(depth)} in {Pattern()}) {Body(depth - 1)};; ({Pattern()}|{Pattern()}) {Body(depth - 1)};& *) ;; esac",
        4 => $"( {Body(depth - 1)})",
        5 => $"{{ {Body(depth - 1)}}}{Redirection(depth)}",
        6 => $"f{random.Next(9)}() {{ {Body(depth - 1)}}}",
        7 => $"function g {{ {Body(depth - 1)}}}",
        8 => $"[[ {Condition(depth)} ]]",
        9 => $"(( {Arithmetic(depth)} ))",
        10 => $"{Command(depth - 1)} && {Command(depth - 1)}",
        11 => $"{Command(depth - 1)} || {Command(depth - 1)}",
        12 => $"{Simple(depth - 1)} | {Simple(depth - 1)}",
        13 => $"! {Simple(depth)} |& {Simple(depth - 1)}",
        14 => $"for (({Arithmetic(depth)};;)); do {Body(depth - 1)}done",
        15 => $"declare -a x=({Words(depth)} [1]={Word(depth)})",
        _ => Simple(depth),
    };

    private string Simple(int depth)
    {
        var text = random.Next(4) == 0 ? $"x{(random.Next(2) == 0 ? "" : "[1]")}={Word(depth)} " : "";
        text += Pick(Names);
        for (var i = random.Next(4); i > 0; i--) text += " " + Word(depth);
        return text + Redirection(depth);
    }

    private string Redirection(int depth) => random.Next(14) switch
    {
        0 => $" > {Word(depth)}",
        1 => " 2>&1",
        2 => $" <<< {Word(depth)}",
        3 => $" &>> {Pick(Texts)}",
        4 => Document("E" + documents.Count, ""),
        5 => Document("'E" + documents.Count + "'", ""),
        6 => Document("E" + documents.Count, "\t"),
        7 => $" < <( {Inner(depth)})",
        _ => "",
    };

    private string Document(string delimiter, string indent)
    {
        var end = delimiter.Trim('\'');
        documents.Add($"{indent}it's $x \"text\" `pwd` $(ls) rm -rf /\n{indent}{end}\n");
        return $" <<{(indent.Length > 0 ? "-" : "")}{delimiter}";
    }

    private string Words(int depth) => $"{Word(depth)} {Word(depth)}";

    private string Word(int depth) => string.Concat(Enumerable.Range(0, random.Next(1, 3)).Select(_ => Part(depth)));

    private string Part(int depth) => random.Next(depth > 0 ? 20 : 8) switch
    {
        0 => "'a b; $(rm x)'",
        1 => "\\ ",
        2 => "$'a\\n\\x41\\''",
        3 => "{a,b{1..3}}",
        4 => "$x",
        5 => "*.[ch]",
        6 => "@(a|b c)",
        8 => $"\"a {Pick(["$x", "${x:-'y'}", "`pwd`", "\\\"", "$((1))", "#", "{a,b}", "$(ls \"q r\")"])} 'b'\"",
        9 => $"$( {Inner(depth)})",
        10 => "`echo a \\`pwd\\``",
        11 => $"${{x:-{Part(depth - 1)}}}",
        12 => "${x//\\//${y}}${#x}${x[@]:1:2}${!x}",
        13 => $"$(({Arithmetic(depth - 1)}))",
        14 => $"\"$( {Inner(depth)})\"",
        15 => "$( (ls) | cat)",
        16 => "\"${x#'}'} ${x:-\"q r\"}\"",
        _ => Pick(Texts),
    };

    /// <summary>A list with here-documents of its own.</summary>
    private string Inner(int depth)
    {
        if (depth <= 0) return "ls";
        var outer = documents.ToList();
        documents.Clear();
        var text = List(depth - 1) + "\n" + string.Concat(documents);
        documents.Clear();
        documents.AddRange(outer);
        return text;
    }

    private string Arithmetic(int depth) => random.Next(5) switch
    {
        0 => "x++ , (y+1)*2",
        1 when depth > 0 => $"$({Pick(Names)} a) + 1",
        2 => "a[1] << 2",
        3 => "${x} ? 16#ff : 0",
        _ => "1",
    };

    private string Condition(int depth) => random.Next(6) switch
    {
        0 => $"-f {Word(depth)}",
        1 => $"$x == a* && ! ( -n \"$y\" || $z < b )",
        2 => "$x =~ ^(a|b c)+[0-9]$",
        3 => $"{Pick(Names)} != {Word(depth)}",
        _ => "1 -lt $x",
    };

    private string Pattern() => Pick(["a", "b*", "[xyz]", "'q r'", "$x", "@(a|b)"]);

    private string Pick(string[] from) => from[random.Next(from.Length)];

    private static string Space(string text) => text + " ";
}
