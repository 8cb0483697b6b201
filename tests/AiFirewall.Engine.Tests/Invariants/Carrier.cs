using System.Text;

namespace AiFirewall.Tests.Invariants;

/// <summary>Something that a command is put into.</summary>
/// <param name="Name">A short name for messages and lists.</param>
/// <param name="Wrap">Puts a command into it; the number is one that no other carrier around it uses.</param>
internal sealed record Carrier(string Name, Func<string, int, string> Wrap)
{
    public override string ToString() => Name;

    /// <summary>A command as one word in single quotes.</summary>
    private static string Quoted(string command) => "'" + command.Replace("'", "'\\''", StringComparison.Ordinal) + "'";

    /// <summary>A command as one word in double quotes.</summary>
    private static string DoubleQuoted(string command) =>
        "\"" + command.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal).Replace("$", "\\$", StringComparison.Ordinal).Replace("`", "\\`", StringComparison.Ordinal) + "\"";

    private static string InBackquotes(string command) =>
        "`" + command.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("`", "\\`", StringComparison.Ordinal) + "`";

    private static string Base64(string command) => Convert.ToBase64String(Encoding.UTF8.GetBytes(command));

    private static string Octal(string command) => "$'" + string.Concat(Encoding.UTF8.GetBytes(command).Select(b => "\\" + Convert.ToString(b, 8).PadLeft(3, '0'))) + "'";

    private static string OneLine(string command) => command.Contains('\n', StringComparison.Ordinal) ? "bash -c " + Octal(command) : command;

    private static string Hex(string command) => string.Concat(Encoding.UTF8.GetBytes(command).Select(b => $"\\x{b:x2}"));

    /// <summary>What runs the command that is in it, here and with the same rights.</summary>
    public static IReadOnlyList<Carrier> Executing { get; } =
    [
        new("bash -c", (c, _) => $"bash -c {Quoted(c)}"),
        new("sh -c \"\"", (c, _) => $"sh -c {DoubleQuoted(c)}"),
        new("sh -ec", (c, _) => $"sh -ec {Quoted(c)}"),
        new("/bin/bash --norc -c", (c, _) => $"/bin/bash --norc -c {Quoted(c)}"),
        new("zsh -c", (c, _) => $"zsh -c {Quoted(c)}"),
        new("bash -c $''", (c, _) => $"bash -c {Octal(c)}"),
        new("eval", (c, _) => $"eval {Quoted(c)}"),
        new("eval \"\"", (c, _) => $"eval {DoubleQuoted(c)}"),
        new("$()", (c, _) => $"echo $(\n{c}\n)"),
        new("\"$()\"", (c, _) => $"echo \"$(\n{c}\n)\""),
        new("``", (c, _) => $"echo {InBackquotes(c)}"),
        new("x=$()", (c, n) => $"x{n}=$(\n{c}\n)"),
        new("export x=$()", (c, n) => $"export X{n}=$(\n{c}\n)"),
        new("a=($())", (c, n) => $"a{n}=( $(\n{c}\n) )"),
        new("${:-$()}", (c, n) => $"echo ${{unset{n}:-$(\n{c}\n)}}"),
        new("[[ $() ]]", (c, _) => $"[[ -n $(\n{c}\n) ]]"),
        new("(( $() ))", (c, _) => $"(( 1 + $(\n{c}\n) ))"),
        new("()", (c, _) => $"(\n{c}\n)"),
        new("{}", (c, _) => $"{{\n{c}\n}}"),
        new("function", (c, n) => $"f{n}() {{\n{c}\n}}\nf{n}"),
        new("function f", (c, n) => $"function g{n} {{\n{c}\n}}\ng{n} a b"),
        new("if true", (c, _) => $"if true; then\n{c}\nfi"),
        new("if condition", (c, _) => $"if\n{c}\nthen echo done; fi"),
        new("else", (c, _) => $"if [ -e x ]; then ls; else\n{c}\nfi"),
        new("for", (c, n) => $"for i{n} in 1 2; do\n{c}\ndone"),
        new("for (( ))", (c, n) => $"for (( i{n}=0; i{n}<2; i{n}++ )); do\n{c}\ndone"),
        new("while", (c, _) => $"while true; do\n{c}\nbreak; done"),
        new("until", (c, _) => $"until false; do\n{c}\nbreak; done"),
        new("case", (c, _) => $"case x in x)\n{c}\n;; esac"),
        new("&&", (c, _) => $"true && {{\n{c}\n}}"),
        new("||", (c, _) => $"false || {{\n{c}\n}}"),
        new("; ;", (c, _) => $"ls\n{c}\nls"),
        new("background", (c, _) => $"{{\n{c}\n}} &"),
        new("!", (c, _) => $"! {{\n{c}\n}}"),
        new("time", (c, _) => $"time {{\n{c}\n}}"),
        new("coproc", (c, n) => $"coproc P{n} {{\n{c}\n}}"),
        new("| cat", (c, _) => $"{{\n{c}\n}} | cat"),
        new("ls |", (c, _) => $"ls | {{\n{c}\n}}"),
        new("> /dev/null", (c, _) => $"{{\n{c}\n}} > /dev/null 2>&1"),
        new("<()", (c, _) => $"cat <(\n{c}\n)"),
        new(">()", (c, _) => $"ls > >(\n{c}\n)"),
        new("echo | sh", (c, _) => $"echo {Quoted(c)} | sh"),
        new("printf | bash", (c, _) => $"printf '%s\\n' {Quoted(c)} | bash"),
        new("printf %b | sh", (c, _) => $"printf {Quoted(Hex(c))} | sh"),
        new("echo -e | sh", (c, _) => $"echo -e {Quoted(Hex(c))} | sh"),
        new("echo | cat | bash -s", (c, _) => $"echo {Quoted(c)} | cat | bash -s"),
        new("echo | tee | sh", (c, n) => $"echo {Quoted(c)} | tee /tmp/t{n} | sh"),
        new("<<", (c, n) => $"bash <<'END{n}'\n{c}\nEND{n}"),
        new("<<-", (c, n) => $"sh <<-'END{n}'\n{c}\nEND{n}"),
        new("cat << | sh", (c, n) => $"cat <<'END{n}' | sh\n{c}\nEND{n}"),
        new("<<<", (c, _) => $"bash <<< {Quoted(c)}"),
        new("source <()", (c, _) => $"source <(echo {Quoted(c)})"),
        new(". /dev/stdin", (c, _) => $". /dev/stdin <<< {Quoted(c)}"),
        new("bash <()", (c, _) => $"bash <(echo {Quoted(c)})"),
        new("written and run", (c, n) => $"cat > /tmp/s{n}.sh <<'END{n}'\n{c}\nEND{n}\nbash /tmp/s{n}.sh"),
        new("written, chmod, run", (c, n) => $"echo {Quoted(c)} > /tmp/r{n}.sh; chmod +x /tmp/r{n}.sh; /tmp/r{n}.sh"),
        new("written and sourced", (c, n) => $"echo {Quoted(c)} > /tmp/q{n}; . /tmp/q{n}"),
        new("env", (c, _) => $"env A=1 sh -c {Quoted(c)}"),
        new("env -i", (c, _) => $"env -i bash -c {Quoted(c)}"),
        new("env -S", (c, _) => $"env -S {Quoted("bash -c " + DoubleQuoted(c))}"),
        new("A=1", (c, _) => $"A=1 sh -c {Quoted(c)}"),
        new("nohup", (c, _) => $"nohup sh -c {Quoted(c)} &"),
        new("timeout", (c, _) => $"timeout -k 5 10 sh -c {Quoted(c)}"),
        new("nice", (c, _) => $"nice -n 5 sh -c {Quoted(c)}"),
        new("stdbuf", (c, _) => $"stdbuf -oL bash -c {Quoted(c)}"),
        new("setsid", (c, _) => $"setsid sh -c {Quoted(c)}"),
        new("exec", (c, _) => $"exec bash -c {Quoted(c)}"),
        new("command", (c, _) => $"command bash -c {Quoted(c)}"),
        new("builtin eval", (c, _) => $"builtin eval {Quoted(c)}"),
        new("\\bash", (c, _) => $"\\bash -c {Quoted(c)}"),
        new("b''ash", (c, _) => $"b''a\"s\"h -c {Quoted(c)}"),
        new("busybox", (c, _) => $"busybox sh -c {Quoted(c)}"),
        new("watch", (c, _) => $"watch -n 1 {Quoted(c)}"),
        new("xargs", (c, _) => $"echo x | xargs -I@@ sh -c {Quoted(c)}"),
        new("xargs of text", (c, _) => $"printf '%s\\0' {Quoted(c)} | xargs -0 sh -c"),
        new("find -exec", (c, _) => $"find . -maxdepth 0 -exec sh -c {Quoted(c)} \\;"),
        new("parallel", (c, _) => $"parallel ::: {Quoted(c)}"),
        new("script -c", (c, _) => $"script -qc {Quoted(c)} /dev/null"),
        new("flock -c", (c, _) => $"flock /tmp/lock -c {Quoted(c)}"),
        new("base64", (c, _) => $"echo {Base64(c)} | base64 -d | sh"),
        new("base64 <<<", (c, _) => $"bash -c \"$(base64 --decode <<< {Base64(c)})\""),
        new("variable, eval", (c, n) => $"v{n}={Quoted(c)}; eval \"$v{n}\""),
        new("variable, sh -c", (c, n) => $"w{n}={Quoted(c)}; sh -c \"$w{n}\""),
        new("variable for bash", (c, n) => $"b{n}=ba; b{n}+=sh; $b{n} -c {Quoted(c)}"),
        new("read, eval", (c, n) => $"read -r r{n} <<< {Quoted(OneLine(c))}; eval \"$r{n}\""),
        new("read -d '', eval", (c, n) => $"read -r -d '' t{n} <<< {Quoted("ls\n" + c)}; eval \"$t{n}\""),
        new("array", (c, n) => $"d{n}=(bash -c {Quoted(c)}); \"${{d{n}[@]}}\""),
        new("alias", (c, n) => $"shopt -s expand_aliases\nalias z{n}={Quoted(c)}\nz{n}"),
        new("trap EXIT", (c, _) => $"trap {Quoted(c)} EXIT"),
        new("trap DEBUG", (c, _) => $"trap {Quoted(c)} DEBUG; ls"),
        new("PROMPT_COMMAND", (c, _) => $"PROMPT_COMMAND={Quoted(c)} bash -i"),
        new("$0", (c, n) => $"bash -c '\"$@\"' x bash -c {Quoted(c)}"),
        new("set --", (c, _) => $"set -- {Quoted(c)}; eval \"$1\""),
        new("IFS", (c, _) => $"x=bash,-c; IFS=,; $x {Quoted(c)}"),
    ];

    /// <summary>What runs the command that is in it with more rights or on another machine: what it says is no weaker, but may differ.</summary>
    public static IReadOnlyList<Carrier> ExecutingElsewhere { get; } =
    [
        new("sudo", (c, _) => $"sudo -n sh -c {Quoted(c)}"),
        new("sudo -u", (c, _) => $"sudo -u postgres -- bash -c {Quoted(c)}"),
        new("su -c", (c, _) => $"su - root -c {Quoted(c)}"),
        new("ssh", (c, _) => $"ssh -o BatchMode=yes host.example {Quoted(c)}"),
        new("docker exec", (c, _) => $"docker exec web sh -c {Quoted(c)}"),
        new("docker run -v", (c, _) => $"docker run --rm -v /:/host alpine sh -c {Quoted(c)}"),
        new("kubectl exec", (c, _) => $"kubectl exec pod -- bash -c {Quoted(c)}"),
        new("wsl", (c, _) => $"wsl bash -c {Quoted(c)}"),
    ];

    /// <summary>What holds the command as text and does not run it.</summary>
    public static IReadOnlyList<Carrier> Inert { get; } =
    [
        new("# comment", (c, _) => string.Join('\n', c.Split('\n').Select(l => "# " + l)) + "\n:"),
        new("ls # comment", (c, _) => "ls # " + c.ReplaceLineEndings(" ")),
        new("echo", (c, _) => $"echo {Quoted(c)}"),
        new("echo \"\"", (c, _) => $"echo {DoubleQuoted(c)}"),
        new("printf", (c, _) => $"printf '%s\\n' {Quoted(c)}"),
        new(":", (c, _) => $": {DoubleQuoted(c)}"),
        new("true", (c, _) => $"true {Quoted(c)}"),
        new("test -n", (c, _) => $"test -n {Quoted(c)}"),
        new("[ = ]", (c, _) => $"if [ \"$1\" = {Quoted(c)} ]; then ls; fi"),
        new("[[ == ]]", (c, n) => $"[[ $x{n} == {Quoted(c)} ]]"),
        new("git commit -m", (c, _) => $"git commit -m {Quoted(c)}"),
        new("git commit -m \"\"", (c, _) => $"git commit -m {DoubleQuoted(c)}"),
        new("git commit -F -", (c, n) => $"git commit -F - <<'END{n}'\n{c}\nEND{n}"),
        new("git log --grep", (c, _) => $"git log --grep={Quoted(c)}"),
        new("grep", (c, _) => $"grep -rnF {Quoted(c)} src"),
        new("rg", (c, _) => $"rg -F {Quoted(c)} docs"),
        new("cat <<", (c, n) => $"cat <<'END{n}'\n{c}\nEND{n}"),
        new("<< into a file", (c, n) => $"cat > notes.md <<'END{n}'\n{c}\nEND{n}"),
        new("echo into a file", (c, _) => $"echo {Quoted(c)} >> notes.txt"),
        new("tee a file", (c, _) => $"echo {Quoted(c)} | tee notes.txt"),
        new("<<< wc", (c, _) => $"wc -c <<< {Quoted(c)}"),
        new("| grep", (c, _) => $"echo {Quoted(c)} | grep -c x"),
        new("assignment", (c, n) => $"note{n}={Quoted(c)}"),
        new("export", (c, n) => $"export NOTE{n}={Quoted(c)}"),
        new("local array", (c, n) => $"notes{n}=({Quoted(c)} {Quoted(c)})"),
        new("case pattern", (c, _) => $"case \"$1\" in {Quoted(c)}) ls ;; esac"),
        new("case word", (c, _) => $"case {Quoted(c)} in x) ls ;; esac"),
        new("function", (c, n) => $"never{n}() {{\n{c}\n}}"),
        new("alias", (c, n) => $"alias never{n}={Quoted(c)}"),
        new("for over words", (c, n) => $"for w{n} in {Quoted(c)} b; do echo \"$w{n}\"; done"),
        new("jq --arg", (c, _) => $"jq --arg x {Quoted(c)} . package.json"),
        new("awk -v", (c, _) => $"awk -v x={Quoted(c)} '{{print x}}' a.txt"),
        new("date +", (c, _) => $"date +{Quoted(c.Replace("%", "", StringComparison.Ordinal))}"),
        new("basename", (c, _) => $"basename {Quoted(c)}"),
        new("read -p", (c, n) => $"read -r -p {Quoted(c)} answer{n}"),
        new("${:-text}", (c, n) => $"echo \"${{unset{n}:-none}}\" {Quoted(c)}"),
    ];
}
