using AiFirewall.Shells.PowerShell.Syntax;

namespace AiFirewall.Shells.PowerShell.Evaluation;

/// <remarks>This part: statements.</remarks>
internal sealed partial class PowerShellEvaluator
{
    /// <summary>How often a loop goes round at most; less when much of the budget is spent.</summary>
    private int MaxRounds => _steps < MaxSteps / 8 ? 256 : 4;

    private void Run(Statement statement, List<Datum> output)
    {
        var result = Run(statement);
        if (!ReferenceEquals(result, Datum.Null) && statement is not AssignmentStatement) output.Add(result);
    }

    /// <summary>Runs a statement; its output, or the value of an assignment.</summary>
    private Datum Run(Statement statement)
    {
        if (!Step(statement.Span)) return Datum.Unknown;
        _depth++;
        var result = statement switch
        {
            Pipeline pipeline => RunPipeline(pipeline, isOutputRead: false),
            PipelineChain chain => RunChain(chain),
            AssignmentStatement assignment => RunAssignment(assignment),
            IfStatement branch => RunIf(branch),
            SwitchStatement choice => RunSwitch(choice),
            ForEachStatement loop => RunForEach(loop),
            ForStatement loop => RunFor(loop),
            LoopStatement loop => RunLoop(loop),
            TryStatement attempt => RunTry(attempt),
            TrapStatement trap => RunMaybe(trap.Body),
            DataStatement data => RunData(data),
            BlockStatement block => Run(block.Body),
            FunctionDefinition function => Define(function),
            TypeDefinition type => RunMembers(type),
            ConfigurationDefinition configuration => RunConfiguration(configuration),
            LeaveStatement leave => RunLeave(leave),
            BreakStatement jump => Jump(jump),
            ErrorStatement error => RunParts(error.Parts),
            _ => Datum.Null,
        };
        _depth--;
        return result;
    }

    /// <summary>Runs a statement whose output is used.</summary>
    private Datum Read(Statement statement) => statement is Pipeline pipeline ? RunPipeline(pipeline, isOutputRead: true) : Run(statement);

    private Datum RunParts(IReadOnlyList<PowerShellNode> parts)
    {
        foreach (var part in parts)
        {
            switch (part)
            {
                case Statement statement: Run(statement); break;
                case StatementBlock block: Run(block); break;
                case Expression expression: Evaluate(expression); break;
            }
        }

        return Datum.Unknown;
    }

    private Datum RunChain(PipelineChain chain)
    {
        List<Datum> output = [RunPipeline(chain.First, isOutputRead: false)];
        foreach (var link in chain.Rest)
        {
            var before = Capture();
            output.Add(RunPipeline(link.Pipeline, isOutputRead: false));
            _scope.Merge(before);
        }

        return Datum.Collapse([.. output.Where(result => !ReferenceEquals(result, Datum.Null))]);
    }

    private Datum Define(FunctionDefinition function)
    {
        var (scope, name) = SplitScope(function.Name);
        scope.Define(name, new DefinedFunction(function.Parameters, function.IsFilter ? AsFilter(function.Body) : function.Body, _text, _outer, _host.IsInFile));
        return Datum.Null;
    }

    // The body of a filter runs for each object, as a process block does.
    private static ScriptBlock AsFilter(ScriptBlock body) => body with
    {
        Blocks = [.. body.Blocks.Select(block => block.Kind == NamedBlockKind.Body ? block with { Kind = NamedBlockKind.Process } : block)],
    };

    // Methods run when they are called, which the evaluator does not follow: what they could do is seen once, when they are defined.
    private Datum RunMembers(TypeDefinition type)
    {
        foreach (var member in type.Members)
        {
            if (member is PropertyMember { Initial: { } initial }) Evaluate(initial);
            if (member is MethodMember method)
            {
                Run(method.Body, Datum.Null, [], ownScope: true, method.Parameters);
                _flow = Flow.Next;
            }
        }

        return Datum.Null;
    }

    // The blocks of a configuration's nodes and resources stand on lines of their own.
    private Datum RunConfiguration(ConfigurationDefinition configuration)
    {
        var outer = _isConfiguration;
        _isConfiguration = true;
        Run(configuration.Body, Datum.Null, [], ownScope: true);
        _isConfiguration = outer;
        return Datum.Null;
    }

    private Datum RunData(DataStatement data)
    {
        var value = Run(data.Body);
        if (data.Name is not null) _scope.Set(data.Name, value);
        return data.Name is null ? value : Datum.Null;
    }

    private Datum RunLeave(LeaveStatement leave)
    {
        _halts++;
        var value = leave.Value is null ? Datum.Null : Read(leave.Value);
        // What is thrown may be caught, or passed over by a trap or a preference: the code after it counts.
        if (leave.Kind != LeaveKind.Throw) _flow = leave.Kind == LeaveKind.Return ? Flow.Return : Flow.Exit;
        return leave.Kind == LeaveKind.Return ? value : Datum.Null;
    }

