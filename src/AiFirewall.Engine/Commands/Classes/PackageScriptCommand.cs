using System.Text.Json;
using AiFirewall.Effects;
using AiFirewall.Shells;

namespace AiFirewall.Commands.Classes;

/// <summary>
/// <c>npm run x</c>, <c>yarn x</c>, <c>pnpm test</c>: the script of that name in <c>package.json</c> is read as the shell code it is. One that was
/// there before is the project's own, as any script of it.
/// </summary>
internal sealed class PackageScriptCommand : ICommandClass
{
    private static readonly string[] Runs = ["run", "run-script", "rum", "urn"];

    private static readonly string[] Named = ["test", "t", "tst", "start", "stop", "restart"];

    /// <inheritdoc/>
    public bool Read(CommandCall call)
    {
        EntryInterpreter.Read(call);
        if (ScriptName(call) is not { } name) return true;
        var place = call.Arguments.ValueOf("--prefix") ?? call.Arguments.ValueOf("--cwd") ?? call.Arguments.ValueOf("-C");
        var directory = place is null ? call.Scene.WorkingDirectory : PathText.Absolute(place.Text, call.Scene.WorkingDirectory, hasBackslashes: false);
        var path = directory.TrimEnd('/') + "/package.json";
        if (call.Host.Content(path, call.Scene) is not { Text: not Unresolved.Anything } content) return true;
        foreach (var (script, code) in Scripts(content.Text, name))
            call.RunCode("bash", content with { Text = code, Source = path + "#" + script }, call.Invocation.Span, isFile: content.Has(Origins.File));
        return true;
    }

    private static string? ScriptName(CommandCall call)
    {
        var words = call.Invocation.Arguments.Select(a => a.Value.Text).ToList();
        for (var i = 0; i < words.Count; i++)
        {
            // The word in front may be an option's value: npm --prefix app run build.
            if (i > 1 && !words[i - 1].StartsWith('-') && !words[i - 2].StartsWith('-')) break;
            if (Array.IndexOf(Runs, words[i]) >= 0) return words.Skip(i + 1).FirstOrDefault(w => !w.StartsWith('-'));
            if (Array.IndexOf(Named, words[i]) >= 0 && (i == 0 || words[i - 1].StartsWith('-') || i > 1)) return words[i].StartsWith('t') ? "test" : words[i];
        }

        return call.Name == "npm" ? null : words.Find(w => !w.StartsWith('-'));
    }

    /// <summary>The script and what runs before and after it.</summary>
    private static List<(string Script, string Code)> Scripts(string json, string name)
    {
        var found = new List<(string, string)>();
        try
        {
            using var document = JsonDocument.Parse(json, new JsonDocumentOptions { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip });
            if (document.RootElement.ValueKind != JsonValueKind.Object || !document.RootElement.TryGetProperty("scripts", out var scripts) || scripts.ValueKind != JsonValueKind.Object) return found;
            foreach (var script in (string[])["pre" + name, name, "post" + name])
            {
                if (scripts.TryGetProperty(script, out var code) && code.ValueKind == JsonValueKind.String) found.Add((script, code.GetString()!));
            }
        }
        catch (JsonException)
        {
            // The package manager will not read it either.
        }

        return found;
    }
}
