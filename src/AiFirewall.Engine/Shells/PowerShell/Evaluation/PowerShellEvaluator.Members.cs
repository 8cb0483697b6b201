using AiFirewall.Effects;
using AiFirewall.Shells.PowerShell.Syntax;

namespace AiFirewall.Shells.PowerShell.Evaluation;

/// <remarks>This part: .NET members, types and casts.</remarks>
internal sealed partial class PowerShellEvaluator
{
    private const string DirectoryEntry = "System.DirectoryServices.DirectoryEntry";

    private const string MethodReference = "System.Reflection.MethodInfo";

    private const string InvocationIntrinsics = "System.Management.Automation.CommandInvocationIntrinsics";

    private Datum EvaluateCall(InvokeMemberExpression call)
    {
        var member = Evaluate(call.Member);
        // [IO.File]::Delete.Invoke('x'): a method by its name, called in a second step.
        if (!call.IsStatic && call.Target is MemberExpression method && member.ToValue().Text.Equals("Invoke", StringComparison.OrdinalIgnoreCase)
            && ReadMember(method) is Scalar { Value.IsResolved: false } or TypeDatum)
            return CallMember(Evaluate(method.Target), Evaluate(method.Member), [.. call.Arguments.Select(Evaluate)], method.IsStatic, call.Span);

        var target = Evaluate(call.Target);
        List<Datum> arguments = [.. call.Arguments.Select(Evaluate)];
        // [array]::Reverse($x) changes what the variable holds.
        if (call.IsStatic && arguments.Count > 0 && target is TypeDatum { Name: var type } && TypeNames.Short(type) == "array"
            && member.ToValue().Text.Equals("Reverse", StringComparison.OrdinalIgnoreCase))
        {
            Assign(call.Arguments[0], new ListDatum([.. arguments[0].Items.Reverse()]));
            return Datum.Null;
        }

        if (!call.IsStatic && call.Target is VariableExpression variable && IsChange(member.ToValue().Text) && target is not InstanceDatum { TypeName: DirectoryEntry })
        {
            return Change(variable, target, member.ToValue().Text, arguments);
        }

        return CallMember(target, member, arguments, call.IsStatic, call.Span);
    }

    private static bool IsChange(string name) =>
        name.ToUpperInvariant() is "ADD" or "ADDRANGE" or "APPEND" or "APPENDLINE" or "APPENDFORMAT" or "CLEAR" or "ENQUEUE" or "INSERT" or "PUSH"
            or "REMOVE" or "REMOVEAT" or "REVERSE" or "SET_ITEM" or "SORT";

    /// <summary>A list, table or string builder in a variable is changed.</summary>
    private Datum Change(VariableExpression variable, Datum target, string name, List<Datum> arguments)
    {
        switch (target)
        {
            // On a string these make a new one.
            case Scalar: return TextMethods.Call(target, name.ToLowerInvariant(), arguments) ?? Datum.Unknown;
            case TableDatum table when arguments is [{ IsKnown: true } key, var value]:
                Assign(variable, table.With(key.ToValue().Text, value));
                break;
            case ListDatum list when arguments is [var item] && name.ToUpperInvariant() is "ADD" or "ENQUEUE":
                Assign(variable, new ListDatum([.. list.Elements, item]));
                break;
            case ListDatum list when arguments is [var items] && name.Equals("AddRange", StringComparison.OrdinalIgnoreCase):
                Assign(variable, new ListDatum([.. list.Elements, .. items.Items]));
                break;
            case ListDatum list when name.Equals("Reverse", StringComparison.OrdinalIgnoreCase):
                Assign(variable, new ListDatum([.. list.Elements.Reverse()]));
                break;
            case InstanceDatum builder when name.Equals("Append", StringComparison.OrdinalIgnoreCase) && arguments is [var piece]:
                var changed = builder with { Content = new Scalar(Value.Concat(builder.Content.ToValue(), piece.ToValue())) };
                Assign(variable, changed);
                return changed;
            default: Assign(variable, Datum.From(arguments.Aggregate(target.Origins, (all, argument) => all | argument.Origins))); break;
        }

        return Datum.Null;
    }

