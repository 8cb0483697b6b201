namespace AiFirewall.Effects;

/// <summary>Something worrying about an action.</summary>
/// <param name="Id">Stable id <c>room.subject.detail</c>; what policy, audit, docs and tests refer to.</param>
/// <param name="Severity">How bad.</param>
/// <param name="Message">One sentence for people. Nothing ever matches on it.</param>
/// <param name="Evidence">The piece of text it is about, masked before it leaves the process.</param>
/// <param name="Span">Where that text stands in the action.</param>
public sealed record Finding(string Id, Risk Severity, string Message, string Evidence = "", TextSpan Span = default);
