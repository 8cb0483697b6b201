namespace AiFirewall.Sql;

/// <summary>Upper-case spellings of keywords, made once.</summary>
internal static class VerbNames
{
    private static readonly string[] Names = [.. Enum.GetValues<SqlWord>().Select(word => word.ToString().ToUpperInvariant())];

    /// <summary>The keyword in upper case.</summary>
    public static string Of(SqlWord word) => Names[(int)word];
}
