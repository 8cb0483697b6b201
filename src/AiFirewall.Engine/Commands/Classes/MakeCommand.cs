using System.Text;
using AiFirewall.Effects;
using AiFirewall.Shells;

namespace AiFirewall.Commands.Classes;

/// <summary>
/// <c>make</c>: recipes that come from an option, from standard input or from a makefile that this action wrote are read as the shell code
/// they are. A makefile that was there before is the project's own.
/// </summary>
internal sealed class MakeCommand : ICommandClass
{
    private static readonly string[] DefaultNames = ["GNUmakefile", "makefile", "Makefile"];

    /// <inheritdoc/>
    public bool Read(CommandCall call)
    {
        EntryInterpreter.Read(call);
        if (call.Arguments.Has("-n")) return true;
        foreach (var use in call.Arguments.Uses("-E"))
        {
            if (use.Value is { } text) Run(text, use.Span, call);
        }

        if (Makefile(call) is { } makefile && !makefile.Has(Origins.File)) Run(makefile, call.Invocation.Span, call);
        return true;
    }

    private static Value? Makefile(CommandCall call)
    {
        var directory = call.Arguments.ValueOf("-C") is { } given ? PathText.Absolute(given.Text, call.Scene.WorkingDirectory, hasBackslashes: false) : call.Scene.WorkingDirectory;
        if (call.Arguments.ValueOf("-f") is { } file)
            return file.Text is "-" or "/dev/stdin" ? call.Invocation.Input : call.Host.Content(PathText.Absolute(file.Text, directory, hasBackslashes: false), call.Scene);
        foreach (var name in DefaultNames)
        {
            if (call.Host.Content(directory.TrimEnd('/') + "/" + name, call.Scene) is { } content) return content;
        }

        return null;
    }

    private static void Run(Value makefile, TextSpan span, CommandCall call) => call.RunCode("bash", makefile with { Text = makefile.Text == Unresolved.Anything ? Unresolved.Anything : Recipes(makefile.Text) }, span);

    /// <summary>The lines that a shell gets: those behind a tab, behind a rule's semicolon, and the arguments of <c>shell</c>.</summary>
    private static string Recipes(string makefile)
    {
        var code = new StringBuilder(makefile.Length);
        foreach (var line in makefile.Replace("\\\n", "", StringComparison.Ordinal).Split('\n'))
        {
            AddShellCalls(line, code);
            if (line.StartsWith('\t')) AddLine(line, code);
            else if (line.IndexOf(':', StringComparison.Ordinal) is > 0 and var colon && line.IndexOf(';', colon) is > 0 and var semicolon) AddLine(line[(semicolon + 1)..], code);
            else if (line.IndexOf("!=", StringComparison.Ordinal) is > 0 and var assignment) AddLine(line[(assignment + 2)..], code);
        }

        return code.ToString();
    }

    private static void AddShellCalls(string line, StringBuilder code)
    {
        for (var at = line.IndexOf("$(shell ", StringComparison.Ordinal); at >= 0; at = line.IndexOf("$(shell ", at + 1, StringComparison.Ordinal))
        {
            var end = Closing(line, at + 2);
            AddLine(line[(at + 8)..end], code);
        }
    }

    /// <summary>One command: without make's marks, and with make's own variables as what is not known.</summary>
    private static void AddLine(string line, StringBuilder code)
    {
        line = line.TrimStart('\t', ' ', '@', '-', '+');
        for (var i = 0; i < line.Length; i++)
        {
            if (line[i] != '$' || i + 1 == line.Length)
            {
                code.Append(line[i]);
                continue;
            }

            i++;
            if (line[i] == '$') code.Append('$');
            else code.Append(Unresolved.Hole);
            if (line[i] is '(' or '{') i = Closing(line, i + 1);
        }

        code.Append('\n');
    }

    /// <summary>Where the parenthesis or brace that was opened before <paramref name="from"/> closes.</summary>
    private static int Closing(string line, int from)
    {
        var depth = 1;
        for (var i = from; i < line.Length; i++)
        {
            if (line[i] is '(' or '{') depth++;
            else if (line[i] is ')' or '}' && --depth == 0) return i;
        }

        return line.Length;
    }
}
