using System.Collections.Frozen;

namespace AiFirewall.Shells.PowerShell.Evaluation;

/// <summary>The full names of types that PowerShell lets one write shorter.</summary>
internal static class TypeNames
{
    private static readonly FrozenDictionary<string, string> Accelerators = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase)
    {
        ["adsi"] = "System.DirectoryServices.DirectoryEntry",
        ["bigint"] = "System.Numerics.BigInteger",
        ["bool"] = "System.Boolean",
        ["cimsession"] = "Microsoft.Management.Infrastructure.CimSession",
        ["float"] = "System.Single",
        ["int"] = "System.Int32",
        ["ipaddress"] = "System.Net.IPAddress",
        ["long"] = "System.Int64",
        ["mailaddress"] = "System.Net.Mail.MailAddress",
        ["powershell"] = "System.Management.Automation.PowerShell",
        ["ref"] = "System.Management.Automation.PSReference",
        ["regex"] = "System.Text.RegularExpressions.Regex",
        ["runspace"] = "System.Management.Automation.Runspaces.Runspace",
        ["runspacefactory"] = "System.Management.Automation.Runspaces.RunspaceFactory",
        ["scriptblock"] = "System.Management.Automation.ScriptBlock",
        ["securestring"] = "System.Security.SecureString",
        ["short"] = "System.Int16",
        ["uint"] = "System.UInt32",
        ["ulong"] = "System.UInt64",
        ["wmi"] = "System.Management.ManagementObject",
        ["wmiclass"] = "System.Management.ManagementClass",
        ["wmisearcher"] = "System.Management.ManagementObjectSearcher",
        ["x509certificate"] = "System.Security.Cryptography.X509Certificates.X509Certificate",
        ["xml"] = "System.Xml.XmlDocument",
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenSet<string> InSystem = FrozenSet.Create(
        StringComparer.OrdinalIgnoreCase,
        "Activator", "AppDomain", "Array", "BitConverter", "Boolean", "Buffer", "Byte", "Char", "Console", "Convert", "DateTime", "Decimal",
        "Delegate", "Double", "Environment", "Exception", "GC", "Guid", "Int16", "Int32", "Int64", "IntPtr", "Math", "Object", "Random", "SByte",
        "Single", "String", "StringComparison", "TimeSpan", "Type", "UInt16", "UInt32", "UInt64", "UIntPtr", "Uri", "Version",
        "Collections", "Configuration", "Data", "Diagnostics", "DirectoryServices", "Drawing", "Globalization", "IO", "Linq", "Management", "Net",
        "Numerics", "Reflection", "Runtime", "Security", "ServiceProcess", "Text", "Threading", "Timers", "Web", "Windows", "Xml");

    /// <summary>The full name of what is written as <paramref name="name"/>; the case stays as written.</summary>
    public static string Expand(string name)
    {
        name = name.Trim().TrimStart('[').TrimEnd(']');
        if (Accelerators.TryGetValue(name, out var full)) return full;
        var dot = name.IndexOf('.', StringComparison.Ordinal);
        return InSystem.Contains(dot < 0 ? name : name[..dot]) ? "System." + name : name;
    }

    /// <summary>The last part of a name in lower case, for what is the same in every namespace it could be in.</summary>
    public static string Short(string name) => name[(name.LastIndexOf('.') + 1)..].ToLowerInvariant();
}
