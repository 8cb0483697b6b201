using AiFirewall.Effects;

namespace AiFirewall.Shells.PowerShell.Evaluation;

/// <remarks>This part: cmdlets that the code after them depends on. What they do to the world is the host's to judge.</remarks>
internal sealed partial class PowerShellEvaluator
{
    /// <summary>The type of a datum that is a command, as <c>Get-Command</c> gives it.</summary>
    private const string CommandReference = "System.Management.Automation.CommandInfo";

    /// <summary>What a cmdlet writes, as far as that follows from its arguments; null when it does not.</summary>
    private Datum? RunKnown(string name, Call call)
    {
        switch (name)
        {
            case "foreach-object": return RunForEachObject(call);
            case "where-object":
                RunBlocks(call);
                return SomeOf(call.Input);
            case "invoke-command": return RunBlocks(call);
            case "write-output":
                return Datum.Collapse([.. call.Arguments.Where(argument => argument.Parameter is null).SelectMany(argument => argument.Value!.Items)]);
            case "out-null" or "write-host" or "write-verbose" or "write-debug" or "write-warning" or "write-error" or "out-host":
                RunBlocks(call);
                return Datum.Null;
            case "tee-object" or "sort-object" or "select-object" or "out-string" or "get-unique":
                RunBlocks(call);
                return SelectOf(name, call);
            case "set-alias" or "new-alias":
                if (Argument(call, 0, "name") is { IsKnown: true } alias && Argument(call, 1, "value") is { } target)
                {
                    _scope.Root.SetAlias(alias.ToValue().Text, target.ToValue());
                }

                return Datum.Null;
            case "set-variable" or "new-variable":
                if (Argument(call, 0, "name") is { IsKnown: false })
                {
                    // Any variable may be meant.
                    _scope.ForgetChanges(new ScopeState([], null));
                }
                else if (Argument(call, 0, "name") is { } variable)
                {
                    _scope.Set(variable.ToValue().Text, Argument(call, 1, "value") ?? call.Input ?? Datum.Null);
                }

                return Datum.Null;
            case "get-variable": return GetVariable(call);
            case "get-command" or "get-alias":
                return Argument(call, 0, "name") is { } found ? FindCommand(found) : null;
            case "import-module":
                foreach (var used in (Argument(call, 0, "name", "path") ?? call.Input)?.Items ?? []) ImportModule(used.ToValue(), call.Command.Span);
                return null;
            case "new-temporaryfile": return new Scalar(Value.Concat(new Value(_host.Variable("env:TEMP") ?? "/tmp"), new Value("/" + Unresolved.Hole + ".tmp")));
            case "new-object": return NewObject(call);
            case "get-wmiobject" or "get-ciminstance": return new InstanceDatum("System.Management.ManagementObject", Datum.Unknown) { IsCertain = false };
            case "get-service": return new InstanceDatum("System.ServiceProcess.ServiceController", Datum.Unknown) { IsCertain = false };
            case "get-module": return Argument(call, 0, "name") is { IsKnown: true } module ? new Scalar(module.ToValue()) : null;
            case "split-path": return SplitPath(call);
            case "set-location" or "push-location":
                if (Argument(call, 0, "path", "literalpath") is { } directory) ChangeDirectory(directory.ToValue());
                return null;
            case "get-location": return new Scalar(_host.WorkingDirectory);
            case "join-path": return JoinPath(call);
            case "get-item" or "get-childitem" or "resolve-path" or "convert-path": return GetItem(name, call);
            default: return null;
        }
    }

    private Datum RunForEachObject(Call call)
    {
        var input = call.Input ?? Datum.Unknown;
        if (call.Arguments.Any(argument => Codes(argument.Value).Any())) return RunBlocks(call);
        // "… | % Delete": a member by its name.
        if (Argument(call, 0, "membername") is not { } member) return input;
        var rest = call.Arguments.Where(argument => argument.Parameter is null || argument.Parameter.StartsWith("a", StringComparison.OrdinalIgnoreCase))
            .Skip(1).SelectMany(argument => argument.Value?.Items ?? []).ToList();
        return Datum.Collapse([.. (input.Items.Count == 0 ? [input] : input.Items).Select(item => CallMember(item, member, rest, isStatic: false, call.Command.Span))]);
    }

    private static Datum? SelectOf(string name, Call call)
    {
        if (call.Input is not { } input || name != "select-object") return call.Input;
        if (Argument(call, -1, "first") is { IsKnown: true } first && TextOperators.Number(first) is { } count)
        {
            return SomeOf(Datum.Collapse([.. input.Items.Take((int)Math.Clamp(count, 0, int.MaxValue))]));
        }

        return call.Arguments.Any(argument => argument.Parameter is { } parameter && Selecting.Any(name => name.StartsWith(parameter, StringComparison.OrdinalIgnoreCase))) ? SomeOf(input) : input;
    }

