namespace AiFirewall.Cli.Terminal;

/// <summary>The process's standard streams, opened when first used.</summary>
internal sealed class Streams
{
    private TextOutput? _output;
    private TextOutput? _error;
    private bool? _isOutputTerminal;

    /// <summary>Standard output.</summary>
    public TextOutput Output => _output ??= new TextOutput(DescriptorStream.Open(1));

    /// <summary>Standard error.</summary>
    public TextOutput Error => _error ??= new TextOutput(DescriptorStream.Open(2));

    /// <summary>Whether a person reads standard output.</summary>
    public bool IsOutputTerminal => _isOutputTerminal ??= !Console.IsOutputRedirected;

    /// <summary>Colours for standard output.</summary>
    public Palette OutputPalette => new(IsOutputTerminal && Palette.IsWanted());

    /// <summary>Colours for standard error.</summary>
    public static Palette ErrorPalette => new(!Console.IsErrorRedirected && Palette.IsWanted());

    /// <summary>Opens standard input.</summary>
    public static Stream OpenInput() => Console.OpenStandardInput();

    /// <summary>Says on standard error what is wrong, one sentence, and hands back the exit code of a usage error.</summary>
    public int Fail(string sentence)
    {
        Say(sentence);
        return ExitCodes.Usage;
    }

    /// <summary>Says a sentence on standard error.</summary>
    public void Say(string sentence)
    {
        Error.Line("guard: " + VisibleText.Of(sentence)).Flush();
    }
}
