using AiFirewall.Effects;
using AiFirewall.Shells.PowerShell.Syntax;

namespace AiFirewall.Shells.PowerShell.Evaluation;

/// <remarks>This part: scripts and modules in files. They are gone through in place, with their arguments, and leave their functions behind.</remarks>
internal sealed partial class PowerShellEvaluator
{
    private readonly Dictionary<string, PowerShellScript> _scripts = new(StringComparer.Ordinal);
    private readonly HashSet<string> _modules = new(StringComparer.Ordinal);

    /// <summary>Runs the script that a command's name is the path of; null when it is none that can be read.</summary>
    private Datum? RunScript(Value name, Call call)
    {
        if (!name.IsResolved || name.Text.AsSpan().IndexOfAny('/', '\\') < 0) return null;
        var isScript = name.Text.EndsWith(".ps1", StringComparison.OrdinalIgnoreCase);
        // "./build" is build.ps1 when there is one.
        if (!isScript && System.IO.Path.GetExtension(name.Text.AsSpan()).Length > 0) return null;
        var path = isScript ? name : name with { Text = name.Text + ".ps1" };
        if (_host.OpenScript(path, Place(call.Command.Span)) is not { } content) return null;
        return RunFile(content, call.Input ?? Datum.Null, call.Arguments, call.Command.Invocation != InvocationOperator.Dot);
    }

    /// <summary>Goes through the content of a file. What it says of spans is said of where it is run.</summary>
    private Datum RunFile(ScriptFile file, Datum input, IReadOnlyList<BoundArgument> arguments, bool ownScope)
    {
        if (!_scripts.TryGetValue(file.Path, out var script))
        {
            if (_scripts.Count >= MaxArguments) return Datum.Unknown;
            _scripts[file.Path] = script = PowerShellParser.Parse(file.Content.Text);
            ReportErrors(script, file.Span);
        }

        var (outer, text, origins, flow, isInFile) = (_outer, _text, _codeOrigins, _flow, _host.IsInFile);
        var place = _scope.Variable("PSScriptRoot");
        (_outer, _text, _codeOrigins, _host.IsInFile) = (file.Span, file.Content.Text, _codeOrigins | file.Content.Origins, isInFile || file.IsTrusted);
        var scope = _scope;
        if (ownScope) _scope = new Scope(scope);
        var root = new Scalar(new Value(file.Directory));
        _scope.Set("PSScriptRoot", root);
        var output = Run(script.Body, input, arguments, ownScope: false);
        // A script that is part of the line may set this too; what the line itself says of it stays.
        if (!ownScope) _scope.Set("PSScriptRoot", place ?? new Scalar(_host.WorkingDirectory));
        (_scope, _outer, _text, _codeOrigins, _flow, _host.IsInFile) = (scope, outer, text, origins, flow, isInFile);
        return output;
    }

    /// <summary>Loads a module of which the path is given: its functions and aliases are there afterwards, its variables are not.</summary>
    private void ImportModule(Value name, TextSpan span)
    {
        if (!name.IsResolved || name.Text.AsSpan().IndexOfAny('/', '\\') < 0 || ++_callDepth > MaxCallDepth) return;
        foreach (var candidate in ModuleFiles(name.Text))
        {
            if (_host.OpenScript(name with { Text = candidate }, Place(span)) is not { } file) continue;
            if (!_modules.Add(file.Path)) break;
            if (file.Path.EndsWith(".psd1", StringComparison.OrdinalIgnoreCase)) ImportParts(file, span);
            else LoadModule(file);
            break;
        }

        _callDepth--;
    }

    private static IEnumerable<string> ModuleFiles(string path)
    {
        if (System.IO.Path.GetExtension(path.AsSpan()) is ".psm1" or ".psd1" or ".ps1")
        {
            yield return path;
            yield break;
        }

        // A folder holds a manifest or a module of its own name.
        var bare = path.TrimEnd('/', '\\');
        var folder = bare[(bare.LastIndexOfAny(['/', '\\']) + 1)..];
        yield return $"{bare}/{folder}.psd1";
        yield return $"{bare}/{folder}.psm1";
        yield return bare + ".psd1";
        yield return bare + ".psm1";
    }

    /// <summary>A manifest names the files that make the module.</summary>
    private void ImportParts(ScriptFile manifest, TextSpan span)
    {
        if (RunFile(manifest, Datum.Null, [], ownScope: true) is not TableDatum table) return;
        foreach (var key in (string[])["ScriptsToProcess", "NestedModules", "RootModule", "ModuleToProcess"])
        {
            foreach (var part in table.Find(key)?.Items ?? [])
            {
                if (part.IsKnown) ImportModule(new Value(manifest.Directory + "/" + part.ToValue().Text), span);
            }
        }
    }

    private void LoadModule(ScriptFile file)
    {
        var scope = _scope;
        _scope = new Scope(scope);
        RunFile(file, Datum.Null, [], ownScope: false);
        scope.Root.TakeDefinitionsOf(_scope);
        _scope = scope;
    }

    /// <summary><c>using module ./m.psm1</c>.</summary>
    private void ImportUsedModules(ScriptBlock block)
    {
        foreach (var directive in block.Usings)
        {
            if (directive.Kind == "module" && Evaluate(directive.Name) is { IsKnown: true } name) ImportModule(name.ToValue(), directive.Span);
        }
    }
}
