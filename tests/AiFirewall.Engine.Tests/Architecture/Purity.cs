namespace AiFirewall.Tests.Architecture;

/// <summary>What a part that only judges must leave alone: disk, environment, clock, network, chance.</summary>
internal static class Purity
{
    private static readonly string[] Rooms =
        ["Actions", "Effects", "Shells", "Commands", "Interpretation", "Assessment", "Http", "Sql", "Files", "Packages", "Text", "Policy", "Roles"];

    // Rules and packs come from files; what reads them is not what judges by them.
    private static readonly HashSet<string> ReadsRules =
        ["AiFirewall.Policy.GuardPolicy", "AiFirewall.Policy.PolicyLoader", "AiFirewall.Policy.PolicyDocument", "AiFirewall.Policy.PolicySource", "AiFirewall.Interpretation.CatalogPacks"];

    private static readonly HashSet<string> Types =
    [
        "System.IO.File", "System.IO.Directory", "System.IO.FileInfo", "System.IO.DirectoryInfo", "System.IO.FileStream", "System.IO.StreamReader", "System.IO.StreamWriter",
        "System.IO.DriveInfo", "System.Diagnostics.Process", "System.Diagnostics.Stopwatch", "System.Random", "System.Console", "System.TimeProvider",
    ];

    private static readonly HashSet<string> Members =
    [
        "System.DateTime.get_Now", "System.DateTime.get_UtcNow", "System.DateTime.get_Today", "System.DateTimeOffset.get_Now", "System.DateTimeOffset.get_UtcNow",
        "System.Guid.NewGuid", "System.IO.Path.GetFullPath", "System.IO.Path.GetTempPath", "System.IO.Path.GetTempFileName",
        "System.OperatingSystem.IsWindows", "System.OperatingSystem.IsLinux", "System.OperatingSystem.IsMacOS",
    ];

    /// <summary>Whether a type of the engine belongs to the judging half.</summary>
    public static bool IsJudging(string type) =>
        type.Split('.') is ["AiFirewall", var room, _, ..] && Rooms.Contains(room) && !ReadsRules.Contains(type);

    /// <summary>Every look at the world by a type that may not, a line each.</summary>
    public static IReadOnlyList<string> Violations(IEnumerable<Mention> mentions, Func<string, bool> isJudging) =>
        [.. mentions.Where(m => isJudging(m.From) && Touches(m)).Select(m => $"{m.From} uses {m.To}{(m.Member.Length > 0 ? "." + m.Member : "")}").Order(StringComparer.Ordinal)];

    private static bool Touches(Mention mention) =>
        Types.Contains(mention.To)
        || Members.Contains($"{mention.To}.{mention.Member}")
        || (mention.To == "System.Environment" && mention.Member is not ("" or "get_NewLine" or "FailFast" or "get_CurrentManagedThreadId"))
        || mention.To is "System.Net.Dns" or "System.Net.Sockets.Socket" or "System.Net.Sockets.TcpClient" or "System.Net.Sockets.UdpClient"
        || mention.To.StartsWith("System.Net.Http.", StringComparison.Ordinal);
}
