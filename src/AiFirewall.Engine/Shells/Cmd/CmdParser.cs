using AiFirewall.Shells.Cmd.Parsing;
using AiFirewall.Shells.Cmd.Syntax;

namespace AiFirewall.Shells.Cmd;

/// <summary>
/// Reads text of cmd.exe into commands. Never throws; linear in the length of the text. Here variables stay as they are written; the evaluator
/// expands them line by line, as cmd.exe does, and reads what comes of it.
/// </summary>
internal static class CmdParser
{
    /// <summary>Reads <paramref name="text"/>.</summary>
    /// <returns>The commands, one for each line or block, and what could not be read.</returns>
    public static (IReadOnlyList<CmdCommand> Commands, IReadOnlyList<CmdError> Errors) Parse(string text)
    {
        var bounds = new ReadingBounds();
        var parser = new CommandParser(new ScriptLines(text), null, bounds);
        var commands = new List<CmdCommand>();
        while (parser.TryNext(out var command))
        {
            if (command is not null) commands.Add(command);
        }

        return (commands, bounds.Errors);
    }
}
