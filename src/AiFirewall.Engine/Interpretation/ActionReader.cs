using AiFirewall.Actions;
using AiFirewall.Commands;
using AiFirewall.Effects;
using AiFirewall.Observation;

namespace AiFirewall.Interpretation;

/// <summary>The first stop: reads an action of any kind into what it would do.</summary>
internal static class ActionReader
{
    /// <summary>Reads <paramref name="action"/>.</summary>
    /// <param name="action">The action.</param>
    /// <param name="observation">What is so on this machine.</param>
    /// <param name="catalog">What commands do.</param>
    /// <param name="keepsSteps">Whether the commands are kept in their order and nesting, for people to look at.</param>
    public static Reading Read(GuardAction action, IObservation observation, CommandCatalog catalog, bool keepsSteps = false) => action switch
    {
        ShellAction shell => Interpreter.Read(shell, observation, catalog, keepsSteps),
        FileAction file => FileDoor.Read(file, observation),
        HttpAction http => HttpDoor.Read(http, observation),
        SqlAction sql => Interpreter.Read(sql, observation, catalog),
        ToolAction tool => ToolDoor.Read(tool, observation, catalog),
        TextAction => new Reading([], []),
        _ => new Reading([], [new Finding("action.not-understood", Risk.High, $"what a '{action.Type}' action does is not known to the firewall")]),
    };
}
