namespace AiFirewall.Execution.Sql;

/// <summary>A text is not run, or not to its end; the message is a sentence for people, without a full stop and without secrets.</summary>
internal sealed class SqlFailure(string sentence, Exception? inner = null) : Exception(sentence, inner);
