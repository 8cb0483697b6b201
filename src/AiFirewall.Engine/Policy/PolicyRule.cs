namespace AiFirewall.Policy;

/// <summary>One effective rule, for people who want to know what is in force and where it comes from.</summary>
/// <param name="Path">Where it stands in the schema: <c>rules.never-the-root</c>, <c>file_write.blocked_paths</c>.</param>
/// <param name="Value">What it says, in one line.</param>
/// <param name="Source">The file and line that it came from.</param>
/// <param name="IsTightening">It comes from a project that is not trusted, so it only ever makes an answer stricter.</param>
public sealed record PolicyRule(string Path, string Value, PolicySource Source, bool IsTightening = false);
