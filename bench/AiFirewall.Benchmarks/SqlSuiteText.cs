using System.Text;
using System.Text.RegularExpressions;
using AiFirewall.Sql;

namespace AiFirewall.Benchmarks;

/// <summary>Takes the SQL out of the files in which the test suites of databases keep it.</summary>
internal static partial class SqlSuiteText
{
    /// <summary>The statements of a script for psql, without the client's own lines and what COPY reads.</summary>
    public static IEnumerable<string> OfScript(string text)
    {
        text = CopyData().Replace(text, "");
        text = PsqlLine().Replace(text, ";");
        return Cut(text, SqlDialect.Postgres);
    }

    /// <summary>The statements of a file of tests: SQLite's in Tcl, MySQL's in the language of mysqltest.</summary>
    public static IEnumerable<(SqlDialect, string)> OfTest(string text) =>
        text.Contains("testdir", StringComparison.Ordinal) || text.Contains("do_test", StringComparison.Ordinal) || text.Contains("do_execsql_test", StringComparison.Ordinal)
            ? OfTcl(text).Select(s => (SqlDialect.Sqlite, s))
            : OfMySql(text).Select(s => (SqlDialect.MySql, s));

    // execsql {…}, do_execsql_test NAME {…}, db eval {…}: braces nest in Tcl. Texts with Tcl's own $ and [ ] in them would need Tcl.
    private static IEnumerable<string> OfTcl(string text)
    {
        foreach (Match match in TclCall().Matches(text))
        {
            var start = match.Index + match.Length;
            var depth = 1;
            var end = start;
            for (; end < text.Length && depth > 0; end++) depth += text[end] switch { '{' => 1, '}' => -1, _ => 0 };
            if (depth > 0) continue;
            var sql = text[start..(end - 1)];
            foreach (var statement in Cut(sql, SqlDialect.Sqlite)) yield return statement;
        }
    }

    private static IEnumerable<string> OfMySql(string text)
    {
        var statement = new StringBuilder();
        var delimiter = ";";
        foreach (var raw in text.Split('\n'))
        {
            var line = raw.TrimEnd('\r');
            var trimmed = line.TrimStart();
            if (statement.Length == 0 && (trimmed.Length == 0 || trimmed[0] is '#' or '}' or '{' || trimmed.StartsWith("--", StringComparison.Ordinal))) continue;
            if (statement.Length == 0 && DelimiterLine().Match(trimmed) is { Success: true } change)
            {
                delimiter = change.Groups[1].Value.Trim();
                if (delimiter.Length > 1 && delimiter.EndsWith(';')) delimiter = delimiter[..^1];
                continue;
            }

            if (statement.Length == 0 && TestCommand().IsMatch(trimmed)) continue;
            statement.Append(line).Append('\n');
            if (!trimmed.TrimEnd().EndsWith(delimiter, StringComparison.Ordinal)) continue;
            var sql = statement.ToString().Trim();
            statement.Clear();
            sql = sql[..^delimiter.Length];
            if (sql.StartsWith("eval ", StringComparison.OrdinalIgnoreCase)) sql = sql[5..];
            else if (sql.StartsWith("send ", StringComparison.OrdinalIgnoreCase)) sql = sql[5..];

            // mysqltest puts variables in; what comes out is not known here.
            if (!TestVariable().IsMatch(sql) && sql.Trim().Length > 0) yield return sql;
        }
    }

    private static IEnumerable<string> Cut(string text, SqlDialect dialect) => SqlPieces.Of(text, SqlReader.Read(text, dialect)).Select(p => p.Text);

    [GeneratedRegex(@"^copy\s[^;]*\sfrom\s+stdin[^;]*;\n.*?^\\\.$", RegexOptions.Multiline | RegexOptions.Singleline | RegexOptions.IgnoreCase)]
    private static partial Regex CopyData();

    [GeneratedRegex(@"^\s*\\.*$|\\(?:g|gset|gexec|gdesc|gx|crosstabview|watch|;)(?=\s|$)[^\n]*", RegexOptions.Multiline)]
    private static partial Regex PsqlLine();

    [GeneratedRegex(@"(?:execsql|catchsql|execsql2|db\d?\s+eval|do_execsql_test\s+(?:-db\s+\w+\s+)?[\w.$()-]+|do_catchsql_test\s+[\w.$()-]+)\s*\{")]
    private static partial Regex TclCall();

    [GeneratedRegex(@"^(?:--)?\s*delimiter\s+(\S+)", RegexOptions.IgnoreCase)]
    private static partial Regex DelimiterLine();

    [GeneratedRegex(@"^(?:let|inc|dec|connect|connection|disconnect|source|if|while|echo|error|enable_\w+|disable_\w+|sleep|real_sleep|exec|execw|system|perl|die|exit|skip|eval_?\w*\s*\$|reap|send_\w+|query_\w+|vertical_results|horizontal_results|result_format|replace_\w+|remove_\w+|copy_file|move_file|write_file|append_file|cat_file|diff_files|file_exists|mkdir|rmdir|list_files\w*|chmod|change_user|character_set|sync_\w+|save_master_pos|wait_for_\w+|shutdown_server|start_timer|end_timer|sorted_result|lowercase_result|partially_sorted_result|require|dirty_close|ping|query|reset_connection|output|require_\w+|evalp)\b(?!\s+(?:from|\(|values))", RegexOptions.IgnoreCase)]
    private static partial Regex TestCommand();

    [GeneratedRegex(@"\$\w|`select ", RegexOptions.IgnoreCase)]
    private static partial Regex TestVariable();
}
