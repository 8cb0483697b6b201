using System.Text;
using AiFirewall.Cli.CommandLine;
using AiFirewall.Cli.Terminal;

namespace AiFirewall.Cli.Verbs;

/// <summary>Where <c>guard sql</c> has its SQL from: the command line, a file, or standard input.</summary>
internal static class SqlInput
{
    private const int LongestBytes = 32 * 1024 * 1024;

    /// <summary>Reads the text.</summary>
    /// <returns>What is wrong, one sentence; null for nothing.</returns>
    public static string? Read(ParsedLine line, Streams streams, out string sql)
    {
        sql = "";
        var file = line.ValueOf("--file");
        if (line.Operands is ["-"])
        {
            file = "-";
        }
        else if (line.Operands.Count > 0)
        {
            sql = string.Join(' ', line.Operands);
            return file is null ? null : "give the SQL on the command line or in a file, not both";
        }

        if (file is null && !Console.IsInputRedirected) return "there is no SQL to judge; see 'guard sql --help'";
        try
        {
            using var input = file is null or "-" ? Streams.OpenInput() : File.OpenRead(file);
            return Read(input, ref sql);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return $"the SQL cannot be read from {(file is null or "-" ? "standard input" : $"'{file}'")}: {Failures.Describe(e)}";
        }
    }

    private static string? Read(Stream input, ref string sql)
    {
        using var bytes = new MemoryStream();
        var buffer = new byte[64 * 1024];
        for (int read; (read = input.Read(buffer)) > 0;)
        {
            if (bytes.Length + read > LongestBytes) return $"the SQL is longer than {LongestBytes / 1024 / 1024} MiB";
            bytes.Write(buffer, 0, read);
        }

        try
        {
            // What is judged must be what a server reads: bytes that are no text are not replaced by something that is. Other encodings
            // (scripts of SQL Server are often UTF-16) begin with their mark.
            bytes.Position = 0;
            using var text = new StreamReader(bytes, new UTF8Encoding(false, throwOnInvalidBytes: true), detectEncodingFromByteOrderMarks: true);
            sql = text.ReadToEnd();
            return sql.AsSpan().IsWhiteSpace() ? "there is no SQL to judge; see 'guard sql --help'" : null;
        }
        catch (DecoderFallbackException)
        {
            return "the SQL is not UTF-8 text";
        }
    }
}
