using AiFirewall.Effects;
using AiFirewall.Shells;

namespace AiFirewall.Commands.Classes;

/// <summary>
/// <c>cp</c>, <c>mv</c>, <c>ln</c>, <c>install</c>: what a file held is found again under its new name, so that neither a secret nor a
/// program is lost from sight by copying it.
/// </summary>
internal sealed class CopyCommand : ICommandClass
{
    /// <inheritdoc/>
    public bool Read(CommandCall call)
    {
        var operands = call.Arguments.Operands;
        var (from, to) = call.Name == "dd" ? (call.Arguments.ValueOf("if"), call.Arguments.ValueOf("of"))
            : operands.Count == 2 ? (operands[0].Value, operands[1].Value) : (null, null);
        if (from is null || to is null) return false;
        var source = call.Path(from);
        var target = call.Path(to);
        if (!source.IsResolved || !target.IsResolved) return false;
        if (call.Name is "ln" or "link" or "mklink")
        {
            EntryInterpreter.Read(call);

            // A second name for a file of the firewall is a way to change it that no path tells.
            if (source.Scope == TargetScope.Guard && !call.Arguments.Has("-s")) call.Add(EffectKind.Write, source, call.Invocation.Span);
            call.Host.Link(target.Text, source.Text);
            return true;
        }

        if (IsTemplate(source, target, call))
        {
            call.Add(EffectKind.Read, source, call.Invocation.Span);
            call.Add(EffectKind.Write, target with { Scope = TargetScope.Project }, call.Invocation.Span);
            return true;
        }

        if (IsProgram(source.Text)) call.Host.Store(target.Text, new Value($"{source.Text} \"$@\"\n"), append: false);
        else if (source.Scope == TargetScope.Credentials) call.Host.Store(target.Text, Value.Unknown with { Origins = Origins.Secret | Origins.File, Source = source.Text }, append: false);
        else if (call.Host.Content(source.Text, call.Scene) is { } content) call.Host.Store(target.Text, content, append: false);
        return false;
    }

    /// <summary><c>cp .env.example .env</c>: a template of the project becomes a file that was not there before.</summary>
    private static bool IsTemplate(Target source, Target target, CommandCall call) =>
        call.Name is "cp" or "gcp" or "copy" && source.Scope == TargetScope.Project && target.Scope == TargetScope.Credentials
        && call.Host.Paths.Project is { } project && PathScopes.IsUnder(target.Text, project, StringComparison.Ordinal)
        && PathResolver.LastSegmentSpan(source.Text).StartsWith(".env", StringComparison.Ordinal) && PathResolver.LastSegmentSpan(target.Text).StartsWith(".env", StringComparison.Ordinal)
        && call.Host.Observation.KindOf(target.Text) is Observation.PathKind.Missing or Observation.PathKind.Unknown;

    private static bool IsProgram(string path) =>
        path.StartsWith("/bin/", StringComparison.Ordinal) || path.StartsWith("/usr/bin/", StringComparison.Ordinal) || path.StartsWith("/sbin/", StringComparison.Ordinal)
        || path.StartsWith("/usr/sbin/", StringComparison.Ordinal) || path.StartsWith("/usr/local/bin/", StringComparison.Ordinal);
}