    private Datum CallMember(Datum target, Datum member, List<Datum> arguments, bool isStatic, TextSpan span)
    {
        var name = member.ToValue().Text.ToLowerInvariant();
        if (isStatic)
        {
            var type = target is TypeDatum known ? known.Name : null;
            if (type is not null)
            {
                if (name == "new") return Construct(type, arguments, span);
                if (name == "create" && TypeNames.Short(type) == "scriptblock" && arguments.Count > 0) return CodeOf(arguments[0].ToValue(), span);
                if (name == "start" && TypeNames.Short(type) == "process" && arguments is [TableDatum settings]) return StartProcess(settings, span);
                if (name == "getfolderpath" && arguments is [{ IsKnown: true } folder]) return FolderOf(folder.ToValue().Text);
                if (name == "gettype" && TypeNames.Short(type) == "type" && arguments is [{ IsKnown: true } sought, ..]) return new TypeDatum(TypeNames.Expand(sought.ToValue().Text.Split(',')[0].Trim()));
                if (StaticMembers.Call(TypeNames.Short(type), name, arguments) is { } folded) return folded;
            }

            Report(type is null ? null : new Value(type), member, isStatic: true, Value.Empty, arguments, span);
            if (name is "readalltext" or "readalllines" && arguments.Count > 0 && _host.Content(arguments[0].ToValue()) is { } content) return new Scalar(content);
            return ResultOf(type ?? "", name, Datum.Null, arguments);
        }

        return CallInstance(target, member, name, arguments, span);
    }

    private Datum CallInstance(Datum target, Datum member, string name, List<Datum> arguments, TextSpan span)
    {
        switch (target)
        {
            case CodeDatum code when name is "invoke" or "invokereturnasis" or "invokewithcontext":
                return Invoke(code, Datum.Null, [.. arguments.Select(argument => new BoundArgument(null, argument, span))], ownScope: true, span);
            case CodeDatum when name is "getnewclosure" or "clone": return target;
            case InstanceDatum { TypeName: InvocationIntrinsics } when arguments.Count > 0
                && name is "invokescript" or "newscriptblock" or "expandstring":
                if (name == "expandstring") return arguments[0];
                var script = arguments.LastOrDefault(argument => argument is CodeDatum) as CodeDatum ?? CodeOf(arguments[0].ToValue(), span);
                return name == "newscriptblock" ? script : Invoke(script, Datum.Null, [], ownScope: false, span);
            case InstanceDatum { TypeName: InvocationIntrinsics } when arguments.Count > 0 && name is "getcommand" or "getcmdlet" or "getcommands":
                return FindCommand(arguments[0]);
            case InstanceDatum { TypeName: CommandReference } when name is "tostring": return target;
            case InstanceDatum { TypeName: MethodReference, Content: TableDatum method } when name == "invoke" && arguments.Count > 0:
                return CallReflected(method, arguments, span);
            case TableDatum process when name == "start" && process.Find("StartInfo") is TableDatum settings: return StartProcess(settings, span);
        }

        var blocks = arguments.OfType<CodeDatum>().ToList();
        if (blocks.Count > 0 && name is "foreach" or "where") return RunForItems(target, blocks, name, span);

        // "(dir).ForEach('Delete')": a member by its name.
        if (name == "foreach" && arguments is [Scalar { Kind: ScalarKind.Text, Value.IsResolved: true } called, .. var rest])
            return Datum.Collapse([.. (target.Items.Count is > 0 and <= 64 ? target.Items : [target]).Select(item => CallMember(item, called, [.. rest], isStatic: false, span))]);

        var type = target is InstanceDatum instance ? instance.TypeName : null;
        if (type is not null && StreamMembers.Call(type, (InstanceDatum)target, name, arguments) is { } read) return read;
        if (TextMethods.Call(target, name, arguments) is { } folded) return folded;
        if (name is "addscript" or "createpipeline" && arguments.Count > 0 && (type is null || IsPowerShell(type))) return RunHosted(target, "addscript", arguments, span);
        if (IsPowerShell(type) && name is "addcommand" or "addargument" or "addparameter" && arguments.Count > 0) return RunHosted(target, name, arguments, span);

        Report(type is null ? null : new Value(type), member, isStatic: false, target.ToValue(), arguments, span);
        foreach (var block in blocks) Invoke(block, Datum.Unknown, [], ownScope: false, span);
        if (name == "getmethod" && target is TypeDatum && arguments is [{ IsKnown: true } sought, ..]) return new InstanceDatum(MethodReference, new TableDatum([new("Type", target), new("Name", sought)]));
        return ResultOf(type ?? "", name, target, arguments);
    }

    /// <summary><c>$method.Invoke($object, @(…))</c>: the first argument is the object, null for a static method; the second holds the arguments.</summary>
    private Datum CallReflected(TableDatum method, List<Datum> arguments, TextSpan span)
    {
        var isStatic = ReferenceEquals(arguments[0], Datum.Null);
        List<Datum> rest = arguments.Count > 1 ? [.. arguments[1].Items] : [];
        return CallMember(isStatic ? method.Find("Type")! : arguments[0], method.Find("Name")!, rest, isStatic, span);
    }

