using System.Collections.Frozen;

namespace AiFirewall.Shells.PowerShell.Evaluation;

/// <summary>
/// Variables that PowerShell sets by itself to what hardly ever changes, as on Windows: code that hides its commands takes letters out of
/// them (<c>$env:ComSpec[4,15,25]</c>). Only used for what the host does not know.
/// </summary>
internal static class AutomaticVariables
{
    private static readonly FrozenDictionary<string, string> Values = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase)
    {
        ["ConfirmPreference"] = "High",
        ["ConsoleFileName"] = "",
        ["DebugPreference"] = "SilentlyContinue",
        ["ErrorActionPreference"] = "Continue",
        ["ErrorView"] = "NormalView",
        ["ExecutionContext"] = "System.Management.Automation.EngineIntrinsics",
        ["FormatEnumerationLimit"] = "4",
        ["InformationPreference"] = "SilentlyContinue",
        ["MaximumAliasCount"] = "4096",
        ["MaximumDriveCount"] = "4096",
        ["MaximumErrorCount"] = "256",
        ["MaximumFunctionCount"] = "4096",
        ["MaximumHistoryCount"] = "4096",
        ["MaximumVariableCount"] = "4096",
        ["NestedPromptLevel"] = "0",
        ["ProgressPreference"] = "Continue",
        ["PSHOME"] = @"C:\Windows\System32\WindowsPowerShell\v1.0",
        ["PSSessionApplicationName"] = "wsman",
        ["ShellId"] = "Microsoft.PowerShell",
        ["VerbosePreference"] = "SilentlyContinue",
        ["WarningPreference"] = "Continue",
        ["env:ComSpec"] = @"C:\WINDOWS\system32\cmd.exe",
        ["env:OS"] = "Windows_NT",
        ["env:PATHEXT"] = ".COM;.EXE;.BAT;.CMD;.VBS;.VBE;.JS;.JSE;.WSF;.WSH;.MSC;.CPL",
        ["env:ProgramData"] = @"C:\ProgramData",
        ["env:ProgramFiles"] = @"C:\Program Files",
        ["env:Public"] = @"C:\Users\Public",
        ["env:SystemDrive"] = "C:",
        ["env:SystemRoot"] = @"C:\WINDOWS",
        ["env:windir"] = @"C:\WINDOWS",
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    /// <summary>The value; null when it is not one of these.</summary>
    public static string? Find(string name) => Values.GetValueOrDefault(name);

    /// <summary>The variables whose names fit a wildcard pattern, as objects with name and value.</summary>
    public static Datum Match(string pattern)
    {
        List<Datum> found = [.. Values
            .Where(pair => !pair.Key.Contains(':', StringComparison.Ordinal) && TextOperators.IsLike(pair.Key, pattern))
            .Select(pair => new TableDatum([new("Name", Datum.Text(pair.Key)), new("Value", Datum.Text(pair.Value))]))];
        return found.Count == 0 ? Datum.Unknown : Datum.Collapse(found);
    }
}
