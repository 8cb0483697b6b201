using AiFirewall.Policy;
using AiFirewall.State;

namespace AiFirewall.Cmdlets.Completion;

/// <summary>Completes the names of the rules in force.</summary>
public sealed class RuleCompleter() : WordCompleter(
    [.. GuardPolicy.Load(GuardHome.FromEnvironment(), project: null).Describe().Select(rule => rule.Path).Distinct()]);
