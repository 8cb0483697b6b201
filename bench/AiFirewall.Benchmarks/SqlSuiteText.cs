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
    /// <returns>The dialect, the statement, and whether the test says that the database refuses to parse it.</returns>
    public static IEnumerable<(SqlDialect Dialect, string Sql, bool IsBroken)> OfTest(string text) =>
        text.Contains("testdir", StringComparison.Ordinal) || text.Contains("do_test", StringComparison.Ordinal) || text.Contains("do_execsql_test", StringComparison.Ordinal)
            ? OfTcl(text).Select(s => (SqlDialect.Sqlite, s.Sql, s.IsBroken))
            : OfMySql(text).Select(s => (SqlDialect.MySql, s.Sql, s.IsBroken));

    // execsql {…}, do_execsql_test NAME {…}, db eval {…}: braces nest in Tcl. Texts with Tcl's own $ and [ ] in them would need Tcl.
    private static IEnumerable<(string Sql, bool IsBroken)> OfTcl(string text)
    {
        foreach (Match match in TclCall().Matches(text))
        {
            // A test that is commented out.
            if (text.AsSpan(text.LastIndexOf('\n', match.Index) + 1).TrimStart().StartsWith("#")) continue;
            var start = match.Index + match.Length;
            var depth = 1;
            var end = start;
            for (; end < text.Length && depth > 0; end++)
            {
                // A brace behind a backslash does not count.
                if (text[end] == '\\') end++;
                else depth += text[end] switch { '{' => 1, '}' => -1, _ => 0 };
            }

            if (depth > 0) continue;
            var sql = text[start..(end - 1)];

            // Tcl's own words would need Tcl: a whole statement in a variable.
            if (TclWord().IsMatch(sql)) continue;
            var after = text.AsSpan(end, Math.Min(160, text.Length - end));
            var isBroken = after.Contains("unrecognized token", StringComparison.Ordinal) || after.Contains("syntax error", StringComparison.Ordinal) || after.Contains("incomplete input", StringComparison.Ordinal);
            foreach (var statement in Cut(sql, SqlDialect.Sqlite)) yield return (statement, isBroken);
        }
    }

    /// <summary>
    /// Commands of mysqltest end at the delimiter, wherever on a line it stands outside of quotes; a line that starts with <c>#</c> is a comment, one that
    /// starts with <c>--</c> is a command of its own, a brace alone opens or closes a block. What write_file, append_file and perl are followed by, up to
    /// their mark, is no SQL.
    /// </summary>
    private static IEnumerable<(string Sql, bool IsBroken)> OfMySql(string text)
    {
        var delimiter = ";";
        var isBroken = false;
        for (var at = 0; at < text.Length;)
        {
            if (char.IsWhiteSpace(text[at]))
            {
                at++;
                continue;
            }

            var lineEnd = text.IndexOf('\n', at) is >= 0 and var newline ? newline : text.Length;
            var line = text[at..lineEnd].TrimEnd();
            if (line[0] is '#' or '}' or '{')
            {
                at = line[0] == '#' ? lineEnd : at + 1;
                continue;
            }

            var isLine = line.StartsWith("--", StringComparison.Ordinal);
            var end = isLine ? lineEnd : EndOf(text, at, delimiter);
            var command = (isLine ? line[2..] : text[at..end]).Trim();
            at = isLine ? lineEnd : Math.Min(text.Length, end + delimiter.Length);
            if (DelimiterLine().Match(command) is { Success: true } change)
            {
                delimiter = change.Groups[1].Value.Trim();
                if (isLine && delimiter.Length > 1 && delimiter.EndsWith(';')) delimiter = delimiter[..^1];
                continue;
            }

            if (ErrorLine().Match(command) is { Success: true } error)
            {
                isBroken = error.Groups[1].Value is var code && (code.Contains("1064", StringComparison.Ordinal) || code.Contains("PARSE", StringComparison.OrdinalIgnoreCase) || code.Contains("SYNTAX", StringComparison.OrdinalIgnoreCase));
                continue;
            }

            if (HereText().Match(command) is { Success: true } here)
            {
                var mark = here.Groups[1].Success ? here.Groups[1].Value : "EOF";
                at = text.IndexOf("\n" + mark, at, StringComparison.Ordinal) is >= 0 and var stop ? stop + 1 + mark.Length : text.Length;
                continue;
            }

            // A block opens without a delimiter: if (…) {
            if (BlockHead().IsMatch(command))
            {
                at = end > lineEnd ? lineEnd : at;
                continue;
            }

            if (isLine || command.Length == 0 || command.StartsWith("connect (", StringComparison.OrdinalIgnoreCase) || TestCommand().IsMatch(command)) continue;
            foreach (var prefix in (ReadOnlySpan<string>)["eval", "send_eval", "send", "query", "evalp"])
            {
                if (command.StartsWith(prefix, StringComparison.OrdinalIgnoreCase) && command.Length > prefix.Length && char.IsWhiteSpace(command[prefix.Length])) command = command[prefix.Length..].Trim();
            }

            // mysqltest puts variables in; what comes out is not known here.
            if (!TestVariable().IsMatch(command) && command.Length > 0) yield return (command, isBroken);
            isBroken = false;
        }
    }

    // mysqltest.cc, read_line: quotes of three kinds, a backslash in them escapes.
    private static int EndOf(string text, int at, string delimiter)
    {
        var quote = '\0';
        for (var isLineStart = false; at < text.Length; at++)
        {
            var c = text[at];
            if (quote != '\0')
            {
                if (c == '\\') at++;
                else if (c == quote) quote = '\0';
            }
            else if (string.CompareOrdinal(text, at, delimiter, 0, delimiter.Length) == 0)
            {
                return at;
            }
            else if (c is '\'' or '"' or '`')
            {
                quote = c;
            }
            else if (isLineStart && c == '#')
            {
                while (at < text.Length && text[at] != '\n') at++;
            }

            isLineStart = at < text.Length && (text[at] == '\n' || (isLineStart && char.IsWhiteSpace(text[at])));
        }

        return text.Length;
    }

    private static IEnumerable<string> Cut(string text, SqlDialect dialect) => SqlPieces.Of(text, SqlReader.Read(text, dialect)).Select(p => p.Text);

    [GeneratedRegex(@"^copy\s[^;]*\sfrom\s+stdin[^;]*;\n.*?^\\\.$", RegexOptions.Multiline | RegexOptions.Singleline | RegexOptions.IgnoreCase)]
    private static partial Regex CopyData();

    [GeneratedRegex(@"^\s*\\.*$|\\(?:g|gset|gexec|gdesc|gx|crosstabview|watch|;)(?=\s|$)[^\n]*", RegexOptions.Multiline)]
    private static partial Regex PsqlLine();

    [GeneratedRegex(@"(?:execsql|catchsql|execsql2|db\d?\s+eval|do_execsql_test\s+(?:-db\s+\w+\s+)?[\w.$()-]+|do_catchsql_test\s+[\w.$()-]+)\s*\{")]
    private static partial Regex TclCall();

    [GeneratedRegex(@"^delimiter\s+(\S+)", RegexOptions.IgnoreCase)]
    private static partial Regex DelimiterLine();

    [GeneratedRegex(@"^error\s+(.*)$", RegexOptions.IgnoreCase)]
    private static partial Regex ErrorLine();

    [GeneratedRegex(@"^(?:write_file|append_file|perl|write_line)\b(?:[^\n]*?\s([A-Z_]*EOF\w*|END_OF_\w+|[A-Z]+_END))?\s*(?:\n|$)", RegexOptions.IgnoreCase)]
    private static partial Regex HereText();

    [GeneratedRegex(@"^(?:if|while)\s*\(", RegexOptions.IgnoreCase)]
    private static partial Regex BlockHead();

    [GeneratedRegex(@"^\s*[$%]\w+%?(?:\s+[$%]\w+%?)*\s*$")]
    private static partial Regex TclWord();

    [GeneratedRegex(@"^(?:let|inc|dec|connect|connection|disconnect|source|if|while|echo|error|enable_\w+|disable_\w+|sleep|real_sleep|exec|execw|system|perl|die|exit|skip|eval_?\w*\s*\$|reap|send_\w+|query_\w+|vertical_results|horizontal_results|result_format|replace_\w+|remove_\w+|copy_file|move_file|write_file|append_file|cat_file|diff_files|file_exists|mkdir|rmdir|list_files\w*|chmod|change_user|character_set|sync_\w+|save_master_pos|wait_for_\w+|shutdown_server|start_timer|end_timer|sorted_result|lowercase_result|partially_sorted_result|require|dirty_close|ping|query|reset_connection|output|require_\w+|evalp)\b(?!\s+(?:from|\(|values))", RegexOptions.IgnoreCase)]
    private static partial Regex TestCommand();

    [GeneratedRegex(@"\$\w|`select ", RegexOptions.IgnoreCase)]
    private static partial Regex TestVariable();
}
