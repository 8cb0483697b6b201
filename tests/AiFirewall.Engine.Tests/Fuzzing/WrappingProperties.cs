using AiFirewall.Observation;
using AiFirewall.Policy;
using AiFirewall.Shells.Bash;
using AiFirewall.Shells.Bash.Syntax;
using AiFirewall.Tests.Invariants;
using AiFirewall.Tests.Shells.Bash;

namespace AiFirewall.Tests.Fuzzing;

/// <summary>What holds for Bash texts put into others: running a text allows no more than the text itself, and holding it as data allows it.</summary>
internal sealed class WrappingProperties(Guard guard, IObservation observation)
{
    // What depends on the shell that runs it: another one has other parameters, other input, or ends earlier.
    private static readonly HashSet<string> BoundToTheirShell =
        ["read", "mapfile", "readarray", "exec", "exit", "return", "shift", "getopts", "break", "continue", "set", "alias", "unalias", "history", "fc", "local", "bash", "sh", "zsh", "dash", "cat", "source", "."];

    /// <summary>Carriers that are fit for any text that is complete, in the same shell or one of its own.</summary>
    private static readonly Carrier[] Runs =
        [.. Carrier.Executing.Where(c => c.Name is "bash -c" or "sh -c \"\"" or "eval" or "()" or "{}" or "if true" or "&&" or "else" or "for" or "while" or "case" or "function" or "$()" or "env" or "nohup" or "timeout" or "background")];

    private static readonly Carrier[] RunsElsewhere = [.. Carrier.ExecutingElsewhere.Where(c => c.Name is "sudo" or "su -c")];

    private static readonly Carrier[] Holds =
        [.. Carrier.Inert.Where(c => c.Name is "echo" or "echo \"\"" or "printf" or "git commit -m" or "grep" or "<< into a file" or "echo into a file" or "cat <<" or "assignment")];

    /// <summary>The first carrier that is wrong about a text; null when there is none.</summary>
    public FuzzFault? Check(FuzzCase input)
    {
        if (input.Language != FuzzLanguage.Bash || input.Text.Length > 4_000 || input.Text.Contains('\0', StringComparison.Ordinal)) return null;

        // Behind most commands it would be an option.
        if (input.Text.StartsWith('-') || input.Text.StartsWith('+')) return null;
        foreach (var carrier in Holds)
        {
            if (carrier.Name.Contains("<<", StringComparison.Ordinal) && input.Text.Split('\n').Any(l => l.Trim() == "END0")) continue;
            if (Judge(carrier, input) is { Verdict: not Verdict.Allow } raised) return new FuzzFault("held by " + carrier.Name, $"{raised.Verdict.Name()}: {raised.Reason}");
        }

        var verdict = VerdictOf(input.Text);
        if (verdict == Verdict.Allow || !IsItself(input.Text)) return null;
        foreach (var carrier in Runs)
        {
            if (Judge(carrier, input).Verdict < verdict && Judge(carrier, input).Verdict == Verdict.Allow) return new FuzzFault("run by " + carrier.Name, $"allowed, and {verdict.Name()} on its own");
        }

        foreach (var carrier in RunsElsewhere)
        {
            if (Judge(carrier, input).Verdict == Verdict.Allow) return new FuzzFault("run by " + carrier.Name, $"allowed, and {verdict.Name()} on its own");
        }

        return null;
    }

    /// <summary>Whether a text means the same in any shell: whole, without parameters of its shell, reading nothing that it is not given.</summary>
    private static bool IsItself(string text)
    {
        var script = BashParser.Parse(text);
        if (!script.IsComplete || text.TrimEnd(' ').EndsWith('\\')) return false;
        foreach (var (node, _) in TreeWalk.Of(script))
        {
            if (node is ParameterPart { Name: var name } && (name.Length == 0 || !(char.IsAsciiLetter(name[0]) || name[0] == '_'))) return false;
            if (node is SimpleCommand { Words: [var first, ..] } && (TreeWalk.StaticText(first.Parts) is not { } command || BoundToTheirShell.Contains(command[(command.LastIndexOf('/') + 1)..]))) return false;
            if (node is WordPart and AssignmentPart) return false;
        }

        return true;
    }

    private Decision Judge(Carrier carrier, FuzzCase input) => guard.Evaluate(new FuzzCase(FuzzLanguage.Bash, carrier.Wrap(input.Text, 0)).ToAction(), observation);

    private Verdict VerdictOf(string text) => guard.Evaluate(new FuzzCase(FuzzLanguage.Bash, text).ToAction(), observation).Verdict;
}
