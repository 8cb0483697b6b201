using AiFirewall.Code.Calls;
using AiFirewall.Code.Folding;
using AiFirewall.Code.Syntax;
using AiFirewall.Shells;
using Argument = AiFirewall.Code.Syntax.Argument;

namespace AiFirewall.Code;

/// <summary>
/// Walks a tree the way an interpreter would run it, without running anything: folds what is constant, follows variables, functions and
/// loops, and hands every call to the tables. Branches are all walked; what they disagree on becomes a hole.
/// </summary>
internal sealed class CodeEvaluator(CodeRun run)
{
    private const int MaxIterations = 24;
    private const int MaxCallDepth = 12;
    private const int MaxDepth = 400;

    private readonly HashSet<FunctionNode> _running = new(ReferenceEqualityComparer.Instance);
    private static readonly Dictionary<string, CodeValue> EmptyMembers = [];

    private CodeValue? _returned;
    private int _depth;

    /// <summary>What a piece of code comes to.</summary>
    public CodeValue Evaluate(CodeNode node, Scope scope)
    {
        if (_depth > MaxDepth)
        {
            run.IsTooDeep();
            return CodeValue.Unknown;
        }

        if (!run.Spend()) return CodeValue.Unknown;
        _depth++;
        var value = One(node, scope);
        _depth--;

        // Work on long texts and lists costs more.
        run.Charge((value.Text.Text.Length >> 8) + (value.Items.Count >> 4));
        return value;
    }

    private CodeValue One(CodeNode node, Scope scope)
    {
        switch (node)
        {
            case ConstantNode constant: return constant.Value;
            case NameNode name: return Name(name.Name, scope);
            case TemplateNode template: return Template(template, scope);
            case CommandNode command: return ProcessCalls.Captured(Evaluate(command.Text, scope), run);
            case MemberNode member: return Member(Evaluate(member.Target, scope), member.Name);
            case IndexNode index: return Indexing.At(Evaluate(index.Target, scope), Evaluate(index.Index, scope), run);
            case SliceNode slice:
                return Indexing.Slice(Evaluate(slice.Target, scope), Optional(slice.First, scope), Optional(slice.End, scope), Optional(slice.Step, scope));
            case CallNode call: return Call(call, scope);
            case BinaryNode binary: return Binary(binary, scope);
            case UnaryNode { Operator: "delete" } deletion: return Unset(deletion.Operand, scope);
            case UnaryNode unary: return Operators.Unary(unary.Operator, Evaluate(unary.Operand, scope));
            case ChoiceNode choice:
                Evaluate(choice.Condition, scope);
                return CodeValue.Join(Evaluate(choice.Left, scope), Evaluate(choice.Right, scope));
            case ListNode list: return CodeValue.Of(Items(list.Items, scope, named: null));
            case MapNode map: return Map(map, scope);
            case FunctionNode function: return Define(function, scope);
            case ClassNode type: return Define(type, scope);
            case AssignNode assign: return Assign(assign, scope);
            case BlockNode block:
                var last = CodeValue.Nothing;
                foreach (var statement in block.Statements) last = Evaluate(statement, scope);
                return last;
            case BranchNode branch: return Branch(branch, scope);
            case LoopNode loop: return Loop(loop, scope);
            case ImportNode import: return Import(import, scope);
            case ReturnNode result:
                var value = Evaluate(result.Value, scope);
                _returned = _returned is null ? value : CodeValue.Join(_returned, value);
                return value;
            case PrintNode print:
                return Printing.Line([.. print.Values.Select(v => Evaluate(v, scope))], " ", "\n", run);
            default: return CodeValue.Unknown;
        }
    }

    private CodeValue Optional(CodeNode? node, Scope scope) => node is null ? CodeValue.Nothing : Evaluate(node, scope);

    private CodeValue Name(string name, Scope scope)
    {
        if (scope.Find(name) is { } value) return value;
        if (Constants.Find(name, run) is { } constant) return constant;
        foreach (var module in run.OpenModules)
        {
            // Which of several modules a name comes from is told by what the tables know.
            if (CallNames.IsLikelyMember(module, name)) return CodeValue.Reference(CallNames.Canonical(module + "." + name));
        }

        return CallNames.IsVariable(name) ? CodeValue.Unknown : CodeValue.Reference(CallNames.Canonical(name));
    }

