namespace AiFirewall.Observation;

/// <summary>What a file holds.</summary>
/// <param name="State">What could be read of it.</param>
/// <param name="Text">Its text without a byte order mark; null unless <see cref="FileState.Text"/>.</param>
/// <param name="Bytes">Its size.</param>
/// <param name="Encoding">The encoding that its byte order mark or its bytes speak for: <c>utf-8</c>, <c>utf-16</c>, <c>latin-1</c>; empty when there is no text.</param>
public sealed record FileContent(FileState State, string? Text = null, long Bytes = 0, string Encoding = "")
{
    /// <summary>Nothing stands there.</summary>
    public static FileContent Missing { get; } = new(FileState.Missing);
}

/// <summary>What could be read of a file.</summary>
public enum FileState : byte
{
    /// <summary>There is no file.</summary>
    Missing,
    /// <summary>Text, all of it.</summary>
    Text,
    /// <summary>Something else than text.</summary>
    Binary,
    /// <summary>More than was asked for, or than is left of the budget.</summary>
    TooLarge,
    /// <summary>It is there and cannot be read: rights, a directory, a device.</summary>
    Unreadable,
}