    private static readonly string[] Selecting = ["First", "Last", "Skip", "SkipLast", "Index", "Unique"];

    /// <summary>What is left of a list when some of it is taken out: no longer everything that is in a directory.</summary>
    private static Datum? SomeOf(Datum? all) => all switch
    {
        Scalar { Value: var value } scalar when value.IsEachEntry => scalar with { Value = value with { IsGlob = false } },
        ListDatum list => new ListDatum([.. list.Elements.Select(item => SomeOf(item)!)]),
        _ => all,
    };

    /// <summary>The argument at a position, or of a parameter; null when it is not there.</summary>
    /// <param name="call">The call.</param>
    /// <param name="position">Its position among arguments without a parameter; negative for none.</param>
    /// <param name="names">The parameter's names in lower case; the code may abbreviate them.</param>
    private static Datum? Argument(Call call, int position, params ReadOnlySpan<string> names)
    {
        var arguments = call.Arguments;
        List<Datum> positional = [];
        for (var i = 0; i < arguments.Count; i++)
        {
            var argument = arguments[i];
            if (argument.Parameter is not { } parameter)
            {
                positional.Add(argument.Value!);
                continue;
            }

            var value = argument.Value ?? (i + 1 < arguments.Count && arguments[i + 1].Parameter is null ? arguments[i + 1].Value : null);
            foreach (var name in names)
            {
                if (name.StartsWith(parameter, StringComparison.OrdinalIgnoreCase) && value is not null) return value;
            }

            // The value of another parameter is no positional argument, unless that is a switch.
            if (argument.Value is null && value is not null && !IsCommonSwitch(parameter)) i++;
        }

        return position >= 0 && position < positional.Count ? positional[position] : null;
    }

    private static bool IsCommonSwitch(string parameter) =>
        parameter.ToUpperInvariant() is "FORCE" or "PASSTHRU" or "RECURSE" or "VERBOSE" or "CONFIRM" or "WHATIF" or "ALL" or "VALUEONLY" or "RESOLVE"
            or "RAW" or "HIDDEN" or "FILE" or "DIRECTORY" or "PARENT" or "LEAF" or "LEAFBASE";

    private Datum? GetVariable(Call call)
    {
        if (Argument(call, 0, "name") is not { IsKnown: true } pattern) return null;
        var name = pattern.ToValue().Text;
        if (name.AsSpan().ContainsAny('*', '?', '['))
        {
            _hasGuessed = true;
            return AutomaticVariables.Match(name);
        }

        var value = ReadVariable(name);
        return call.Arguments.Any(argument => argument.Parameter is { Length: > 0 } parameter && "valueonly".StartsWith(parameter, StringComparison.OrdinalIgnoreCase))
            ? value
            : new TableDatum([new("Name", Datum.Text(name)), new("Value", value)]);
    }

    private static InstanceDatum FindCommand(Datum name)
    {
        var value = name.ToValue();
        // "gcm i*-ex*" names a command by a pattern.
        if (value.Text.Contains('*', StringComparison.Ordinal))
        {
            value = value with { Text = TextOperators.FindCommand(value.Text) ?? Unresolved.Anything };
        }

        return new InstanceDatum(CommandReference, new Scalar(value));
    }

    private Datum NewObject(Call call)
    {
        if (Argument(call, -1, "comobject") is { } com) return new InstanceDatum(MemberCall.ComObject + com.ToValue().Text, Datum.Null);
        if (Argument(call, 0, "typename") is not { } type) return Datum.Unknown;
        var arguments = Argument(call, 1, "argumentlist") ?? Datum.Null;
        // Arguments may be given one by one; then they are all there is after the name.
        var rest = call.Arguments.Where(argument => argument.Parameter is null).Skip(1).SelectMany(argument => argument.Value!.Items).ToList();
        return Construct(TypeNames.Expand(type.ToValue().Text), arguments is BytesDatum ? [arguments] : rest.Count > 0 ? rest : arguments.Items, call.Command.Span);
    }

    private static readonly System.Buffers.SearchValues<char> DriveLetters = System.Buffers.SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_");

    private void ChangeDirectory(Value directory)
    {
        directory = directory with { Text = directory.Text.Replace('\\', '/') };
        var text = directory.Text;
        // A drive: C:, HKCU:.
        var isDrive = text.IndexOf(':', StringComparison.Ordinal) is var colon and > 0 && text.AsSpan(0, colon).IndexOfAnyExcept(DriveLetters) < 0;
        var isRooted = text.Length > 0 && (text[0] is '/' or '\\' or '~' or Unresolved.Hole || isDrive);
        _host.WorkingDirectory = isRooted ? directory : Value.Concat(_host.WorkingDirectory, new Value("/" + text, directory.Origins));
    }

