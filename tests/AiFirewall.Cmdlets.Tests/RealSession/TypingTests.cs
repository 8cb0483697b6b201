using System.Diagnostics;
using System.Text.Json;

namespace AiFirewall.Cmdlets.Tests.RealSession;

/// <summary>A person types into a real session on a pseudo-terminal.</summary>
public sealed class TypingTests(GuardedPwsh pwsh) : IClassFixture<GuardedPwsh>
{
    private const string Enter = "\r";
    private const string ControlC = "\u0003";
    private const string ControlO = "\u000f";
    private const string ControlU = "\u0015";
    private const string Refusal = "A person can change the rules";

    private string Attack => $"rm -rf '{pwsh.Victim}'";

    [TypingFact]
    public void A_refused_line_stays_in_the_editor_with_the_reason_above_it()
    {
        var typed = Type(true, Type(Attack + Enter), Expect(Refusal), Prompt, Screen("refused"), Type(ControlU), Type("6 * 7" + Enter), Expect("42"));

        Assert.Contains(typed.Screens["refused"], line => line.Contains("risk: deletes", StringComparison.Ordinal));
        Assert.Contains(typed.Screens["refused"], line => line.Contains("[files.delete", StringComparison.Ordinal));
        Assert.EndsWith(Attack, typed.Screens["refused"][^1], StringComparison.Ordinal);
    }

    [TypingFact]
    public void What_is_allowed_shows_nothing()
    {
        var typed = Type(true, Type("'in' + 'visible'" + Enter), Expect("invisible"));

        Assert.DoesNotContain("AiFirewall", typed.Output, StringComparison.Ordinal);
    }

    [TypingFact]
    public void The_last_status_survives() =>
        Type(true, Type("Get-Item /nope-nope" + Enter), Expect("Cannot find"), Prompt, Type("\"was $?\"" + Enter), Expect("was False"), Prompt, Type("\"is $?\"" + Enter), Expect("is True"));

    [TypingFact]
    public void Another_key_goes_no_other_way() => Type(true, Type(Attack + ControlO), Expect(Refusal));

    [TypingFact]
    public void Vi_mode_goes_no_other_way() =>
        Type(true, Type("Set-PSReadLineOption -EditMode Vi" + Enter), Prompt, Type(Attack + Enter), Expect(Refusal), Prompt, Type(ControlU), Type("\u001bddi" + Attack + "\u001b" + Enter), Expect(Refusal), Prompt, Type("\u001bddi"));

    [TypingFact]
    public void A_statement_of_several_lines_is_judged_as_one() =>
        Type(true, Type("if ($true) {" + Enter), Expect(">> "), Type(Attack + Enter), Type("}" + Enter), Expect(Refusal), Prompt, Type(ControlC), Prompt);

    [TypingFact]
    public void Without_the_editor_lines_are_judged_all_the_same() => Type(
        true,
        Type("Remove-Module PSReadLine" + Enter), Prompt,
        Type(Attack + Enter), Expect(Refusal), Prompt,
        Type("Remove-Item -Recurse -Force `" + Enter), Expect(">> "), Type($"'{pwsh.Victim}'" + Enter), Expect(Refusal),
        Prompt, Type("6 * 7" + Enter), Expect("42"));

    [TypingFact]
    public void A_function_in_the_readers_place_is_wrapped_too() => Type(
        true,
        Type("function global:PSConsoleHostReadLine { [Console]::ReadLine() }" + Enter), Prompt,
        Type(Attack + Enter), Expect("blocks this"), Prompt,
        Type("(Get-GuardStatus).Layers.Where({ $_.Name -eq 'Line' }).IsOn" + Enter), Expect("True"), Prompt, Type("exit" + Enter));

    [TypingFact]
    public void The_reader_comes_back_when_it_is_removed() => Type(
        true, Type("Remove-Item function:PSConsoleHostReadLine" + Enter), Expect("default"), Type("y" + Enter), Prompt, Prompt, Type(Attack + Enter), Expect(Refusal));

    [TypingFact]
    public void A_variable_does_not_hide_what_a_line_does() =>
        Type(true, Type($"$p = '{pwsh.Victim}'" + Enter), Prompt, Type("rm -rf $p" + Enter), Expect("default"), Type("y" + Enter), Expect("blocks this"));

    [TypingFact]
    public void A_person_is_asked_once_and_the_line_runs()
    {
        var other = Directory.CreateDirectory(Path.Combine(pwsh.Home, "other")).FullName;

        var typed = Type(
            true,
            Type($"rm -rf '{other}'" + Enter), Expect("Run it?"), Expect("default"), Type("n" + Enter), Expect("as you answered"), Prompt,
            Type(Enter), Expect("Run it?"), Expect("default"), Type("y" + Enter), Prompt, Prompt);

        Assert.False(Directory.Exists(other));
        Assert.Equal(2, typed.Output.Split("Run it?").Length - 1);
    }

    [TypingFact]
    public void A_session_without_a_profile_is_guarded_by_the_hook() => Type(false, Type(Attack + Enter), Expect(Refusal));

    /// <summary>The whole prompt: its last two characters alone are drawn anew, in another colour, while a line is typed that is not right yet.</summary>
    private object[] Prompt => Expect(Path.GetFileName(pwsh.Home) + "> ");

    private static object[] Type(string text) => ["send", text];

    private static object[] Expect(string text) => ["expect", text];

    private static object[] Screen(string name) => ["screen", name];

    /// <summary>Types into a new session, and ends it as a person does.</summary>
    private Typed Type(bool hasProfile, params object[][] steps)
    {
        Directory.CreateDirectory(pwsh.Victim);
        object[][] all = [Prompt, .. steps, ["wait", 1], Type(ControlC), ["wait", 1], Type("exit" + Enter), ["end"]];
        string[] arguments = hasProfile ? ["-NoLogo"] : ["-NoLogo", "-NoProfile"];
        var start = new ProcessStartInfo("python3", [Path.Combine(AppContext.BaseDirectory, "typist.py"), JsonSerializer.Serialize(all), "pwsh", .. arguments])
        {
            WorkingDirectory = pwsh.Home,
            RedirectStandardOutput = true,
        };
        foreach (var (name, value) in pwsh.Environment(hasHook: !hasProfile)) start.Environment[name] = value;
        foreach (var mark in (string[])["CLAUDECODE", "AI_AGENT", "GEMINI_CLI", "NO_COLOR"]) start.Environment[mark] = null;
        using var process = Process.Start(start)!;
        var typed = JsonSerializer.Deserialize<Typed>(process.StandardOutput.ReadToEnd(), JsonSerializerOptions.Web)!;

        Assert.True(typed.Problem is null, $"{typed.Problem}\n{string.Join('\n', typed.Screen)}");
        Assert.True(Directory.Exists(pwsh.Victim), string.Join('\n', typed.Screen));
        return typed;
    }

    private sealed record Typed(string Output, string[] Screen, Dictionary<string, string[]> Screens, int Exit, string? Problem);
}

/// <summary>A test that needs a real pwsh with PSReadLine, a pseudo-terminal and Python to type on it.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class TypingFactAttribute : FactAttribute
{
    private static readonly bool s_canType = !OperatingSystem.IsWindows() && GuardedPwsh.IsThere
        && Pwsh.Run("-NoProfile", "-NonInteractive", "-Command", "exit [int]-not ((Get-Module PSReadLine -ListAvailable) -and (Get-Command python3 -ErrorAction Ignore))").ExitCode == 0;

    public TypingFactAttribute()
    {
        if (!s_canType) Skip = "There is no pwsh with PSReadLine and no python3 here to type into it.";
    }
}
