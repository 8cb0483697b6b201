using System.Text;

namespace AiFirewall.Approval;

/// <summary>
/// Asks on the controlling terminal. Never on standard input, which may be the agent's; never with an answer that was typed before the
/// question was on the screen.
/// </summary>
/// <param name="question">Words the question for a request, ready for a terminal.</param>
public sealed class ConsoleApprover(Func<ApprovalRequest, string> question) : IApprover
{
    private const int MaxAnswer = 256;

    /// <inheritdoc/>
    public ApprovalAnswer Ask(ApprovalRequest request)
    {
        try
        {
            using var terminal = ConsoleTerminal.Open();
            if (terminal is null) return new ApprovalAnswer(false, "nobody");
            var text = question(request);
            terminal.DiscardTypedAhead();
            terminal.Output.Write(Encoding.UTF8.GetBytes(text));
            terminal.Output.Flush();
            return new ApprovalAnswer(IsYes(ReadLine(terminal.Input)), "console");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            return new ApprovalAnswer(false, "nobody");
        }
    }

    private static bool IsYes(string answer) => answer.Trim() is var word
        && (word.Equals("y", StringComparison.OrdinalIgnoreCase) || word.Equals("yes", StringComparison.OrdinalIgnoreCase));

    // A line that the terminal was closed on before it ended is no answer.
    private static string ReadLine(Stream input)
    {
        var line = new byte[MaxAnswer];
        var length = 0;
        while (length < line.Length)
        {
            var read = input.Read(line, length, 1);
            if (read == 0) return "";
            if (line[length] == '\n') return Encoding.UTF8.GetString(line, 0, length);
            length++;
        }
        return "";
    }
}
