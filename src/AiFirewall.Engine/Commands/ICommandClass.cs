namespace AiFirewall.Commands;

/// <summary>A command with behaviour that no table can express. Found by the entry's <c>class</c>.</summary>
internal interface ICommandClass
{
    /// <summary>Reads a call. The effects and runs of its catalog entry are read as well, after this, unless it returns true.</summary>
    /// <returns>Whether everything was said and the entry is not to be consulted.</returns>
    bool Read(CommandCall call);
}
