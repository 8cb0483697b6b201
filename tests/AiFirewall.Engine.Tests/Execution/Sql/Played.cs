using AiFirewall.Actions;
using AiFirewall.Execution.Sql;
using AiFirewall.Sql;

namespace AiFirewall.Tests.Execution.Sql;

/// <summary>What running a text of SQL came to.</summary>
internal sealed record Played(SqlOutcome Outcome, IReadOnlyList<string> Lines)
{
    /// <summary>Runs a text.</summary>
    /// <returns>Rows as <c>a=1|b=x</c>, statements as <c>DELETE 3</c>.</returns>
    public static Played Run(string connection, string sql, bool isDryRun = false, long? maxRows = null, double seconds = 20, CancellationToken stop = default)
    {
        var database = SqlDatabase.Parse(connection, SqlDialect.Unknown, _ => null, "/", out var problem);
        Assert.True(database is not null, problem);
        var output = new Written();
        var executor = new SqlExecutor(database, output, new SqlRunOptions { IsDryRun = isDryRun, MaxRows = maxRows, Timeout = TimeSpan.FromSeconds(seconds) });
        var exitCode = executor.Run(new SqlAction(sql), TestWorld.Observation, stop);
        Assert.Equal(executor.Outcome!.ExitCode, exitCode);
        return new Played(executor.Outcome, output.Lines);
    }

    private sealed class Written : ISqlOutput
    {
        private IReadOnlyList<string> _columns = [];

        public List<string> Lines { get; } = [];

        public void Columns(int statement, IReadOnlyList<string> columns) => _columns = columns;

        public void Row(IReadOnlyList<object?> values) => Lines.Add(string.Join('|', _columns.Zip(values, (c, v) => $"{c}={Text(v)}")));

        public void Done(int statement, string verb, long? rowsAffected)
        {
            if (rowsAffected is { } rows) Lines.Add($"{verb} {rows}");
        }

        private static string Text(object? value) => value switch
        {
            null => "null",
            byte[] bytes => Convert.ToHexString(bytes),
            bool truth => truth ? "true" : "false",
            IFormattable other => $"{other.GetType().Name}:{other.ToString(null, System.Globalization.CultureInfo.InvariantCulture)}",
            _ => $"{value}",
        };
    }
}
