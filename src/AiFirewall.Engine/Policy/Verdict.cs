namespace AiFirewall.Policy;

/// <summary>What the firewall says. Ordered by strictness.</summary>
public enum Verdict : byte
{
    /// <summary>Goes ahead.</summary>
    Allow,
    /// <summary>Goes ahead if a person says so.</summary>
    RequireApproval,
    /// <summary>Does not go ahead.</summary>
    Block,
}

/// <summary>The wire names of verdicts.</summary>
public static class Verdicts
{
    /// <summary><c>ALLOW</c>, <c>REQUIRE_APPROVAL</c> or <c>BLOCK</c>.</summary>
    public static string Name(this Verdict verdict) => verdict switch
    {
        Verdict.Allow => "ALLOW",
        Verdict.RequireApproval => "REQUIRE_APPROVAL",
        _ => "BLOCK",
    };
}
