using System.Management.Automation.Runspaces;

namespace AiFirewall.Cmdlets.Interception;

/// <summary>Lines and scripts that a person approved as a whole: what runs from exactly that text is not asked about a second time.</summary>
/// <remarks>
/// Only a question is spared, never a refusal. It holds for the text that the person read, wherever the engine says that a statement
/// comes from it; code that such a text calls has texts of its own.
/// </remarks>
internal static class ApprovedTexts
{
    private const int MaxTexts = 32;

    private static readonly Lock s_lock = new();
    private static readonly List<string> s_texts = [];

    /// <summary>Takes note of an approved text.</summary>
    public static void Add(string text)
    {
        lock (s_lock)
        {
            if (s_texts.Count >= MaxTexts) s_texts.RemoveAt(0);
            s_texts.Add(text);
        }
    }

    /// <summary>Forgets an approved text that has run.</summary>
    public static void Remove(string text)
    {
        lock (s_lock) s_texts.Remove(text);
    }

    /// <summary>Whether the statement that runs now comes from such a text.</summary>
    public static bool CoverCurrent()
    {
        lock (s_lock)
        {
            if (s_texts.Count == 0) return false;
            var position = Runspace.DefaultRunspace.Debugger.GetCallStack().FirstOrDefault()?.Position;
            return position?.StartScriptPosition.GetFullScript() is { } script && s_texts.Contains(script);
        }
    }
}