    /// <summary>The folders that Windows has a name for; elsewhere most lie in the home too.</summary>
    private Datum FolderOf(string name)
    {
        var home = _host.Variable("env:USERPROFILE") ?? _host.Variable("HOME") ?? "";
        return name.ToUpperInvariant() switch
        {
            "USERPROFILE" or "PERSONAL" or "MYDOCUMENTS" => Datum.Text(name.Equals("UserProfile", StringComparison.OrdinalIgnoreCase) ? home : home + "/Documents"),
            "DESKTOP" or "DESKTOPDIRECTORY" => Datum.Text(home + "/Desktop"),
            "APPLICATIONDATA" => Datum.Text(home + "/AppData/Roaming"),
            "LOCALAPPLICATIONDATA" => Datum.Text(home + "/AppData/Local"),
            "STARTUP" => Datum.Text(home + "/AppData/Roaming/Microsoft/Windows/Start Menu/Programs/Startup"),
            "COMMONSTARTUP" => Datum.Text("C:/ProgramData/Microsoft/Windows/Start Menu/Programs/Startup"),
            "COMMONAPPLICATIONDATA" => Datum.Text("C:/ProgramData"),
            "WINDOWS" => Datum.Text("C:/Windows"),
            "SYSTEM" or "SYSTEMX86" => Datum.Text("C:/Windows/System32"),
            "PROGRAMFILES" or "PROGRAMFILESX86" => Datum.Text("C:/Program Files"),
            _ => Datum.Unknown,
        };
    }

    private Datum RunForItems(Datum target, List<CodeDatum> blocks, string name, TextSpan span)
    {
        List<Datum> output = [];
        var outer = _scope.Variable("_");
        foreach (var item in target.Items.Count > 0 && target.Items.Count <= MaxRounds ? target.Items : [target])
        {
            SetCurrent(item);
            foreach (var block in blocks)
            {
                var result = Invoke(block, item, [], ownScope: false, span);
                if (!ReferenceEquals(result, Datum.Null)) output.Add(result);
                if (_flow != Flow.Exit) _flow = Flow.Next;
            }
        }

        if (outer is not null) SetCurrent(outer);
        return name == "where" ? target : Datum.Collapse(output);
    }

    private CodeDatum CodeOf(Value code, TextSpan span)
    {
        if (!code.IsResolved) return new CodeDatum(null, code, code.Text, Place(span));
        var script = PowerShellParser.Parse(code.Text);
        ReportErrors(script, Place(span));
        return new CodeDatum(script.Body, code, code.Text, Place(span));
    }

    private void Report(Value? type, Datum member, bool isStatic, Value target, IReadOnlyList<Datum> arguments, TextSpan span) =>
        _host.Call(new MemberCall(
            type is null ? null : type with { Origins = type.Origins | _codeOrigins }, member.ToValue(), isStatic, target,
            [.. arguments.Select(argument => argument.ToValue())], Place(span)));

    /// <summary>What is known of what a call gives back: mostly only where it comes from.</summary>
    private static Datum ResultOf(string type, string name, Datum target, List<Datum> arguments)
    {
        var origins = arguments.Aggregate(target.Origins, (all, argument) => all | argument.Origins);
        var first = arguments.Count > 0 ? arguments[0].ToValue().Text : null;
        if (name.StartsWith("download", StringComparison.Ordinal) || name.StartsWith("upload", StringComparison.Ordinal)
            || name is "getstringasync" or "getbytearrayasync" or "getstreamasync" or "getasync" or "postasync" or "sendasync" or "openread"
                or "getresponse" or "getresponseasync")
        {
            return Datum.From(origins | Origins.Network, first ?? target.ToValue().Text);
        }

        if (name is "readalltext" or "readalllines" or "readallbytes" or "readlines" or "opentext") return Datum.From(origins | Origins.File, first);
        if (name == "create" && TypeNames.Short(type) is "webrequest" or "httpwebrequest")
        {
            return new InstanceDatum("System.Net.WebRequest", arguments.Count > 0 ? arguments[0] : Datum.Unknown);
        }

        if (name == "create" && IsPowerShell(type)) return new InstanceDatum("System.Management.Automation.PowerShell", Datum.Null);
        if (name is "gettypefromprogid" or "gettypefromclsid" && first is not null) return new InstanceDatum(MemberCall.ComObject + first, Datum.Null);
        if (name == "createinstance" && arguments.Count > 0) return arguments[0] is InstanceDatum ? arguments[0] : new InstanceDatum(first!, Datum.Null);

        if (name is "gettype" or "getmethod" or "getfield" or "getproperty" && first is not null)
        {
            return new InstanceDatum("System.Reflection." + first, Datum.From(origins));
        }

        return Datum.From(origins, target.ToValue().Source);
    }

