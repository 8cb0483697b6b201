using AiFirewall.Effects;
using AiFirewall.Shells;

namespace AiFirewall.Commands.Classes;

/// <summary><c>sed</c>: scripts that run commands (<c>e</c>, <c>s///e</c>) or write files (<c>w</c>, <c>s///w</c>).</summary>
internal sealed class SedCommand : ICommandClass
{
    /// <inheritdoc/>
    public bool Read(CommandCall call)
    {
        var scripts = call.Arguments.Uses("-e").Select(u => (Value: u.Value ?? Value.Empty, u.Span)).ToList();
        if (scripts.Count == 0 && !call.Arguments.Has("-f") && call.Arguments.Operands.Count > 0) scripts.Add((call.Arguments.Operands[0].Value, call.Arguments.Operands[0].Span));
        foreach (var (script, span) in scripts)
        {
            foreach (var (command, argument) in SedScript.Commands(script.Text))
            {
                switch (command)
                {
                    case 'e' when argument.Length > 0: call.RunCode("bash", script with { Text = argument }, span); break;
                    case 'e': call.Add(EffectKind.ExecuteHiddenCode, new Target(TargetKind.Code, "sed"), span); break;
                    case 'w' when argument is not ("/dev/stdout" or "/dev/stderr"): call.Add(EffectKind.Write, new Value(argument), span); break;
                    case 'r': call.Add(EffectKind.Read, new Value(argument), span); break;
                }
            }
        }

        return false;
    }
}

/// <summary>Finds the commands of a sed script that reach outside (POSIX XCU sed; GNU sed manual, "Commands").</summary>
internal static class SedScript
{
    /// <summary>Commands <c>e</c>, <c>w</c>, <c>r</c> and the flags <c>e</c>, <c>w</c> of <c>s</c>, with their arguments.</summary>
    public static IEnumerable<(char Command, string Argument)> Commands(string script)
    {
        var i = 0;
        while (i < script.Length)
        {
            SkipAddress(script, ref i);
            if (i >= script.Length) yield break;
            var c = script[i++];
            switch (c)
            {
                case 's':
                    foreach (var flag in Substitution(script, ref i)) yield return flag;
                    break;
                case 'y':
                    Delimited(script, ref i, 2);
                    break;
                case 'e' or 'w' or 'r' or 'R' or 'W':
                    var argument = Line(script, ref i).Trim();
                    yield return (c is 'W' ? 'w' : c is 'R' ? 'r' : c, argument);
                    break;
                case 'a' or 'i' or 'c' or ':' or 'b' or 't' or 'T' or '#' or '}' when c is not '}':
                    Line(script, ref i);
                    break;
            }
        }
    }

    private static void SkipAddress(string script, ref int i)
    {
        while (i < script.Length)
        {
            var c = script[i];
            if (c == '/' || (c == '\\' && i + 1 < script.Length))
            {
                if (c == '\\') i++;
                Delimited(script, ref i, 1);
                while (i < script.Length && script[i] is 'I' or 'M') i++;
            }
            else if (char.IsWhiteSpace(c) || char.IsAsciiDigit(c) || c is ';' or ',' or '$' or '!' or '~' or '+' or '{' or '}')
            {
                i++;
            }
            else
            {
                return;
            }
        }
    }

    private static List<(char, string)> Substitution(string script, ref int i)
    {
        var found = new List<(char, string)>();
        Delimited(script, ref i, 2);
        while (i < script.Length && (char.IsAsciiLetterOrDigit(script[i])))
        {
            var flag = script[i++];
            // s///e runs the line that comes out of the substitution, whatever it is by then.
            if (flag == 'e') found.Add(('e', ""));
            if (flag != 'w') continue;
            found.Add(('w', Line(script, ref i).Trim()));
            break;
        }

        return found;
    }

    /// <summary>Goes past a delimiter and <paramref name="count"/> texts that it ends.</summary>
    private static void Delimited(string script, ref int i, int count)
    {
        if (i >= script.Length) return;
        var delimiter = script[i++];
        while (i < script.Length && count > 0)
        {
            if (script[i] == delimiter) count--;
            i = Math.Min(script.Length, script[i] == '\\' ? i + 2 : i + 1);
        }
    }

    private static string Line(string script, ref int i)
    {
        var end = script.IndexOf('\n', i);
        if (end < 0) end = script.Length;
        var line = script[i..end];
        i = Math.Min(script.Length, end + 1);
        return line;
    }
}
