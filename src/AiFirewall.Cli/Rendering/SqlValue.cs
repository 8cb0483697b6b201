using System.Globalization;

namespace AiFirewall.Cli.Rendering;

/// <summary>A value of a database as text.</summary>
internal static class SqlValue
{
    private const int ShownBytes = 16;

    /// <summary>The text; dates in ISO 8601, bytes in hexadecimal and cut.</summary>
    public static string Text(object? value) => value switch
    {
        null => "NULL",
        string text => text,
        bool truth => truth ? "true" : "false",
        DateTime { TimeOfDay.Ticks: 0 } day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        DateTime time => time.ToString("yyyy-MM-ddTHH:mm:ss.FFFFFFF", CultureInfo.InvariantCulture),
        DateTimeOffset time => time.ToString("yyyy-MM-ddTHH:mm:ss.FFFFFFFzzz", CultureInfo.InvariantCulture),
        byte[] bytes => "0x" + Convert.ToHexString(bytes.AsSpan(0, Math.Min(bytes.Length, ShownBytes))) + (bytes.Length > ShownBytes ? "…" : ""),
        IFormattable other => other.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? "",
    };
}