    private static Scalar? JoinPath(Call call)
    {
        if (Argument(call, 0, "path") is not { } path || Argument(call, 1, "childpath") is not { } child) return null;
        var left = path.ToValue();
        var separator = left.Text.Contains('\\', StringComparison.Ordinal) ? '\\' : '/';
        var joined = Value.Concat(left with { Text = left.Text.TrimEnd('/', '\\') }, new Value(separator.ToString()));
        var right = child.ToValue();
        return new Scalar(Value.Concat(joined, right with { Text = right.Text.TrimStart('/', '\\') }));
    }

    /// <summary>The directory of a path that is known, or what is in it with <c>-Leaf</c>; other parts are not worked out.</summary>
    private static Scalar? SplitPath(Call call)
    {
        if ((Argument(call, 0, "path", "literalpath") ?? call.Input) is not { IsKnown: true } path) return null;
        var isLeaf = false;
        foreach (var argument in call.Arguments)
        {
            if (argument.Parameter is not { Length: > 0 } parameter) continue;
            if ("leaf".StartsWith(parameter, StringComparison.OrdinalIgnoreCase)) isLeaf = true;
            else if (!"parent".StartsWith(parameter, StringComparison.OrdinalIgnoreCase) && !"path".StartsWith(parameter, StringComparison.OrdinalIgnoreCase) && !"literalpath".StartsWith(parameter, StringComparison.OrdinalIgnoreCase)) return null;
        }

        var value = path.ToValue();
        var slash = value.Text.AsSpan().LastIndexOfAny('/', '\\');
        if (isLeaf) return new Scalar(value with { Text = value.Text[(slash + 1)..] });
        return new Scalar(value with { Text = slash < 0 ? "" : value.Text[..slash] });
    }

    private Datum? GetItem(string name, Call call)
    {
        var path = Argument(call, 0, "path", "literalpath") ?? (name == "get-childitem" ? Datum.Text(".") : call.Input);
        if (path is null) return null;
        var text = path.ToValue().Text;
        if (text.StartsWith("env:", StringComparison.OrdinalIgnoreCase))
        {
            var variable = text[4..];
            return new TableDatum([new("Name", Datum.Text(variable)), new("Value", ReadVariable(text))]);
        }

        if (text.StartsWith("variable:", StringComparison.OrdinalIgnoreCase)) return AutomaticVariables.Match(text[9..].TrimStart('\\', '/'));
        if (name != "get-childitem") return path;
        var isAll = !call.Arguments.Any(argument => argument.Parameter is { } parameter && Filtering.Any(filter => filter.StartsWith(parameter, StringComparison.OrdinalIgnoreCase)))
            && Argument(call, 1, "filter") is null;
        var filter = Argument(call, 1, "filter");
        var isDeep = call.Arguments.Any(argument => argument.Parameter is { Length: > 0 } parameter && "Recurse".StartsWith(parameter, StringComparison.OrdinalIgnoreCase));
        if (filter is { IsKnown: true } && !isDeep) path = new ListDatum([.. path.Items.Select(item => (Datum)new Scalar(InDirectory(item.ToValue(), filter.ToValue().Text)))]);
        return Datum.Collapse([.. path.Items.Select(item => item.ToValue()).Select(item => (Datum)new Scalar(EntriesOf(item, isAll)))]);
    }

    private static readonly string[] Filtering = ["Filter", "Include", "Exclude", "Attributes", "File", "Directory", "Hidden", "ReadOnly", "System", "ad", "af", "ah"];

    private static Value InDirectory(Value directory, string filter) =>
        directory with { Text = directory.Text.TrimEnd('/', '\\') + "/" + filter + (filter.AsSpan().ContainsAny('*', '?') ? "" : "?") };

    /// <summary>The entries of a directory as one value; names that a pattern matches are the pattern with a hole for each star.</summary>
    private static Value EntriesOf(Value path, bool isAll)
    {
        var last = path.Text[(path.Text.LastIndexOfAny(['/', '\\']) + 1)..];
        if (last.AsSpan().ContainsAny('*', '?') && last is not ("*" or "*.*")) 
        {
            // In front of a pattern stands the directory that it is looked for in, be it only this one.
            var pattern = last.Length == path.Text.Length ? "./" + path.Text : path.Text;
            return path with { Text = pattern.Replace('*', Unresolved.Hole).Replace('?', Unresolved.Hole), IsGlob = false, MaySplit = true };
        }

        var directory = last is "*" or "*.*" ? path.Text[..^last.Length] : path.Text;
        return path with { Text = directory.TrimEnd('/', '\\') + "/" + Unresolved.Hole, IsGlob = isAll, MaySplit = true };
    }
}
