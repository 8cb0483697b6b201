namespace AiFirewall.Policy;

/// <summary>What one policy file says, before it is laid over others.</summary>
internal sealed class PolicyDocument
{
    /// <summary><c>default</c>, <c>none</c> or a path; null when the file does not say.</summary>
    public string? Extends { get; set; }

    /// <summary>Where <see cref="Extends"/> stands.</summary>
    public PolicySource ExtendsSource { get; set; }

    /// <summary>The named rules, in order.</summary>
    public List<NamedRule> Rules { get; } = [];

    /// <summary>The sections by intent; null for those that the file does not have.</summary>
    public Section?[] Sections { get; } = new Section?[SectionNames.All.Length];

    /// <summary>Rules in which nothing is said.</summary>
    public static RuleBook Empty { get; } = new([], new Section?[SectionNames.All.Length]);

    /// <summary>This file's rules over those of <paramref name="below"/>: its own come first, its sections replace key by key.</summary>
    public RuleBook Over(RuleBook below)
    {
        var sections = new Section?[Sections.Length];
        for (var i = 0; i < sections.Length; i++) sections[i] = below.Sections[i]?.With(Sections[i]) ?? Sections[i];
        return new RuleBook([.. Rules, .. below.Rules], sections);
    }
}
