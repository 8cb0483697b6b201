using System.Management.Automation;

namespace AiFirewall.Cmdlets.Interception;

/// <summary>Script blocks of the module's own.</summary>
internal static class OwnScript
{
    /// <summary>Makes a script block that may call the module's classes, also in a session whose language is constrained.</summary>
    /// <param name="text">The script. A constant of ours: what a user wrote must not get more language than it had.</param>
    /// <param name="session">The session that it is made in; null before there is one.</param>
    /// <remarks>A block keeps the language mode in which it was made.</remarks>
    public static ScriptBlock Create(string text, SessionState? session)
    {
        if (session is null || session.LanguageMode == PSLanguageMode.FullLanguage) return ScriptBlock.Create(text);
        var mode = session.LanguageMode;
        session.LanguageMode = PSLanguageMode.FullLanguage;
        try
        {
            return ScriptBlock.Create(text);
        }
        finally
        {
            session.LanguageMode = mode;
        }
    }
}
