using AiFirewall.Effects;
using AiFirewall.Shells;

namespace AiFirewall.Commands.Classes;

/// <summary><c>find</c>: start paths, tests that narrow, and actions that delete, write or run (POSIX XCU find, GNU findutils).</summary>
internal sealed class FindCommand : ICommandClass
{
    private static readonly string[] TestsWithValue =
    [
        "-amin", "-anewer", "-atime", "-cmin", "-cnewer", "-context", "-ctime", "-fstype", "-gid", "-group", "-ilname", "-iname", "-inum", "-ipath", "-iregex", "-iwholename", "-links", "-lname", "-mmin",
        "-mtime", "-name", "-newer", "-path", "-perm", "-regex", "-samefile", "-size", "-type", "-uid", "-used", "-user", "-wholename", "-xtype", "-maxdepth", "-mindepth", "-regextype", "-printf", "-flags",
    ];

    /// <summary>They do not narrow what is met to a part of the tree.</summary>
    private static readonly string[] Broad = ["-type", "-maxdepth", "-mindepth", "-regextype", "-printf", "-xtype", "-fstype"];

    /// <inheritdoc/>
    public bool Read(CommandCall call)
    {
        var arguments = call.Invocation.Arguments;
        var at = 0;
        while (at < arguments.Count && arguments[at].Value.Text is "-H" or "-L" or "-P") at++;
        var starts = new List<Argument>();
        while (at < arguments.Count && !IsExpression(arguments[at].Value.Text)) starts.Add(arguments[at++]);
        if (starts.Count == 0) starts.Add(new Argument(new Value("."), call.Invocation.Span));

        var expression = arguments.Skip(at).ToList();
        var matched = Matched(starts, expression);
        foreach (var start in starts) call.Add(EffectKind.Read, call.Path(start.Value) is { Scope: not TargetScope.Credentials } target ? target : Target.None, start.Span);
        ReadActions(expression, matched, call);
        call.Output = matched.Count == 0 ? Value.Empty : new Value(string.Join('\n', matched.Select(m => m.Value.Text))) { IsGlob = true };
        return true;
    }

    private static bool IsExpression(string text) => text.Length > 0 && (text[0] == '-' && text.Length > 1 || text is "(" or ")" or "!" or ",");

    /// <summary>The paths that actions meet: the start paths themselves, or with tests some of what lies below.</summary>
    private static List<Argument> Matched(List<Argument> starts, List<Argument> expression)
    {
        string? name = null;
        var isNarrow = false;
        var isNegated = false;
        for (var i = 0; i < expression.Count; i++)
        {
            var text = expression[i].Value.Text;
            if (text is "!" or "-not")
            {
                isNegated = true;
                continue;
            }

            if (text is "-empty" or "-executable" or "-readable" or "-writable" or "-nouser" or "-nogroup") isNarrow = true;
            if (Array.IndexOf(TestsWithValue, text) >= 0)
            {
                i++;
                if (i >= expression.Count) break;
                if (text is "-name" or "-iname" && !isNegated) name ??= expression[i].Value.Text;
                if (Array.IndexOf(Broad, text) < 0 && expression[i].Value.Text != "*") isNarrow = true;
            }
            else if (text is "-exec" or "-execdir" or "-ok" or "-okdir")
            {
                break;
            }

            isNegated = false;
        }

        if (!isNarrow) return starts;
        return [.. starts.Select(s => new Argument(s.Value with { Text = Below(s.Value.Text, name ?? Unresolved.Anything), IsGlob = true }, s.Span))];
    }

    private static string Below(string start, string name) => start.EndsWith('/') ? start + name : start + "/" + name;

    private static void ReadActions(List<Argument> expression, List<Argument> matched, CommandCall call)
    {
        for (var i = 0; i < expression.Count; i++)
        {
            var text = expression[i].Value.Text;
            switch (text)
            {
                case "-delete":
                    foreach (var path in matched) call.Add(EffectKind.Delete, call.Path(path.Value), expression[i].Span, EffectTraits.Recursive | EffectTraits.Many);
                    break;
                case "-exec" or "-execdir" or "-ok" or "-okdir":
                    var end = expression.FindIndex(i + 1, a => a.Value.Text is ";" or "+" or @"\;");
                    if (end < 0) end = expression.Count;
                    Run(expression.GetRange(i + 1, end - i - 1), matched, call);
                    i = end;
                    break;
                case "-fprint" or "-fprint0" or "-fls" or "-fprintf":
                    if (++i < expression.Count) call.Add(EffectKind.Write, expression[i].Value, expression[i].Span);
                    if (text == "-fprintf") i++;
                    break;
                default:
                    if (Array.IndexOf(TestsWithValue, text) >= 0) i++;
                    break;
            }
        }
    }

    /// <summary>The command, once for each start path, with <c>{}</c> filled in wherever it stands.</summary>
    private static void Run(List<Argument> command, List<Argument> matched, CommandCall call)
    {
        if (command.Count == 0) return;
        foreach (var path in matched)
        {
            var argv = new List<Argument>(command.Count);
            foreach (var argument in command)
            {
                argv.Add(argument.Value.Text.Contains("{}", StringComparison.Ordinal)
                    ? argument with { Value = argument.Value with { Text = argument.Value.Text.Replace("{}", path.Value.Text, StringComparison.Ordinal), IsGlob = path.Value.IsGlob } }
                    : argument);
            }

            call.Run(argv, input: Value.Empty);
        }
    }
}
