using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using AiFirewall.Actions;
using AiFirewall.Observation;
using AiFirewall.Policy;

namespace AiFirewall.Agents;

/// <summary>
/// Claude Code's hooks: <c>PreToolUse</c> (and <c>PermissionRequest</c>) for every tool, <c>ConfigChange</c> for its settings.
/// </summary>
/// <remarks>
/// What was observed of the host decides the answers. Exit 2 with a reason on standard error and nothing on standard output always blocks.
/// <c>allow</c> on standard output is not neutral, it silences the user's own permission prompt, so that going ahead is exit 0 and silence.
/// <c>ask</c> needs <c>hookEventName</c> or the whole answer is ignored and the tool runs. Settings are reloaded while a session runs:
/// a changed file could drop the hook itself, and a <c>ConfigChange</c> hook that exits 2 keeps the change from being applied.
/// </remarks>
public sealed class ClaudeHook : IAgentHook
{
    private const string PreToolUse = "PreToolUse";
    private const string PermissionRequest = "PermissionRequest";

    /// <inheritdoc/>
    public string Name => "claude";

    /// <inheritdoc/>
    public HookRequest Read(ReadOnlyMemory<byte> input, Func<string?, IObservation> observe)
    {
        if (ActionJsonObject.Read(input, out var broken) is not { } json) return HookRequest.Refused($"the hook input {broken}");

        string? problem = null;
        var hookEvent = json.RequiredText("hook_event_name", ref problem);
        if (problem is not null) return HookRequest.Refused($"the hook input cannot be read: {problem}");
        if (hookEvent == "ConfigChange") return ConfigChange(json);
        // An event that is not known but brings a tool is judged like a call of it.
        if (hookEvent is not (PreToolUse or PermissionRequest) && (IsAfterTheFact(hookEvent) || json.KindOf("tool_name") == JsonValueKind.Undefined))
            return HookRequest.NoOpinion(hookEvent);

        var tool = json.RequiredText("tool_name", ref problem);
        var arguments = json.Object("tool_input", ref problem);
        if (arguments is null) problem ??= "field 'tool_input' is missing";
        var cwd = json.Path("cwd", ref problem);
        var session = json.Text("session_id", ref problem);
        var id = json.Text("tool_use_id", ref problem);
        if (problem is not null) return HookRequest.Refused($"the hook input cannot be read: {problem}", hookEvent);

        var action = ClaudeTools.ActionOf(tool, arguments!, json.Raw("tool_input"), ref problem);
        if (problem is not null) return HookRequest.Refused($"the input of {tool} cannot be read: {problem}", hookEvent);
        return action is null
            ? HookRequest.NoOpinion(hookEvent)
            : new HookRequest
            {
                Event = hookEvent,
                Action = action with { Id = id ?? "", WorkingDirectory = cwd, Agent = Name, Session = session },
            };
    }

    /// <inheritdoc/>
    public HookAnswer Answer(HookRequest request, Decision decision, HookApproval approval) => decision.Verdict switch
    {
        Verdict.Allow => HookAnswer.Silent,
        Verdict.RequireApproval when approval == HookApproval.Allow => HookAnswer.Silent,
        Verdict.RequireApproval when approval == HookApproval.Prompt => Ask(request, decision),
        _ => Refuse(HookReason.Of(decision)),
    };

    /// <inheritdoc/>
    public HookAnswer Refuse(string why) => new("", $"AiFirewall: {(why.Length == 0 ? "refused" : why)}\n", 2);

    private static HookRequest ConfigChange(ActionJsonObject json)
    {
        string? problem = null;
        var source = json.Text("source", ref problem) ?? "";
        if (problem is null && source == "skills") return HookRequest.NoOpinion("ConfigChange");
        return HookRequest.Refused(
            "the agent's settings changed while a session runs, and the change is not applied because it could switch the firewall off; "
            + "start a new session to use it", "ConfigChange");
    }

    // What an answer to these can no longer prevent; blocking some of them (Stop) would keep the agent running instead.
    private static bool IsAfterTheFact(string hookEvent) => hookEvent
        is "PostToolUse" or "PostToolUseFailure" or "PostToolBatch" or "PermissionDenied" or "Notification" or "Stop" or "StopFailure"
        or "SubagentStart" or "SubagentStop" or "SessionStart" or "SessionEnd" or "UserPromptSubmit" or "UserPromptExpansion" or "PreCompact" or "PostCompact";

    private HookAnswer Ask(HookRequest request, Decision decision)
    {
        // A permission request is already on its way to a person: saying nothing leaves it there.
        if (request.Event == PermissionRequest) return HookAnswer.Silent;
        if (request.Event != PreToolUse) return Refuse(HookReason.Of(decision));

        var output = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(output, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            json.WriteStartObject("hookSpecificOutput"u8);
            json.WriteString("hookEventName"u8, PreToolUse);
            json.WriteString("permissionDecision"u8, "ask");
            json.WriteString("permissionDecisionReason"u8, "AiFirewall: " + HookReason.Of(decision));
            json.WriteEndObject();
            json.WriteEndObject();
        }
        return new HookAnswer(Encoding.UTF8.GetString(output.WrittenSpan), "", 0);
    }
}