    private CodeValue Template(TemplateNode template, Scope scope)
    {
        var text = new BoundedText();
        foreach (var part in template.Parts) text.Append(Operators.AsText(Evaluate(part, scope)));
        return CodeValue.Of(text.Result);
    }

    private CodeValue Member(CodeValue target, string name)
    {
        if (Constants.IsEnvironment(target) && run.Language.Name == "node") return Constants.Variable(name, run);
        if (target.Name == "class" && name == "new") return target;
        if (target.Sort == CodeSort.Reference && target.Bound.Count == 0 && name is not ("then" or "catch" or "finally" or "send" or "public_send" or "__send__" or "method" or "const_get" or "__getattribute__" or "__getattr__"))
        {
            var full = CallNames.Canonical(target.Name + "." + name);
            return Constants.Find(full, run) ?? CodeValue.Reference(full);
        }

        if (target.Members is { } members && members.TryGetValue(name, out var member))
            return member.Sort == CodeSort.Function && target.Name != "class" ? member with { Bound = [target] } : member;
        if (Properties.Fold(target, name) is { } folded) return folded;

        // A property, or a method that is called next; as a value it is what its object is.
        var owner = target.Sort is CodeSort.Object or CodeSort.Unknown || target.Bound.Count > 0 ? target.Name : "";
        return new CodeValue(CodeSort.Reference, Value.Unknown with { Origins = target.Origins, Source = target.Text.Source }) { Name = owner + "." + name, Bound = [target] };
    }

    private CodeValue Binary(BinaryNode binary, Scope scope)
    {
        var left = Evaluate(binary.Left, scope);
        if (binary.Operator is "or" or "||" or "and" or "&&" or "??" or "//")
        {
            var wasLikely = run.IsLikely;
            run.IsLikely = true;
            var other = Evaluate(binary.Right, scope);
            run.IsLikely = wasLikely;
            return binary.Operator is "and" or "&&" ? other : left.IsTrue && left.IsKnownText ? left : CodeValue.Join(left, other);
        }

        var right = Evaluate(binary.Right, scope);
        if (binary.Operator == "<<" && left.Sort is CodeSort.Text or CodeSort.List or CodeSort.Object)
        {
            if (left.Sort == CodeSort.Object) return FileCalls.WriteTo(left, right, run);
            var longer = left.Sort == CodeSort.List ? CodeValue.Of([.. left.Items, right]) : Operators.Concat(left, right);
            if (binary.Left is NameNode name) scope.Assign(name.Name, longer);
            return longer;
        }

        return Operators.Binary(binary.Operator, left, right, run.Language);
    }

    private CodeValue Map(MapNode map, Scope scope)
    {
        var members = new Dictionary<string, CodeValue>(StringComparer.Ordinal);
        foreach (var (key, value) in map.Pairs)
        {
            var result = Evaluate(value, scope);
            if (key is null)
            {
                foreach (var (name, member) in result.Members ?? EmptyMembers) members[name] = member;
                if (result.Members is null) members["…"] = result;
            }
            else
            {
                members[Evaluate(key, scope).Text.Text] = result;
            }
        }

        return new CodeValue(CodeSort.Map, Value.Unknown with { Origins = Origins.None }) { Members = members };
    }

    private static CodeValue Define(FunctionNode function, Scope scope)
    {
        var value = new CodeValue(CodeSort.Function, Value.Unknown) { Function = function, Closure = scope };
        if (function.Name is { } name) scope.Declare(name, value);
        return value;
    }

    private CodeValue Define(ClassNode type, Scope scope)
    {
        var own = new Scope(scope);
        if (type.Base is { } parent && Evaluate(parent, scope) is { Name: "class", Members: { } inherited })
        {
            foreach (var (name, member) in inherited) own.Declare(name, member);
        }

        Evaluate(type.Body, own);
        var value = new CodeValue(CodeSort.Map, Value.Unknown) { Name = "class", Members = own.Members };
        scope.Declare(type.Name, value);
        return value;
    }

