using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;

namespace AiFirewall.Cmdlets.Completion;

/// <summary>Completes a parameter from a fixed list of words; any other word is allowed too.</summary>
public abstract class WordCompleter : IArgumentCompleter
{
    private readonly string[] _words;

    private protected WordCompleter(params string[] words) => _words = words;

    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters) =>
        from word in _words
        where word.StartsWith(wordToComplete.Trim('\'', '"'), StringComparison.OrdinalIgnoreCase)
        select new CompletionResult(word);
}