    private Datum ReadMember(MemberExpression member)
    {
        var target = Evaluate(member.Target);
        var name = Evaluate(member.Member).ToValue().Text.ToLowerInvariant();
        if (member.IsStatic) return target is TypeDatum type ? StaticMembers.Read(TypeNames.Short(type.Name), name) : Datum.Unknown;
        switch (target)
        {
            case TableDatum table when table.Find(name) is { } value: return value;
            case TableDatum table when name == "keys": return new ListDatum([.. table.Pairs.Select(pair => Datum.Text(pair.Key))]);
            case TableDatum table when name == "values": return new ListDatum([.. table.Pairs.Select(pair => pair.Value)]);
            case TypeDatum when name is "assembly" or "module": return new InstanceDatum("System.Reflection.Assembly", Datum.Null);
            case TypeDatum typeName when name is "name" or "fullname": return Datum.Text(typeName.Name);
            case InstanceDatum { TypeName: CommandReference } command when name is "name" or "definition" or "path" or "source":
                return command.Content;
            case CodeDatum when name is "ast" or "extent" or "scriptblock": return target;
        }

        if (name == "invokecommand") return new InstanceDatum(InvocationIntrinsics, Datum.Null);
        if (name is "length" or "count" && TextOperators.Length(target) is { } length) return Datum.Of(length);
        // Of a file or a match, the text stands for what is asked of it here.
        if (name is "value" or "fullname" or "pspath" or "path" or "providerpath" or "result" or "content" or "groups" or "captures") return target;
        if (target is ListDatum list && list.Elements.Count > 0 && list.Elements.All(item => item is TableDatum))
        {
            return new ListDatum([.. list.Elements.Cast<TableDatum>().Select(item => item.Find(name) ?? Datum.Unknown)]);
        }

        var known = target.ToValue();
        return Datum.From(known.Origins, known.Source);
    }

    private void AssignMember(MemberExpression member, Datum value)
    {
        var target = Evaluate(member.Target);
        var name = Evaluate(member.Member);
        if (target is TableDatum table && !member.IsStatic && name.IsKnown)
        {
            Assign(member.Target, table.With(name.ToValue().Text, value));
            return;
        }

        var type = target switch { TypeDatum known => new Value(known.Name), InstanceDatum instance => new Value(instance.TypeName), _ => null };
        var setter = new Scalar(Value.Concat(new Value("set_"), name.ToValue()));
        Report(type, setter, member.IsStatic, member.IsStatic ? Value.Empty : target.ToValue(), [value], member.Span);
        if (value is CodeDatum code) Invoke(code, Datum.Unknown, [], ownScope: true, member.Span);
    }

    // $sheet.Cells.Item(1, 1) = …: a property with an index.
    private void AssignIndexed(InvokeMemberExpression property, Datum value)
    {
        var target = Evaluate(property.Target);
        List<Datum> arguments = [.. property.Arguments.Select(Evaluate), value];
        var type = target switch { TypeDatum known => new Value(known.Name), InstanceDatum instance => new Value(instance.TypeName), _ => null };
        var setter = new Scalar(Value.Concat(new Value("set_"), Evaluate(property.Member).ToValue()));
        Report(type, setter, property.IsStatic, property.IsStatic ? Value.Empty : target.ToValue(), arguments, property.Span);
    }

    // ── Types ──

    private Datum Construct(string type, IReadOnlyList<Datum> arguments, TextSpan span)
    {
        if (StreamMembers.Construct(type, arguments) is { } stream) return stream;
        if (MakeProcess(type, arguments) is { } process) return process;
        if (StaticMembers.Call(TypeNames.Short(type), "new", arguments) is { } folded) return folded;
        Report(new Value(type), Datum.Text("new"), isStatic: true, Value.Empty, arguments, span);
        return new InstanceDatum(type, Datum.Collapse(arguments));
    }

    private Datum Cast(string type, Datum value, TextSpan span)
    {
        switch (type.ToLowerInvariant())
        {
            case "void": return Datum.Null;
            case "scriptblock" or "system.management.automation.scriptblock":
                return value is CodeDatum ? value : CodeOf(value.ToValue(), span);
            case "type" or "system.type":
                return value is Scalar { Value.IsResolved: true } name ? new TypeDatum(TypeNames.Expand(name.Value.Text)) : value;
        }

        if (TextOperators.Cast(type, value) is { } cast) return cast;
        var full = TypeNames.Expand(type);
        if (value is TableDatum or InstanceDatum { TypeName: not "" } && TypeNames.Short(full) is "pscustomobject" or "psobject" or "hashtable" or "ordered")
        {
            return value;
        }

        return Construct(full, value is BytesDatum ? [value] : [value], span);
    }
}