    private CodeValue Assign(AssignNode assign, Scope scope)
    {
        var value = Evaluate(assign.Value, scope);
        if (assign.Operator.Length > 0)
        {
            var old = Evaluate(assign.Target, scope);
            value = assign.Operator is "||" or "??" or "//" or "&&" ? CodeValue.Join(old, value) : Operators.Binary(assign.Operator, old, value, run.Language);
        }

        Bind(assign.Target, value, scope, isNew: run.Language.NamesSelf);
        return value;
    }

    private void Bind(CodeNode target, CodeValue value, Scope scope, bool isNew)
    {
        switch (target)
        {
            case NameNode name when isNew: scope.Declare(name.Name, value); break;
            case NameNode name: scope.Assign(name.Name, value); break;
            case ListNode list:
                for (var i = 0; i < list.Items.Count; i++)
                {
                    var item = list.Items[i].IsSpread
                        ? CodeValue.Of([.. value.Items.Skip(i)])
                        : i < value.Items.Count ? value.Items[i] : CodeValue.From(value.Origins, value.Text.Source);
                    Bind(list.Items[i].Value, item, scope, isNew);
                }

                break;
            case MapNode map:
                foreach (var (key, inner) in map.Pairs)
                {
                    if (key is NameNode name) Bind(inner, Member(value, name.Name), scope, isNew);
                    else if (key is ConstantNode text) Bind(inner, Member(value, text.Value.Text.Text), scope, isNew);
                }

                break;
            case AssignNode withDefault: Bind(withDefault.Target, value.Sort == CodeSort.Nothing ? Evaluate(withDefault.Value, scope) : value, scope, isNew); break;
            case MemberNode member:
                var owner = Evaluate(member.Target, scope);
                if (Constants.IsEnvironment(owner)) run.Host.SetVariable(member.Name, value.Text);
                if (owner.Members is { Count: < 4096 } members) members[member.Name] = value;
                break;
            case IndexNode index:
                var container = Evaluate(index.Target, scope);
                var key_ = Evaluate(index.Index, scope);
                if (Constants.IsEnvironment(container) && key_.IsKnownText) run.Host.SetVariable(key_.Text.Text, value.Text);
                if (container.Members is { Count: < 4096 } entries && key_.IsKnownText) entries[key_.Text.Text] = value;
                else if (index.Target is NameNode whole && container.Sort is CodeSort.List) scope.Assign(whole.Name, Indexing.With(container, key_, value));
                break;
        }
    }

    /// <summary><c>del os.environ['X']</c>, <c>delete process.env.X</c>: what is started afterwards does not find it.</summary>
    private CodeValue Unset(CodeNode node, Scope scope)
    {
        switch (node)
        {
            case MemberNode member when Constants.IsEnvironment(Evaluate(member.Target, scope)): run.Host.SetVariable(member.Name, null); break;
            case IndexNode index when Constants.IsEnvironment(Evaluate(index.Target, scope)):
                if (Evaluate(index.Index, scope) is { IsKnownText: true } key) run.Host.SetVariable(key.Text.Text, null);
                break;
            case ListNode list:
                foreach (var item in list.Items) Unset(item.Value, scope);
                break;
            default: Evaluate(node, scope); break;
        }

        return CodeValue.Nothing;
    }

    private CodeValue Branch(BranchNode branch, Scope scope)
    {
        if (branch.Condition is { } condition) Evaluate(condition, scope);
        var wasLikely = run.IsLikely;
        run.IsLikely = true;
        var before = scope.Save();
        Dictionary<string, CodeValue>? joined = branch.Bodies.Count == 1 ? before : null;
        var value = CodeValue.Nothing;
        for (var i = 0; i < branch.Bodies.Count; i++)
        {
            if (i > 0) joined = Joined(joined, scope.Restore(before));
            value = i == 0 ? Evaluate(branch.Bodies[i], scope) : CodeValue.Join(value, Evaluate(branch.Bodies[i], scope));
        }

        if (joined is not null) scope.Join(joined);
        run.IsLikely = wasLikely;
        return value;
    }