    private Datum Jump(BreakStatement jump)
    {
        if (!jump.IsContinue) _halts++;
        if (!_ignoresJumps) _flow = jump.IsContinue ? Flow.Continue : Flow.Break;
        return Datum.Null;
    }

    // ── Branches ──

    /// <summary>Whether a condition holds; not known once a guess about the machine may be in it.</summary>
    private bool? Decide(Datum condition) => _hasGuessed ? null : condition.Truth;

    private Datum RunIf(IfStatement statement)
    {
        List<Datum> outputs = [];
        ScopeState? merged = null;
        var (isDecided, before) = (false, Capture());
        foreach (var clause in statement.Clauses)
        {
            var truth = Decide(Read(clause.Condition));
            before = Capture();
            isDecided = RunBranch(clause.Body, truth, isDecided, before, ref merged, outputs);
        }

        if (statement.Else is { } otherwise) RunBranch(otherwise, true, isDecided, before, ref merged, outputs);
        else if (!isDecided && merged is not null) _scope.Merge(merged);
        if (isDecided && merged is not null) _scope.Restore(merged);
        return outputs.Count == 0 ? Datum.Null : outputs.Aggregate(Datum.Either);
    }

    /// <summary>
    /// Walks a branch. What it leaves behind counts as far as it can be taken; code in a branch that is not taken is looked at all the same.
    /// </summary>
    /// <returns>Whether it is known by now which branch is taken.</returns>
    private bool RunBranch(StatementBlock body, bool? truth, bool isDecided, ScopeState before, ref ScopeState? merged, List<Datum> outputs)
    {
        var isTaken = truth == true && !isDecided && merged is null;
        var canBeTaken = truth != false && !isDecided;
        var flow = _flow;
        if (!isTaken) _undecided++;
        var output = Run(body);
        if (!isTaken) _undecided--;
        if (!isTaken) _flow = flow;
        if (canBeTaken)
        {
            outputs.Add(output);
            if (merged is not null) _scope.Merge(merged);
            merged = Capture();
        }

        _scope.Restore(truth == true && canBeTaken ? merged! : before);
        return isDecided || truth == true;
    }

    /// <summary>Runs code that may or may not be run.</summary>
    private Datum RunMaybe(StatementBlock body)
    {
        var (before, flow) = (Capture(), _flow);
        _undecided++;
        var output = Run(body);
        _undecided--;
        _scope.Merge(before);
        _flow = flow;
        return output;
    }

    private Datum RunSwitch(SwitchStatement statement)
    {
        var subject = statement.Subject is null ? Datum.Unknown : Read(statement.Subject);
        if (statement.Flags.Contains("file")) subject = Datum.From(Origins.File, subject.ToValue().Text);
        var outer = _scope.Variable("_");
        List<Datum> outputs = [];
        var isPlain = statement.Flags.Count == 0;
        foreach (var item in subject.Items.Count > 0 && subject.Items.Count <= MaxRounds ? subject.Items : [subject])
        {
            SetCurrent(item);
            var matched = false;
            foreach (var clause in statement.Clauses)
            {
                var condition = clause.Condition is ScriptBlockExpression code
                    ? Run(code.Block, item, [], ownScope: false)
                    : Evaluate(clause.Condition);
                bool? truth = clause.Condition is ScriptBlockExpression ? Decide(condition)
                    : isPlain && !_hasGuessed && item.IsKnown && condition.IsKnown
                        ? item.ToValue().Text.Equals(condition.ToValue().Text, StringComparison.OrdinalIgnoreCase)
                        : null;
                if (truth == true)
                {
                    matched = true;
                    outputs.Add(Run(clause.Body));
                }
                else
                {
                    outputs.Add(RunMaybe(clause.Body));
                }

                if (_flow is Flow.Break or Flow.Continue) break;
            }

            if (statement.Default is { } standard && _flow == Flow.Next)
            {
                outputs.Add(matched ? RunMaybe(standard) : RunDefault(standard, statement.Clauses.Count > 0));
            }

            if (_flow is Flow.Break or Flow.Continue) _flow = Flow.Next;
        }

        if (outer is not null) SetCurrent(outer);
        outputs.RemoveAll(output => ReferenceEquals(output, Datum.Null));
        return outputs.Count == 0 ? Datum.Null : outputs.Aggregate(Datum.Either);
    }

    private Datum RunDefault(StatementBlock body, bool isMaybe) => isMaybe ? RunMaybe(body) : Run(body);

    private Datum RunTry(TryStatement statement)
    {
        var before = Capture();
        List<Datum> outputs = [];
        Run(statement.Body, outputs);
        var flow = _flow;
        if (statement.Catches.Count > 0)
        {
            _flow = Flow.Next;
            var after = Capture();
            _scope.Merge(before);
            foreach (var handler in statement.Catches)
            {
                SetCurrent(Datum.Unknown);
                RunMaybe(handler.Body);
            }

            _scope.Merge(after);
        }

        _flow = Flow.Next;
        if (statement.Finally is { } last) Run(last, outputs);
        // An exception may come before the code leaves.
        _flow = statement.Catches.Count > 0 && flow == Flow.Exit ? Flow.Next : flow;
        return Datum.Collapse(outputs);
    }

