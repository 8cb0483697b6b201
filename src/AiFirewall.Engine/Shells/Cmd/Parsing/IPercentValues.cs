namespace AiFirewall.Shells.Cmd.Parsing;

/// <summary>What <c>%…%</c> stands for while a line is read.</summary>
internal interface IPercentValues
{
    /// <summary>The value of a variable, and whether it is only assumed; null when nothing is known of it.</summary>
    (Value Value, bool IsGuess)? Variable(string name);

    /// <summary>What a parameter of the script stands for: <c>1</c>, <c>*</c>, <c>~dp0</c>.</summary>
    Value Parameter(string reference);

    /// <summary>Whether a loop around this point has a variable of this letter.</summary>
    bool IsLoopVariable(char letter);
}