    private static Dictionary<string, CodeValue> Joined(Dictionary<string, CodeValue>? left, Dictionary<string, CodeValue> right)
    {
        if (left is null) return right;
        foreach (var (name, value) in right) left[name] = left.TryGetValue(name, out var mine) ? CodeValue.Join(mine, value) : value;
        return left;
    }

    private CodeValue Loop(LoopNode loop, Scope scope)
    {
        var forks = run.Forks;
        var source = Evaluate(loop.Source, scope);
        var collected = loop.Collects ? new List<CodeValue>() : null;
        if (loop.Target is null)
        {
            var (wasEndless, wasLikely) = (run.IsEndless, run.IsLikely);
            run.IsEndless |= (source.IsTrue && source.IsKnownText) || run.Forks > forks;
            run.IsLikely |= !run.IsEndless;
            Evaluate(loop.Body, scope);
            (run.IsEndless, run.IsLikely) = (wasEndless, wasLikely);
            return CodeValue.Nothing;
        }

        foreach (var item in Iteration.Of(source, loop.TakesKeys, run).Take(MaxIterations))
        {
            Bind(loop.Target, item, scope, isNew: true);
            var value = Evaluate(loop.Body, scope);
            if (collected is null) continue;
            if (loop.Body is LoopNode { Collects: true }) collected.AddRange(value.Items);
            else collected.Add(value);
        }

        return collected is null ? CodeValue.Nothing : CodeValue.Of(collected) with { Text = Value.Unknown with { Origins = source.Text.Origins, Source = source.Text.Source } };
    }

    private CodeValue Import(ImportNode import, Scope scope)
    {
        var module = CodeValue.Reference(CallNames.Canonical(import.Module));
        if (import.Names.Count == 0)
        {
            if (import.Alias is { } alias) scope.Declare(alias, module);
            else if (import.Module.Split('.')[0] is { Length: > 0 } root) scope.Declare(root, CodeValue.Reference(CallNames.Canonical(root)));
        }

        foreach (var (name, alias) in import.Names)
        {
            if (name == "*") run.OpenModules.Add(module.Name);
            else scope.Declare(alias, Member(module, name));
        }

        return module;
    }

    private CodeValue Call(CallNode call, Scope scope)
    {
        if (call.Target is NameNode { Name: "super" }) return CodeValue.Unknown;
        if (call is { Target: NameNode { Name: "delete" }, Arguments: [{ Value: IndexNode { Target: NameNode { Name: "$ENV" or "%ENV" } } entry }] }) return Unset(entry, scope);
        var target = Evaluate(call.Target, scope);
        var named = new List<KeyValuePair<string, CodeValue>>();
        var arguments = Items(call.Arguments, scope, named);
        var result = Call(target, arguments, named, scope);
        Mutate(call, target, arguments, scope);
        return result;
    }

    /// <summary><c>list.append(x)</c> changes the list that a name stands for.</summary>
    private static void Mutate(CallNode call, CodeValue target, List<CodeValue> arguments, Scope scope)
    {
        if (call.Target is NameNode { Name: "shift" or "push" or "unshift" } builtin && call.Arguments.Count > 0 && call.Arguments[0].Value is NameNode { Name: ['@', ..] } array && scope.Find(array.Name) is { Sort: CodeSort.List } whole && whole.Items.Count <= 256)
        {
            scope.Assign(array.Name, CodeValue.Of(builtin.Name == "shift" ? [.. whole.Items.Skip(1)] : builtin.Name == "push" ? [.. whole.Items, .. arguments.Skip(1).SelectMany(a => a.Sort == CodeSort.List ? a.Items : [a])] : [.. arguments.Skip(1), .. whole.Items]));
            return;
        }

        if (call.Target is not MemberNode { Target: NameNode name } member || target.Bound is not [{ Sort: CodeSort.List } list] || arguments.Count == 0 || list.Items.Count > 256) return;
        var items = member.Name switch
        {
            "append" or "push" or "add" => [.. list.Items, .. arguments],
            "extend" or "concat" => [.. list.Items, .. arguments[0].Items],
            "insert" or "unshift" => [.. arguments.TakeLast(1), .. list.Items],
            _ => (List<CodeValue>?)null,
        };
        if (items is not null) scope.Assign(name.Name, CodeValue.Of(items));
    }

