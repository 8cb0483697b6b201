using System.Text;

namespace AiFirewall.Cmdlets.Interception.Start;

/// <summary>What a pwsh process was started with, read as pwsh reads it (CommandLineParameterParser.cs of PowerShell 7.6).</summary>
/// <remarks>
/// What pwsh would refuse (no such file, text that is no Base64, an unknown switch) reads as nothing to run: pwsh says so itself and ends.
/// </remarks>
internal sealed record StartArguments
{
    // Every dash that pwsh takes for one: hyphen, en dash, em dash, horizontal bar.
    private const string Dashes = "-\u2013\u2014\u2015";

    /// <summary>In the order in which pwsh tries them: the first whose name begins with what was written, and is not shorter than its least, wins.</summary>
    private static readonly Switch[] s_switches =
    [
        new("version", 1, Kind.StartsNothing), new("help", 1, Kind.StartsNothing), new("?", 1, Kind.StartsNothing),
        new("login", 1), new("noexit", 3, Kind.NoExit), new("noprofile", 3), new("nologo", 3), new("noninteractive", 4, Kind.NonInteractive),
        new("socketservermode", 2, Kind.Server), new("v2socketservermode", 4, Kind.Server, OnlyOnWindows: true), new("servermode", 1, Kind.Server),
        new("namedpipeservermode", 3, Kind.Server), new("sshservermode", 4, Kind.Server), new("noprofileloadtime", 17), new("interactive", 1, Kind.Interactive),
        new("configurationfile", 17, Kind.Value), new("configurationname", 6, Kind.Value), new("custompipename", 3, Kind.Value),
        new("commandwithargs", 15, Kind.CommandWithArguments), new("cwa", 3, Kind.CommandWithArguments), new("command", 1, Kind.Command),
        new("windowstyle", 1, Kind.Value), new("file", 1, Kind.File), new("outputformat", 1, Kind.Value), new("of", 1, Kind.Value),
        new("inputformat", 3, Kind.Value), new("if", 2, Kind.Value), new("executionpolicy", 2, Kind.Value), new("ep", 2, Kind.Value),
        new("encodedcommand", 1, Kind.Encoded), new("ec", 1, Kind.Encoded), new("encodedarguments", 8, Kind.Value), new("ea", 2, Kind.Value),
        new("settingsfile", 8, Kind.Value), new("sta", 3), new("mta", 3), new("workingdirectory", 2, Kind.Directory), new("wd", 2, Kind.Directory),
        new("removeworkingdirectorytrailingcharacter", 39, OnlyOnWindows: true), new("token", 2, Kind.Value, OnlyOnWindows: true),
        new("utctimestamp", 3, Kind.Value, OnlyOnWindows: true),
    ];

    private enum Kind : byte
    {
        Flag,
        Value,
        StartsNothing,
        NoExit,
        NonInteractive,
        Interactive,
        Server,
        Command,
        CommandWithArguments,
        Encoded,
        File,
        Directory,
    }

    /// <summary>The text of <c>-Command</c>, <c>-CommandWithArgs</c> or, decoded, <c>-EncodedCommand</c>; null when there is none.</summary>
    public string? Command { get; private init; }

    /// <summary>The script of <c>-File</c>, or of no switch at all; null when there is none. As written.</summary>
    public string? File { get; private init; }

    /// <summary>What the script, or the text of <c>-CommandWithArgs</c>, is given.</summary>
    public IReadOnlyList<string> ScriptArguments { get; private init; } = [];

    /// <summary>The directory of <c>-WorkingDirectory</c>; null when there is none.</summary>
    public string? WorkingDirectory { get; private init; }

    /// <summary>Whether a session stays open after the text or script.</summary>
    public bool StaysOpen { get; private init; }

    /// <summary>Whether nobody is to be asked anything.</summary>
    public bool IsNonInteractive { get; private init; }

    /// <summary>Whether it serves another process that sends what to run: the child of <c>Start-Job</c>, the far end of remoting.</summary>
    public bool IsServer { get; private init; }

    /// <summary>The arguments of a pwsh process.</summary>
    /// <param name="arguments">Without the program's own name.</param>
    public static StartArguments Read(IReadOnlyList<string> arguments)
    {
        var read = new StartArguments();
        for (var i = 0; i < arguments.Count; i++)
        {
            var written = arguments[i].Trim();
            if (written.Length > 0 && !IsDash(written[0]) && written[0] != '/') return read.WithFile(arguments, i);

            var found = Find(written);
            if (found is null) return read.WithFile(arguments, i);
            switch (found.Kind)
            {
                case Kind.Flag:
                    break;
                case Kind.Value:
                    i++;
                    break;
                case Kind.NoExit:
                    read = read with { StaysOpen = true };
                    break;
                case Kind.NonInteractive or Kind.Interactive:
                    read = read with { IsNonInteractive = found.Kind == Kind.NonInteractive };
                    break;
                case Kind.Server:
                    read = read with { IsServer = true };
                    break;
                case Kind.Directory:
                    i++;
                    if (i < arguments.Count) read = read with { WorkingDirectory = arguments[i] };
                    break;
                case Kind.File:
                    return read.WithFile(arguments, i + 1);
                case Kind.Command:
                    return i + 1 < arguments.Count ? read.WithText(string.Join(' ', arguments.Skip(i + 1))) : new();
                case Kind.CommandWithArguments:
                    return i + 1 < arguments.Count ? read.WithText(arguments[i + 1]) with { ScriptArguments = [.. arguments.Skip(i + 2)] } : new();
                case Kind.Encoded:
                    // Switches may follow, but no second text: pwsh refuses that.
                    i++;
                    read = i < arguments.Count && Decode(arguments[i]) is { } text ? read.WithText(text) : new();
                    if (read.Command is null) return read;
                    break;
                default:
                    return new();
            }
        }
        return read;
    }

    // "-" for a text or a script: both come from standard input, line by line.
    private StartArguments WithText(string text) => this with { Command = text == "-" ? null : text };

    private StartArguments WithFile(IReadOnlyList<string> arguments, int index)
    {
        if (index >= arguments.Count || arguments[index] is "" or "-") return this;
        return this with { File = arguments[index], ScriptArguments = [.. arguments.Skip(index + 1)] };
    }

    private static string? Decode(string base64)
    {
        try
        {
            return Encoding.Unicode.GetString(Convert.FromBase64String(base64));
        }
        catch (FormatException)
        {
            return null;
        }
    }

    private static Switch? Find(string written)
    {
        if (written.Length == 0) return null;
        var name = written.AsSpan(1);
        if (name.Length > 0 && IsDash(written[0]) && name[0] == written[0]) name = name[1..];
        foreach (var candidate in s_switches)
        {
            if (candidate.OnlyOnWindows && !OperatingSystem.IsWindows()) continue;
            if (name.Length >= candidate.Least && candidate.Name.AsSpan().StartsWith(name, StringComparison.OrdinalIgnoreCase)) return candidate;
        }
        return null;
    }

    private static bool IsDash(char character) => Dashes.Contains(character, StringComparison.Ordinal);

    private sealed record Switch(string Name, int Least, Kind Kind = Kind.Flag, bool OnlyOnWindows = false);
}
