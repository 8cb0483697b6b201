using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using AiFirewall.Cli.Terminal;
using AiFirewall.Execution.Sql;

namespace AiFirewall.Cli.Rendering;

/// <summary>
/// What SQL gives back as JSON, an object a line: <c>{"statement":1,"row":{…}}</c> for a row,
/// <c>{"statement":1,"verb":"DELETE","rows_affected":3}</c> for a statement, and in the end <c>{"outcome":"committed","rows_affected":3}</c>.
/// </summary>
internal sealed class SqlJsonLines(Streams streams) : ISqlOutput
{
    private static readonly JsonWriterOptions Compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private string[] _columns = [];
    private int _statement;

    /// <inheritdoc/>
    public void Columns(int statement, IReadOnlyList<string> columns)
    {
        _statement = statement;
        _columns = Distinct(columns);
    }

    /// <inheritdoc/>
    public void Row(IReadOnlyList<object?> values)
    {
        Write(json =>
        {
            json.WriteNumber("statement"u8, _statement);
            json.WriteStartObject("row"u8);
            for (var i = 0; i < _columns.Length; i++)
            {
                json.WritePropertyName(_columns[i]);
                WriteValue(json, values[i]);
            }
            json.WriteEndObject();
        });
        streams.Output.FlushWhenLarge();
    }

    /// <inheritdoc/>
    public void Done(int statement, string verb, long? rowsAffected) => Write(json =>
    {
        json.WriteNumber("statement"u8, statement);
        json.WriteString("verb"u8, verb);
        if (rowsAffected is { } rows) json.WriteNumber("rows_affected"u8, rows);
    });

    /// <summary>Writes how it ended.</summary>
    public void Finish(SqlOutcome outcome) => Write(json =>
    {
        json.WriteString("outcome"u8, outcome.Ending switch
        {
            SqlEnding.Committed => "committed",
            SqlEnding.RolledBack => "rolled back",
            SqlEnding.PartlyDone => "partly done",
            SqlEnding.OutOfTime => "out of time",
            SqlEnding.Stopped => "stopped",
            _ => "not run",
        });
        json.WriteNumber("rows_affected"u8, outcome.RowsAffected);
        if (outcome.Problem is { } problem) json.WriteString("error"u8, problem);
    });

    private void Write(Action<Utf8JsonWriter> content)
    {
        using (var json = new Utf8JsonWriter(streams.Output.Bytes, Compact))
        {
            json.WriteStartObject();
            content(json);
            json.WriteEndObject();
        }
        streams.Output.Line();
    }

    // A name that occurs twice would be one field with two values.
    private static string[] Distinct(IReadOnlyList<string> columns)
    {
        var names = new string[columns.Count];
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < names.Length; i++)
        {
            var name = columns[i].Length > 0 ? columns[i] : "column";
            names[i] = name;
            for (var n = 2; !seen.Add(names[i]); n++) names[i] = string.Create(CultureInfo.InvariantCulture, $"{name}_{n}");
        }
        return names;
    }

    private static void WriteValue(Utf8JsonWriter json, object? value)
    {
        switch (value)
        {
            case null: json.WriteNullValue(); break;
            case bool truth: json.WriteBooleanValue(truth); break;
            case long or int or short or byte or sbyte: json.WriteNumberValue(Convert.ToInt64(value, CultureInfo.InvariantCulture)); break;
            case ulong or uint or ushort: json.WriteNumberValue(Convert.ToUInt64(value, CultureInfo.InvariantCulture)); break;
            case decimal number: json.WriteNumberValue(number); break;
            case double number when double.IsFinite(number): json.WriteNumberValue(number); break;
            case float number when float.IsFinite(number): json.WriteNumberValue(number); break;
            case byte[] bytes: json.WriteBase64StringValue(bytes); break;
            default: json.WriteStringValue(SqlValue.Text(value)); break;
        }
    }
}
