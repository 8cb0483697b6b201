using System.Globalization;
using AiFirewall.Effects;

namespace AiFirewall.Sql;

/// <summary>Weighs how a statement reaches beyond its tables by what it reaches for.</summary>
internal static class SqlReaches
{
    private const double LongSeconds = 30;

    /// <summary>The reach of a function with its operand.</summary>
    public static SqlReach Of(SqlCursor arguments, SqlReachKind kind, string by, string operand, TextSpan span)
    {
        var name = by.ToLowerInvariant();
        switch (name)
        {
            case "openrowset" when arguments.Word == SqlWord.Bulk:
                arguments.At++;
                return new SqlReach(SqlReachKind.ReadFile, by, ConstantText.Read(arguments)[0], span);
            case "benchmark" or "master_pos_wait" or "source_pos_wait":
                return new SqlReach(kind, by, operand, span) { Severity = Risk.High };
            case "fopen" when HasWriteMode(arguments):
                return new SqlReach(SqlReachKind.WriteFile, by, operand, span);
            case "fremove" or "frename":
                return new SqlReach(SqlReachKind.DeleteFile, by, operand, span);
            case "xp_regread" or "pg_cancel_backend" or "xp_fileexist":
                return new SqlReach(kind, by, operand, span) { Severity = Risk.Medium };
            case "sp_configure" when operand.Contains("xp_cmdshell", StringComparison.OrdinalIgnoreCase)
                || operand.Contains("ole automation", StringComparison.OrdinalIgnoreCase)
                || operand.Contains("clr enabled", StringComparison.OrdinalIgnoreCase)
                || operand.Contains("external scripts", StringComparison.OrdinalIgnoreCase):
                return new SqlReach(SqlReachKind.WeakenSecurity, by, operand, span) { Severity = Risk.Critical };
            case "sp_configure":
                return new SqlReach(kind, by, operand, span) { Severity = operand.Length == 0 ? Risk.Low : Risk.Medium };
        }

        return kind == SqlReachKind.Stall ? Stall(by, operand, span) : new SqlReach(kind, by, operand, span);
    }

    /// <summary>A wait of so many seconds, or until a time.</summary>
    public static SqlReach Stall(string by, string operand, TextSpan span) =>
        new(SqlReachKind.Stall, by, operand, span) { Severity = Seconds(operand) is { } seconds && seconds < LongSeconds ? Risk.Medium : Risk.High };

    /// <summary>The seconds of <c>5</c>, <c>0.5</c> or <c>'0:0:5'</c>; null when that cannot be said.</summary>
    private static double? Seconds(string operand)
    {
        var total = 0.0;
        foreach (var part in operand.Split(':'))
        {
            if (!double.TryParse(part, NumberStyles.Float, CultureInfo.InvariantCulture, out var value)) return null;
            total = (total * 60) + value;
        }

        return total;
    }

    // UTL_FILE.FOPEN(location, filename, open_mode).
    private static bool HasWriteMode(SqlCursor arguments)
    {
        for (var i = arguments.At; i < arguments.Limit; i++)
        {
            if (arguments.Source.Tokens[i].Kind == SqlTokenKind.Text && LiteralReader.Decode(arguments.Source, i) is "w" or "W" or "a" or "A"
                or "wb" or "ab")
            {
                return true;
            }
        }

        return false;
    }
}
