using System.Globalization;
using AiFirewall.Effects;
using AiFirewall.Shells;

namespace AiFirewall.Commands;

/// <summary>Programs whose output follows from their arguments: what scripts use to find their way among files.</summary>
internal static class KnownOutput
{
    /// <summary>The output of a call; null when it is not known.</summary>
    public static Value? Of(CommandCall call)
    {
        var operands = call.Arguments.Operands;
        switch (call.Name)
        {
            case "yes" when operands.Count == 0: return Value.Unknown with { Origins = Origins.Command, Source = "yes" };
            case "pwd": return new Value(call.Scene.WorkingDirectory + "\n");
            case "whoami" or "logname": return new Value(call.Host.Observation.User + "\n");
            case "mktemp": return new Value($"/tmp/tmp.{Unresolved.Hole}\n");
            case "dirname" when operands.Count == 1: return operands[0].Value with { Text = Directory(operands[0].Value.Text) + "\n", IsGlob = false };
            case "basename" when operands.Count is 1 or 2 && operands[0].Value.IsResolved: return operands[0].Value with { Text = Base(operands) + "\n", IsGlob = false };
            case "realpath" or "readlink" or "greadlink" when operands.Count == 1: return operands[0].Value with { Text = call.Path(operands[0].Value).Text + "\n", IsGlob = false };
            case "which" or "type" when operands.Count == 1 && operands[0].Value.IsResolved: return operands[0].Value with { Text = "/usr/bin/" + CommandName.Of(operands[0].Value.Text) + "\n" };
            case "seq" when operands.Count is >= 1 and <= 3: return Sequence(operands);
            case "git" when call.Arguments.Entry.Names[0] == "rev-parse" && call.Arguments.Has("--show-toplevel") && call.Host.Observation.Project is { } project: return new Value(project + "\n");
            case "docker" or "podman" or "nerdctl" when ListsEveryContainer(call): return Value.Unknown with { Origins = Origins.Command, Source = EveryContainer, MaySplit = true };
            case "env" or "printenv" when operands.Count == 0: return Value.Unknown with { Origins = Origins.Command | Origins.Secret, Source = "the environment" };
            case "grep" or "egrep" or "fgrep" or "ggrep" when (call.Arguments.Has("-l") || call.Arguments.Has("-L")) && (call.Arguments.Has("-r") || call.Arguments.Has("-R")):
                return NamesBelow(operands, call.Arguments.Has("-e") || call.Arguments.Has("-f") ? 0 : 1);
            case "rg" or "ag" or "ack" or "ripgrep" when call.Arguments.Has("-l") || call.Arguments.Has("--files"):
                return NamesBelow(operands, call.Arguments.Has("-e") || call.Arguments.Has("-f") || call.Arguments.Has("--files") ? 0 : 1);
            case "git" when ListsNames(call): return new Value(call.Scene.WorkingDirectory + "/" + Unresolved.Hole + "\n") { IsGlob = true };
            case "true" or "false" or ":" or "sleep": return Value.Empty;
            default: return null;
        }
    }

    /// <summary>The source of a list of all containers.</summary>
    internal const string EveryContainer = "every container";

    private static bool ListsEveryContainer(CommandCall call)
    {
        var (isQuiet, isListing) = (false, false);
        foreach (var argument in call.Invocation.Arguments)
        {
            var text = argument.Value.Text;
            if (text.StartsWith("--filter", StringComparison.Ordinal) || text.StartsWith("-f", StringComparison.Ordinal) || (text.StartsWith('-') && !text.StartsWith("--", StringComparison.Ordinal) && text.EndsWith('f'))) return false;
            isQuiet |= text is "--quiet" || (text.StartsWith('-') && !text.StartsWith("--", StringComparison.Ordinal) && text.Contains('q', StringComparison.Ordinal));
            isListing |= text is "ps" or "ls" or "list";
        }

        return isQuiet && isListing && call.Arguments.Entry.Names[0] == "ps";
    }

    /// <summary>Whether what a value came from never ends by itself.</summary>
    public static bool IsEndless(string? source) => source is "/dev/zero" or "/dev/urandom" or "/dev/random" or "/dev/full" or "yes";

    /// <summary>Programs that go on as long as their input does; of all others it is taken that they come to an end.</summary>
    public static bool PassesOnWithoutEnd(string name) => name is "cat" or "yes" or "pv" or "tee";

    /// <summary><c>git ls-files</c>, <c>git grep -l</c>, <c>git diff --name-only</c>: names of the project.</summary>
    private static bool ListsNames(CommandCall call)
    {
        foreach (var argument in call.Invocation.Arguments)
        {
            if (argument.Value.Text is "ls-files") return true;
            if (argument.Value.Text is "grep") return call.Arguments.Has("-l");
            if (argument.Value.Text is "diff" or "show" or "log") return call.Arguments.Has("--name-only");
        }

        return false;
    }

    /// <summary>The names that a search lists: something below each place that it searched.</summary>
    private static Value NamesBelow(List<Argument> operands, int first)
    {
        var names = new List<string>();
        for (var i = first; i < operands.Count; i++) names.Add(operands[i].Value.Text.TrimEnd('/') + "/" + Unresolved.Hole);
        if (names.Count == 0) names.Add("./" + Unresolved.Hole);
        return new Value(string.Join('\n', names)) { IsGlob = true };
    }

    private static string Directory(string path)
    {
        var trimmed = path.Length > 1 ? path.TrimEnd('/') : path;
        var slash = trimmed.LastIndexOf('/');

        // Where an unknown path ends is unknown as well.
        if (Unresolved.In(trimmed[(slash + 1)..])) return slash > 0 ? trimmed[..slash] + "/" + Unresolved.Hole : Unresolved.Anything;
        return slash < 0 ? "." : slash == 0 ? "/" : trimmed[..slash];
    }

    private static string Base(List<Argument> operands)
    {
        var path = operands[0].Value.Text.TrimEnd('/');
        var name = path[(path.LastIndexOf('/') + 1)..];
        return operands.Count == 2 && operands[1].Value.Text is { Length: > 0 } suffix && name.Length > suffix.Length && name.EndsWith(suffix, StringComparison.Ordinal) ? name[..^suffix.Length] : name;
    }

    private static Value? Sequence(List<Argument> operands)
    {
        var numbers = new List<long>();
        foreach (var operand in operands)
        {
            if (!long.TryParse(operand.Value.Text, CultureInfo.InvariantCulture, out var number)) return null;
            numbers.Add(number);
        }

        var (first, step, last) = numbers.Count switch { 1 => (1L, 1L, numbers[0]), 2 => (numbers[0], 1L, numbers[1]), _ => (numbers[0], numbers[1], numbers[2]) };
        var items = new List<string>();
        for (var n = first; step > 0 ? n <= last : step < 0 && n >= last; n += step)
        {
            if (items.Count == 64) return null;
            items.Add(n.ToString(CultureInfo.InvariantCulture));
        }

        return new Value(string.Join('\n', items) + "\n");
    }
}
