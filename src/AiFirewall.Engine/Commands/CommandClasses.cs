namespace AiFirewall.Commands;

/// <summary>The classes beside the catalog, by the name that entries give.</summary>
internal static class CommandClasses
{
    /// <summary>The class called <paramref name="name"/>; null when there is none.</summary>
    public static ICommandClass? Find(string name) => name switch
    {
        _ => null,
    };
}
