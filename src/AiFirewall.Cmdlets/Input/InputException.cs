namespace AiFirewall.Cmdlets.Input;

/// <summary>A value cannot be read as an action; the message says what is wrong with it.</summary>
internal sealed class InputException(string message, Exception? inner = null) : Exception(message, inner);
