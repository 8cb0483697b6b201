using System.Globalization;
using AiFirewall.Cli.Terminal;
using AiFirewall.Execution.Sql;

namespace AiFirewall.Cli.Rendering;

/// <summary>What SQL gives back as aligned tables. The first rows decide how wide a column is, so that the rest can be written as it comes.</summary>
internal sealed class SqlTable(Streams streams) : ISqlOutput
{
    private const int RowsForWidths = 200;
    private const int WidestColumn = 60;

    private readonly List<string[]> _waiting = [];
    private string[] _columns = [];
    private bool[] _areNumbers = [];
    private int[] _widths = [];
    private long _rows;

    /// <inheritdoc/>
    public void Columns(int statement, IReadOnlyList<string> columns)
    {
        Finish();
        _columns = [.. columns.Select(c => VisibleText.Cut(c, WidestColumn))];
        _areNumbers = new bool[_columns.Length];
        Array.Fill(_areNumbers, true);
        _widths = [];
        _rows = 0;
    }

    /// <inheritdoc/>
    public void Row(IReadOnlyList<object?> values)
    {
        var row = new string[_columns.Length];
        for (var i = 0; i < row.Length; i++)
        {
            row[i] = VisibleText.Cut(SqlValue.Text(values[i]), WidestColumn);
            if (_widths.Length == 0) _areNumbers[i] &= values[i] is null or long or int or decimal or double or short or ulong or uint or float;
        }

        _rows++;
        if (_widths.Length > 0) Write(row);
        else _waiting.Add(row);
        if (_waiting.Count >= RowsForWidths) WriteWaiting();
        streams.Output.FlushWhenLarge();
    }

    /// <inheritdoc/>
    public void Done(int statement, string verb, long? rowsAffected)
    {
        Finish();
        if (rowsAffected is { } rows) streams.Output.Line(string.Create(CultureInfo.InvariantCulture, $"{verb} {rows}"));

        // The next statement may take long.
        streams.Output.Flush();
    }

    /// <summary>Writes what still waits, and how many rows there were.</summary>
    public void Finish()
    {
        if (_columns.Length == 0) return;
        if (_widths.Length == 0) WriteWaiting();
        streams.Output.Line(streams.OutputPalette.Dim(string.Create(CultureInfo.InvariantCulture, $"({_rows} {(_rows == 1 ? "row" : "rows")})")));
        _columns = [];
    }

    private void WriteWaiting()
    {
        _widths = new int[_columns.Length];
        for (var i = 0; i < _widths.Length; i++) _widths[i] = Math.Max(1, _waiting.Aggregate(_columns[i].Length, (width, row) => Math.Max(width, row[i].Length)));
        var palette = streams.OutputPalette;
        streams.Output.Line(palette.Bold(Line(_columns)));
        streams.Output.Line(palette.Dim(string.Join("  ", _widths.Select(w => new string('-', w)))));
        foreach (var row in _waiting) Write(row);
        _waiting.Clear();
    }

    private void Write(string[] row) => streams.Output.Line(Line(row));

    private string Line(string[] row) =>
        string.Join("  ", row.Select((value, i) => _areNumbers[i] ? value.PadLeft(_widths[i]) : value.PadRight(_widths[i]))).TrimEnd();
}
