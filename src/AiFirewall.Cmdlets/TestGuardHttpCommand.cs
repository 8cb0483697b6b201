using System.Collections;
using System.Management.Automation;
using AiFirewall.Actions;
using AiFirewall.Cmdlets.Completion;
using AiFirewall.Cmdlets.Errors;
using AiFirewall.Policy;

namespace AiFirewall.Cmdlets;

/// <summary>
/// <para type="synopsis">Says what the firewall thinks of an HTTP request, and sends nothing.</para>
/// </summary>
[Cmdlet(VerbsDiagnostic.Test, "GuardHttp")]
[OutputType(typeof(Decision), typeof(bool))]
public sealed class TestGuardHttpCommand : JudgingCmdlet
{
    /// <summary>The URL of the request.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("Uri")]
    [ValidateNotNullOrEmpty]
    public string Url { get; set; } = "";

    /// <summary>The method of the request.</summary>
    [Parameter(Position = 1, ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(MethodCompleter))]
    [ValidateNotNullOrEmpty]
    public string Method { get; set; } = "GET";

    /// <summary>The headers of the request.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public IDictionary? Headers { get; set; }

    /// <summary>The body of the request, as text.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [AllowEmptyString]
    public string? Body { get; set; }

    /// <summary>Whether the answer is a mere yes or no: true when it may be sent without asking anybody.</summary>
    [Parameter]
    public SwitchParameter Quiet { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        HttpAction action;
        try
        {
            var headers = Headers?.Cast<DictionaryEntry>().ToDictionary(header => $"{header.Key}", header => $"{header.Value}", StringComparer.OrdinalIgnoreCase);
            action = new HttpAction(Method, Url, headers, Body) { WorkingDirectory = Location, Agent = Agent, Role = Role };
        }
        catch (ArgumentException problem)
        {
            // Two names of headers that differ only in case.
            WriteError(GuardErrors.ActionInvalid(problem, Headers));
            if (Quiet) WriteObject(false);
            return;
        }

        var decision = Answer(action);
        if (Quiet) WriteObject(decision?.Verdict == Verdict.Allow);
        else if (decision is not null) WriteObject(DecisionText.WithAction(decision, action));
    }
}