    private List<CodeValue> Items(IReadOnlyList<Argument> arguments, Scope scope, List<KeyValuePair<string, CodeValue>>? named)
    {
        var items = new List<CodeValue>(arguments.Count);
        foreach (var argument in arguments)
        {
            var value = Evaluate(argument.Value, scope);
            if (argument.IsSpread && argument.Name == "**")
            {
                foreach (var (key, member) in value.Members ?? EmptyMembers) named?.Add(new(key, member));
            }
            else if (argument.Name is { } name && named is not null) named.Add(new(name, value));
            else if (argument.IsSpread && value.Sort is CodeSort.List) items.AddRange(value.Items);
            else items.Add(value);
        }

        return items;
    }

    /// <summary>Calls a function of this text or a known one.</summary>
    public CodeValue Call(CodeValue target, IReadOnlyList<CodeValue> arguments, IReadOnlyList<KeyValuePair<string, CodeValue>> named, Scope? scope = null)
    {
        scope ??= new Scope(null);
        if (target.Function is { } function) return Invoke(target, function, arguments, named);
        if (target is { Name: "class", Members: { } members }) return Create(members, arguments, named);

        // A text that is called names the function (PHP's variable functions, Perl's symbolic references).
        if (run.Language.Name is "php" or "perl" && target is { Sort: CodeSort.Text, IsKnownText: true })
            target = CodeValue.Reference(run.Language.Name == "php" ? target.Text.Text.TrimStart('\\').ToLowerInvariant() : CallNames.Canonical(target.Text.Text.Replace("::", ".", StringComparison.Ordinal)));
        if (target.Sort != CodeSort.Reference)
        {
            Higher(arguments, named);

            // A property that turns out to be a method without arguments (response.text()).
            return target.Sort == CodeSort.Text ? target : CodeValue.From(target.Origins, target.Text.Source);
        }

        IReadOnlyList<CodeValue> all = target.Bound.Count > 0 ? [.. target.Bound, .. arguments] : arguments;
        var name = target.Name.Contains('.', StringComparison.Ordinal) ? target.Name : run.Language.Name + ":" + target.Name;
        if (!run.Host.Spend()) return CodeValue.Unknown;
        if (Indirect(target, name, all, named, scope) is { } indirect) return indirect;
        var call = new CodeCall(name, all, named);
        if (run.Known(call, scope) is { } result) return result;
        if (target.Bound.Count > 0 && name.LastIndexOf('.') is > 0 and var dot && run.Known(call with { Name = name[dot..] }, scope) is { } general) return general;

        // A dot is part of a name in R.
        if (run.Language.Name == "r" && run.Known(call with { Name = "r:" + name }, scope) is { } dotted) return dotted;
        return Unknown(call);
    }

    /// <summary>Ways of calling a function by way of another: <c>f.call(x)</c>, <c>partial(f, x)</c>, <c>map(f, list)</c>.</summary>
    private CodeValue? Indirect(CodeValue target, string name, IReadOnlyList<CodeValue> arguments, IReadOnlyList<KeyValuePair<string, CodeValue>> named, Scope scope)
    {
        var last = name.LastIndexOf('.') is >= 0 and var dot ? name[(dot + 1)..] : name;
        if (name == "Reflect.apply" && arguments.Count > 2 && arguments[0].IsCallable) return Call(arguments[0], arguments[2].Items, named, scope);
        if (last is "call" or "apply" or "bind" or "__call__" or "()" && target.Bound.Count == 0 && target.Name.LastIndexOf('.') is > 0 and var end)
        {
            var inner = target with { Name = target.Name[..end] };
            var rest = run.Language.Name == "node" ? [.. arguments.Skip(1)] : arguments;
            if (last == "apply" && rest is [{ Sort: CodeSort.List } list]) rest = list.Items;
            return last == "bind" ? inner with { Bound = rest } : Call(inner, rest, named, scope);
        }

        if (last is "call" or "apply" or "()" or "yield" && target.Bound is [{ Function: not null } block, ..]) return Call(block, [.. arguments.Skip(run.Language.Name == "node" ? 2 : 1)], named, scope);
        return Callbacks.Run(name, last, arguments, named, run);
    }

