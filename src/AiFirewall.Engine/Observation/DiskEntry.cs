namespace AiFirewall.Observation;

/// <summary>An entry of a directory.</summary>
/// <param name="Path">Absolute, with slashes.</param>
/// <param name="IsDirectory">A directory and no link to one.</param>
/// <param name="Bytes">Its size; 0 for a directory.</param>
/// <param name="Changed">When its content was last changed, UTC.</param>
internal readonly record struct DiskEntry(string Path, bool IsDirectory, long Bytes, DateTime Changed);
