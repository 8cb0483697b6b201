using System.Management.Automation.Language;

namespace AiFirewall.Cmdlets.Interception.Profiles;

/// <summary>A PowerShell profile, and the block in it that guards the session.</summary>
internal sealed class ProfileFile
{
    private readonly string _path;
    private readonly MarkedText _text;

    private ProfileFile(string path, MarkedText text)
    {
        _path = path;
        _text = text;
    }

    /// <summary>Whether the block is in it.</summary>
    public bool HasBlock => Checked(() => _text.Block is not null);

    /// <summary>Reads a profile; an empty one when there is none.</summary>
    /// <exception cref="ProfileException">It cannot be read, or is no text.</exception>
    public static ProfileFile Read(string path)
    {
        try
        {
            return new(path, MarkedText.Of(File.Exists(path) ? File.ReadAllBytes(path) : []));
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            throw new ProfileException(path, problem.Message);
        }
    }

    /// <summary>The bytes with the block, which stands before everything that the profile does; null when they are in the file already.</summary>
    /// <exception cref="ProfileException">PowerShell cannot read the profile, or the marks are not in order.</exception>
    public byte[]? With(IEnumerable<string> block)
    {
        var script = Parse(_text.Text);
        if (_text.Text.Contains("# SIG # Begin signature block", StringComparison.Ordinal))
            throw new ProfileException(_path, "it is signed, and a change would break the signature. Put the block into it yourself and sign it again");
        // Before "begin { }" a statement would turn the block into a command of that name.
        if (script.DynamicParamBlock is not null || script.BeginBlock is not null || script.ProcessBlock is not null || script.EndBlock is { Unnamed: false })
            throw new ProfileException(_path, "it is written in begin, process and end blocks, and has no place for a statement before them");
        return Changed(Checked(() => _text.With(block, Head(script))));
    }

    /// <summary>The bytes without the block; null when it is not there.</summary>
    /// <exception cref="ProfileException">The marks are not in order.</exception>
    public byte[]? Without() => Changed(Checked(_text.Without));

    private byte[]? Changed(byte[] bytes)
    {
        if (_text.Bytes.SequenceEqual(bytes)) return null;
        Parse(MarkedText.Of(bytes).Text);
        return bytes;
    }

    /// <summary>The first place at which a statement may stand: after <c>using</c> and <c>param</c>.</summary>
    /// <remarks>At the end it would be passed over by a profile that returns early, or that fails.</remarks>
    private int Head(ScriptBlockAst script)
    {
        var head = 0;
        foreach (var statement in script.UsingStatements) head = Math.Max(head, statement.Extent.EndOffset);
        if (script.ParamBlock is { } parameters) head = Math.Max(head, parameters.Extent.EndOffset);
        if (head == 0) return 0;
        var line = _text.Text.IndexOf('\n', head);
        return line < 0 ? _text.Text.Length : line + 1;
    }

    private ScriptBlockAst Parse(string text)
    {
        var script = Parser.ParseInput(text, out _, out var errors);
        if (errors is [var first, ..])
            throw new ProfileException(_path, $"line {first.Extent.StartLineNumber}: {first.Message} PowerShell would run nothing of it");
        return script;
    }

    private T Checked<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (InvalidDataException problem)
        {
            throw new ProfileException(_path, problem.Message);
        }
    }
}

/// <summary>A profile that is left alone, because it cannot be changed safely.</summary>
internal sealed class ProfileException(string path, string problem) : Exception($"The profile {path} is left as it is: {problem.TrimEnd('.')}.");