    private CodeValue Unknown(CodeCall call)
    {
        Higher(call.Arguments, call.Named);
        if (CallNames.MayPrint(call.Name)) run.Print(Value.Unknown with { Origins = Origins.Command });
        return new CodeValue(CodeSort.Unknown, Value.Unknown with { Origins = call.Origins, Source = call.Source }) { Name = call.Name + "()" };
    }

    /// <summary>Functions that are passed to something unknown are taken to be called.</summary>
    private void Higher(IReadOnlyList<CodeValue> arguments, IReadOnlyList<KeyValuePair<string, CodeValue>> named)
    {
        foreach (var argument in arguments) Run(argument);
        foreach (var (_, value) in named) Run(value);

        void Run(CodeValue argument)
        {
            if (argument.Function is { } function && !_running.Contains(function)) Call(argument, [CodeValue.From(OriginsOf(arguments))], []);
        }
    }

    private static Origins OriginsOf(IReadOnlyList<CodeValue> values)
    {
        var origins = Origins.None;
        foreach (var value in values) origins |= value.Origins;
        return origins;
    }

    private CodeValue Create(Dictionary<string, CodeValue> members, IReadOnlyList<CodeValue> arguments, IReadOnlyList<KeyValuePair<string, CodeValue>> named)
    {
        var value = new CodeValue(CodeSort.Object, Value.Unknown) { Members = new(members, StringComparer.Ordinal) };
        foreach (var name in (ReadOnlySpan<string>)["__init__", "constructor", "initialize", "__construct"])
        {
            if (members.TryGetValue(name, out var constructor)) Call(constructor with { Bound = [value] }, arguments, named);
        }

        return value;
    }

    private CodeValue Invoke(CodeValue target, FunctionNode function, IReadOnlyList<CodeValue> arguments, IReadOnlyList<KeyValuePair<string, CodeValue>> named)
    {
        if (_running.Contains(function) && run.Forks > 0) SystemCalls.Exhausts("recursion", run);
        if (_running.Count >= MaxCallDepth || !_running.Add(function)) return CodeValue.Unknown;
        var scope = new Scope(target.Closure);
        if (target.Bound.Count > 0)
        {
            if (run.Language.NamesSelf) arguments = [.. target.Bound, .. arguments];
            else scope.Declare(run.Language.Name == "ruby" ? "self" : run.Language.Name == "php" ? "$this" : "this", target.Bound[0]);
        }

        Parameters(function, arguments, named, scope);
        var outer = _returned;
        _returned = null;
        var value = Evaluate(function.Body, scope);
        var result = _returned is null ? value : run.Language.ReturnsLast ? CodeValue.Join(_returned, value) : _returned;
        _returned = outer;
        _running.Remove(function);
        return result;
    }

    private void Parameters(FunctionNode function, IReadOnlyList<CodeValue> arguments, IReadOnlyList<KeyValuePair<string, CodeValue>> named, Scope scope)
    {
        scope.Declare("@_", CodeValue.Of(arguments));
        scope.Declare("arguments", CodeValue.Of(arguments));
        for (var i = 0; i < function.Parameters.Count; i++)
        {
            var parameter = function.Parameters[i];
            var value = parameter.IsRest ? CodeValue.Of([.. arguments.Skip(i)])
                : i < arguments.Count ? arguments[i]
                : parameter.Default is { } standard ? Evaluate(standard, scope) : CodeValue.Unknown;
            if (parameter.Target is NameNode name)
            {
                foreach (var (key, given) in named)
                {
                    if (key == name.Name) value = given;
                }
            }

            Bind(parameter.Target, value, scope, isNew: true);
        }
    }
}