    // ── Loops ──

    private Datum RunForEach(ForEachStatement loop)
    {
        var collection = Read(loop.Collection);
        List<Datum> output = [];
        var items = collection.Items;
        var isKnown = items.Count <= MaxRounds && collection is not Scalar { Value.IsResolved: false } and not InstanceDatum;
        if (isKnown)
        {
            if (items.Count == 0) RunMaybe(loop.Body);
            var hasJumped = false;
            foreach (var item in items)
            {
                Assign(loop.Variable, item);
                Run(loop.Body, output);
                hasJumped |= _flow is Flow.Break or Flow.Continue;
                if (EndsLoop()) break;
            }

            if (hasJumped) RunPassedOver(loop.Body);
            return Datum.Collapse(output);
        }

        var value = collection.ToValue();
        Assign(loop.Variable, collection is Scalar or InstanceDatum ? collection : Datum.From(value.Origins, value.Source));
        RunUnknownRounds(loop.Body, null, output);
        return Datum.Collapse(output);
    }

    private Datum RunFor(ForStatement loop)
    {
        if (loop.Initializer is { } initializer) Run(initializer);
        return RunRounds(loop.Body, loop.Condition, loop.Iterator, isTestedFirst: true, isUntil: false);
    }

    private Datum RunLoop(LoopStatement loop) =>
        RunRounds(loop.Body, loop.Condition, null, loop.Kind == LoopKind.While, loop.Kind == LoopKind.DoUntil);

    private Datum RunRounds(StatementBlock body, Statement? condition, Statement? iterator, bool isTestedFirst, bool isUntil)
    {
        List<Datum> output = [];
        var hasJumped = false;
        for (var round = 0; round < MaxRounds && !_hasStopped; round++)
        {
            if (isTestedFirst || round > 0)
            {
                var truth = condition is null ? true : Decide(Read(condition));
                if (isUntil) truth = !truth;
                if (truth == false)
                {
                    // Code in a loop that is not entered is looked at all the same.
                    if (round == 0) RunMaybe(body);
                    else if (hasJumped) RunPassedOver(body);
                    return Datum.Collapse(output);
                }

                if (truth is null) break;
            }

            var before = Capture();
            var (starts, halts) = (_starts, _halts);
            Run(body, output);
            hasJumped |= _flow is Flow.Break or Flow.Continue;
            var hasEnded = EndsLoop();
            if (!hasEnded && iterator is not null) Run(iterator);
            if (!hasEnded && !_scope.IsAs(before)) continue;
            if (!hasEnded && _starts > starts && _halts == halts) _host.Exhausts("starts processes in an endless loop", Place(body.Span));
            if (hasJumped) RunPassedOver(body);
            return Datum.Collapse(output);
        }

        RunUnknownRounds(body, iterator, output);
        return Datum.Collapse(output);
    }

    /// <summary>Walks the body of a loop that goes round an unknown number of times: what changes in it is not known.</summary>
    private void RunUnknownRounds(StatementBlock body, Statement? iterator, List<Datum> output)
    {
        var (before, flow) = (Capture(), _flow);
        Run(body, output);
        if (iterator is not null) Run(iterator);
        _flow = flow;
        if (!_scope.ForgetChanges(before)) return;
        Run(body, output);
        _scope.ForgetChanges(before);
        _flow = flow;
    }

    /// <summary>Looks at the code that <c>break</c> and <c>continue</c> have passed over, for what it runs; what it leaves behind does not count.</summary>
    private void RunPassedOver(StatementBlock body)
    {
        var (before, flow, ignoresJumps) = (Capture(), _flow, _ignoresJumps);
        _ignoresJumps = true;
        Run(body);
        _scope.Restore(before);
        (_flow, _ignoresJumps) = (flow, ignoresJumps);
    }

    private void Count(string command)
    {
        if (command.Equals("Start-Process", StringComparison.OrdinalIgnoreCase) || command.Equals("start", StringComparison.OrdinalIgnoreCase) || command.Equals("Start-Job", StringComparison.OrdinalIgnoreCase) || command.Equals("Start-ThreadJob", StringComparison.OrdinalIgnoreCase)) _starts++;
        else if (command.Equals("Start-Sleep", StringComparison.OrdinalIgnoreCase) || command.StartsWith("Wait-", StringComparison.OrdinalIgnoreCase) || command.StartsWith("Read-", StringComparison.OrdinalIgnoreCase)) _halts++;
    }

    private bool EndsLoop()
    {
        if (_flow == Flow.Continue) _flow = Flow.Next;
        if (_flow == Flow.Break)
        {
            _flow = Flow.Next;
            return true;
        }

        return _flow != Flow.Next || _hasStopped;
    }
}
