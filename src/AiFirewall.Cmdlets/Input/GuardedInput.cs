using System.Management.Automation;
using AiFirewall.Actions;

namespace AiFirewall.Cmdlets.Input;

/// <summary>An action as it came down the pipeline.</summary>
/// <param name="Action">What is judged.</param>
/// <param name="Block">The script block it came as; null when it came as text. It is what runs, so that it runs where its variables live.</param>
internal sealed record GuardedInput(GuardAction Action, ScriptBlock? Block = null);
