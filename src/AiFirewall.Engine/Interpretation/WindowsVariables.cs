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
}
