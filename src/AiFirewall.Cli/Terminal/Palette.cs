using AiFirewall.Effects;
using AiFirewall.Policy;

namespace AiFirewall.Cli.Terminal;

/// <summary>Colours, or none where nobody sees them.</summary>
/// <param name="IsOn">Whether colours are written.</param>
internal readonly record struct Palette(bool IsOn)
{
    /// <summary>Whether the environment lets programs write colours (no-color.org; a dumb terminal shows the codes as text).</summary>
    public static bool IsWanted() =>
        string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"))
        && Environment.GetEnvironmentVariable("TERM") is var term && term != "dumb"
        && (!OperatingSystem.IsWindows() || term is not null || Environment.GetEnvironmentVariable("WT_SESSION") is not null);

    /// <summary>A heading.</summary>
    public string Bold(string text) => Paint("1", text);

    /// <summary>Something beside the point.</summary>
    public string Dim(string text) => Paint("2", text);

    /// <summary>A line that comes.</summary>
    public string Added(string text) => Paint("32", text);

    /// <summary>A line that goes.</summary>
    public string Removed(string text) => Paint("31", text);

    /// <summary>A verdict in its colour.</summary>
    public string Of(Verdict verdict, string text) => Paint(verdict switch
    {
        Verdict.Allow => "1;32",
        Verdict.RequireApproval => "1;33",
        _ => "1;31",
    }, text);

    /// <summary>A risk in its colour.</summary>
    public string Of(Risk risk, string text) => Paint(risk switch
    {
        Risk.Low => "32",
        Risk.Medium => "33",
        Risk.High => "31",
        _ => "1;31",
    }, text);

    private string Paint(string code, string text) => IsOn ? $"\e[{code}m{text}\e[0m" : text;
}
