using AiFirewall.Shells.Bash;

namespace AiFirewall.Tests.Shells.Bash;

public sealed class FuzzTests
{
    private const int Iterations = 20_000;

    private static readonly string[] Seeds =
    [
        "ls -la",
        "git commit -m \"$(cat <<'EOF'\nfix: it's done\nEOF\n)\" && git push --force",
        "find . -name '*.tmp' -exec rm -rf {} \\; | xargs -I{} sh -c 'echo {}'",
        "for f in *.txt; do mv \"$f\" \"${f%.txt}.md\"; done > log 2>&1 &",
        "if [[ -f $x && $y =~ ^(a|b c)+$ ]]; then (( x++ )); elif ! test; then a; else b; fi",
        "case $1 in start|stop) x ;; (re*) y ;& *) z ;;& esac",
        "x=(a [1]=b $(c)) y+=z declare -a w=(1 2); function f { local a=~/b:~; }",
        "cat <<-A <<'B' | tee >(grep x) < <(ls)\n\ta $x\n\tA\nb\nB\n",
        "echo ${x:-${y//\\//-}} $((1+(2))) $[3] `a \\`b\\`` $'\\x41\\'' {a,b{1..3}} @(a|b)",
        "{ coproc X { sleep 1; }; select i in a b; do time -p ls; done; } |& cat",
    ];

    [Fact]
    public void Mutated_commands_never_throw()
    {
        var random = new Random(20240607);
        for (var i = 0; i < Iterations; i++)
        {
            var text = Mutated(random);
            var failure = Record.Exception(() => TreeText.Of(BashParser.Parse(text)));
            Assert.True(failure is null, $"{failure?.GetType().Name}: {text}");
        }
    }

    private static string Mutated(Random random)
    {
        var text = Seeds[random.Next(Seeds.Length)];
        for (var i = random.Next(1, 6); i > 0; i--)
        {
            var at = random.Next(text.Length + 1);
            var length = Math.Min(random.Next(1, 12), text.Length - at);
            var other = Seeds[random.Next(Seeds.Length)];
            var from = random.Next(other.Length);
            var piece = other.Substring(from, Math.Min(random.Next(1, 12), other.Length - from));
            text = random.Next(4) switch
            {
                0 => text.Remove(at, length),
                1 => text.Insert(at, piece),
                2 => text.Remove(at, length).Insert(at, piece),
                _ => text.Insert(at, text.Substring(at, length)),
            };
        }
        return text;
    }
}
