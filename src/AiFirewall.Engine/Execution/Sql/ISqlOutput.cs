namespace AiFirewall.Execution.Sql;

/// <summary>Takes what statements give back, as it comes.</summary>
/// <remarks>Values are null, booleans, numbers, text, dates, GUIDs or bytes; whatever else a database has comes as text.</remarks>
public interface ISqlOutput
{
    /// <summary>A set of rows begins.</summary>
    /// <param name="statement">Which statement of the text gives it, from 1.</param>
    /// <param name="columns">The names of the columns; they may repeat and be empty.</param>
    void Columns(int statement, IReadOnlyList<string> columns);

    /// <summary>A row of the set that began last.</summary>
    /// <param name="values">The values in the order of the columns; only valid during the call.</param>
    void Row(IReadOnlyList<object?> values);

    /// <summary>A statement has run.</summary>
    /// <param name="statement">Which one, from 1.</param>
    /// <param name="verb">Its verb.</param>
    /// <param name="rowsAffected">How many rows it changed; null for a statement that changes none by its nature.</param>
    void Done(int statement, string verb, long? rowsAffected);
}
