using AiFirewall.Effects;
using AiFirewall.Files;
using AiFirewall.Shells;

namespace AiFirewall.Commands.Classes;

/// <summary><c>apply_patch</c>, as Codex has it in its shell: the patch is the argument or stands in a here-document.</summary>
internal sealed class ApplyPatchCommand : ICommandClass
{
    /// <inheritdoc/>
    public bool Read(CommandCall call)
    {
        var span = call.Invocation.Span;
        var patch = call.Arguments.Operands.Count > 0 ? call.Arguments.Operands[0].Value : call.Invocation.Input;
        string? problem = "what it holds is not known";
        var sections = patch is { IsResolved: true } ? CodexPatch.Read(patch.Text, out problem) : [];
        foreach (var section in sections) Read(call, section);
        if (problem is null) return true;
        if (sections.Count == 0) call.Add(EffectKind.Write, new Target(TargetKind.Path, Unresolved.Anything, TargetScope.Unknown), span);
        Report(call, "files.patch.unreadable", $"the patch cannot be read: {problem}");
        return true;
    }

    private static void Read(CommandCall call, PatchSection section)
    {
        var span = call.Invocation.Span;
        var path = new Value(section.Path);
        if (section.Kind == PatchKind.Delete)
        {
            call.Add(EffectKind.Delete, path, span);
            return;
        }

        call.Add(EffectKind.Write, path, span);
        var file = call.Path(path).Text;
        var old = section.Kind == PatchKind.Add ? null : call.Host.Content(file, call.Scene);
        var content = section.Kind == PatchKind.Add ? section.Added : old is { IsResolved: true } ? CodexPatch.Apply(section, old.Text) : null;
        if (section.Kind == PatchKind.Update && old is { IsResolved: true } && content is null)
            Report(call, "files.edit.not-applicable", $"the edit does not fit what is in {file[(file.LastIndexOf('/') + 1)..]}, so what it would do is not known");
        if (section.MovedTo is { } moved)
        {
            call.Add(EffectKind.Move, path, span);
            call.Add(EffectKind.Write, new Value(moved), span);
            file = call.Path(new Value(moved)).Text;
        }

        // What comes after it in the same text may run the file.
        call.Host.Store(file, content is null ? Value.Unknown : new Value(content), append: false);
    }

    private static void Report(CommandCall call, string id, string message) =>
        call.Host.Add(new Finding(id, Risk.High, message) { Span = call.Scene.OuterSpan ?? call.Invocation.Span });
}
