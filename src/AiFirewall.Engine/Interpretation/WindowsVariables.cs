using AiFirewall.Effects;

namespace AiFirewall.Interpretation;

/// <summary>
/// What Windows' own environment variables usually hold: commands written for Windows name places by them, and are judged on any system.
/// </summary>
internal static class WindowsVariables
{
    /// <summary>The usual value of a variable; null for one that is not Windows' own.</summary>
    public static string? Usual(string name, string home, string user)
    {
        var isDrive = home.Length > 1 && home[1] == ':';
        var profile = isDrive ? home.Replace('/', '\\') : $@"C:\Users\{(user.Length > 0 ? user : "user")}";
        return name.ToUpperInvariant() switch
        {
            "SYSTEMROOT" or "WINDIR" => @"C:\Windows",
            "SYSTEMDRIVE" or "HOMEDRIVE" => "C:",
            "PROGRAMFILES" or "PROGRAMW6432" => @"C:\Program Files",
            "PROGRAMFILES(X86)" => @"C:\Program Files (x86)",
            "PROGRAMDATA" or "ALLUSERSPROFILE" => @"C:\ProgramData",
            "PUBLIC" => @"C:\Users\Public",
            "USERPROFILE" => isDrive ? profile : home,
            "HOMEPATH" => profile[2..],
            "APPDATA" => profile + @"\AppData\Roaming",
            "LOCALAPPDATA" => profile + @"\AppData\Local",
            "TEMP" or "TMP" => profile + @"\AppData\Local\Temp",
            "COMSPEC" => @"C:\Windows\System32\cmd.exe",
            "USERNAME" => user,
            _ => null,
        };
    }

    /// <summary>What is worrying about setting a variable that Windows or .NET loads code by, or looks away for; null when nothing is.</summary>
    public static Finding? Warning(string name, string value)
    {
        switch (name.ToUpperInvariant())
        {
            case "COR_PROFILER" or "COR_PROFILER_PATH" or "COR_PROFILER_PATH_32" or "COR_PROFILER_PATH_64" or "CORECLR_PROFILER" or "CORECLR_PROFILER_PATH"
                or "CORECLR_PROFILER_PATH_32" or "CORECLR_PROFILER_PATH_64" or "DOTNET_STARTUP_HOOKS" or "DOTNET_ADDITIONAL_DEPS" or "COMSPEC" or "APPDOMAIN_MANAGER_ASM":
                return new Finding("exec.environment", Risk.High, $"'{name}' makes programs load or run '{Unresolved.Display(value)}'");
            case "COMPLUS_ETWENABLED" or "DOTNET_ETWENABLED" when value.Trim() == "0":
                return new Finding("security.weaken", Risk.High, $"'{name}' keeps what .NET does out of the logs");
            case "SEE_MASK_NOZONECHECKS" when value.Trim() == "1":
                return new Finding("security.weaken", Risk.High, $"'{name}' runs downloaded programs without a warning");
            case "__PSLOCKDOWNPOLICY": return new Finding("security.weaken", Risk.High, $"'{name}' decides what PowerShell may do");
            default: return null;
        }
    }
}
