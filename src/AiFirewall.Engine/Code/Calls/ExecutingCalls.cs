using AiFirewall.Code.Folding;
using AiFirewall.Effects;
using AiFirewall.Shells;

namespace AiFirewall.Code.Calls;

/// <summary>Calls that execute text as code, of this language or another.</summary>
internal static class ExecutingCalls
{
    /// <summary>What a call does and comes to; null when it is none of these.</summary>
    public static CodeValue? Run(CodeCall call, CodeRun run, Scope scope)
    {
        switch (call.Name)
        {
            case "python:compile" or "code.compile_command" or "node:String.raw" or "ast.parse" or "r:parse": return call.Option("text") ?? call[0];
            case "python:exec" or "python:eval" or "python:execfile" or "code.InteractiveInterpreter" or "timeit.timeit" or "node:eval" or "node:Function" or "vm.runInThisContext" or "vm.runInNewContext" or "vm.runInContext" or "vm.Script" or "vm.compileFunction" or "module._compile"
                or "php:eval" or "php:assert" or "ruby:eval" or "ruby:instance_eval" or "ruby:class_eval" or ".instance_eval" or ".class_eval" or ".module_eval" or ".eval" or "perl:eval" or "lua:load" or "lua:loadstring" or "r:eval" or "ruby:binding.eval" or "RubyVM.InstructionSequence.compile" or "perl:evalbytes" or "applescript:run_script" or "_.template":
                return Execute(call, run, scope);
            case ".constructor" when run.Language.Name == "node" && call.Arguments.Count > 1: return Function(call.Arguments[^1], call, run, scope);

            // Ways around every name: what they lead to is not followed.
            case ".__subclasses__" or "process.binding" or "process._linkedBinding" or "gc.get_objects":
                run.Host.Affect(EffectKind.ExecuteHiddenCode, new Target(TargetKind.Code, call.Name.TrimStart('.')), call.Name, certainty: Certainty.Unresolved);
                return CodeValue.Unknown;
            case "php:create_function": return Function(call[1], call, run, scope);
            case "node:setTimeout" or "node:setInterval" when call[0].Sort == CodeSort.Text: return Execute(call, run, scope);
            case "node:require" or "module.createRequire" or "node:import" or "php:include" or "php:include_once" or "php:require" or "php:require_once" or "ruby:load" or "ruby:require_relative" or "ruby:require" or "perl:do" or "perl:require" or "awk:include" or "lua:dofile" or "lua:loadfile" or "lua:require" or "r:source" or "runpy.run_path":
                return Require(call, run);
            case "pickle.loads" or "pickle.load" or "cPickle.loads" or "marshal.load" or "dill.loads" or "dill.load" or "joblib.load" or "jsonpickle.decode" or "Marshal.load" or "YAML.unsafe_load" or "php:unserialize" or "shelve.open" or "torch.load" or "yaml.unsafe_load" or "node-serialize.unserialize" or "types.FunctionType" or "types.CodeType":
                return Deserialize(call, run);
            case "yaml.load" or "YAML.load" when !call.Named.Any(n => n.Key == "Loader" && n.Value.Name.Contains("Safe", StringComparison.Ordinal)): return Deserialize(call, run);
            case "ctypes.CDLL" or "ctypes.cdll.LoadLibrary" or "ctypes.PyDLL" or "ctypes.WinDLL" or "ffi.load" or "Fiddle.dlopen" or "Deno.dlopen" or "process.dlopen" or "php:dl" or "r:dyn.load" or "package.loadlib" or "DynaLoader.dl_load_file" or "ffi.Library" or "FFI.cdef" or "cffi.FFI.dlopen": return Library(call, run);
            case "pip.main" or "pip._internal.main" or "pip._internal.cli.main.main" or "ensurepip.bootstrap":
                run.Host.Run([new Value("pip"), .. (call[0].Sort == CodeSort.List ? call[0].Items : call.Arguments).Select(Operators.AsText)], null, null, run.IsLikely);
                return CodeValue.Unknown;
            case "database.execute" or "database.executescript" or "database.executemany" or ".execute" or ".executescript" or ".executemany" or ".exec_query" or ".select_all" or ".prepare" or "database.cursor" or "database.__enter__" or "database.commit" or ".raw" or "php:mysqli_query" or "php:pg_query" or "php:mysql_query" or ".query" or ".exec" or ".do" or ".run" or "sqlalchemy.text" or ".executeSql" or ".selectall_arrayref":
                return Sql(call, run);
            case ".send" or ".__send__" or ".public_send" or "ruby:send" or "ruby:__send__" or ".method" when run.Language.Name == "ruby": return Send(call, run);
            default: return null;
        }
    }

    private static CodeValue Execute(CodeCall call, CodeRun run, Scope scope)
    {
        var code = call.Name is "node:Function" && call.Arguments.Count > 1 ? call.Arguments[^1] : call[call.Name.StartsWith('.') && call.Arguments.Count > 1 ? 1 : 0];
        if (code.Function is not null) return run.Call(code, []);
        if (call.Name.StartsWith('.') && call.Arguments.Count < 2) return CodeValue.Unknown;
        if (call.Name is "node:Function" or "lua:load" or "lua:loadstring" or "vm.Script" or "RubyVM.InstructionSequence.compile") return Function(code, call, run, scope);
        if (call.Name is "php:assert" or "timeit.timeit" && code.Sort != CodeSort.Text) return CodeValue.Unknown;
        if (call.Name == "python:execfile") return Require(call, run);

        // The result of folding that stands for code is read as it is; an empty call executes nothing.
        return code.Sort == CodeSort.Nothing ? CodeValue.Unknown : run.Execute(code.Text, call.Name, scope);
    }

    /// <summary>A function made of text: taken to be called.</summary>
    private static CodeValue Function(CodeValue code, CodeCall call, CodeRun run, Scope scope)
    {
        if (code.Sort == CodeSort.Nothing) return CodeValue.Unknown;
        var value = run.Execute(code.Text, call.Name, scope);
        return new CodeValue(CodeSort.Function, value.Text) { Function = new Syntax.FunctionNode(null, [], new Syntax.ConstantNode(value)), Closure = scope };
    }

    private static CodeValue Require(CodeCall call, CodeRun run)
    {
        var name = call[0];
        var text = name.Text.Text;
        if (!name.Text.IsResolved || name.Sort is not (CodeSort.Text or CodeSort.Object))
        {
            if ((name.Origins & (Origins.Network | Origins.Decoded)) != 0 || call.Name is "php:include" or "php:require") run.Host.Affect(EffectKind.ExecuteHiddenCode, new Target(TargetKind.Code, text), call.Name, certainty: Certainty.Unresolved);
            return CodeValue.Unknown;
        }

        if (NetworkCalls.IsUrl(text))
        {
            run.Host.Affect(EffectKind.ExecuteRemoteCode, new Target(TargetKind.Url, text), call.Name);
            return CodeValue.Unknown;
        }

        if (text.StartsWith("data:", StringComparison.Ordinal) || text.StartsWith("php://", StringComparison.Ordinal))
        {
            run.Host.Affect(EffectKind.ExecuteHiddenCode, new Target(TargetKind.Code, text), call.Name, certainty: Certainty.Unresolved);
            return CodeValue.Unknown;
        }

        var isFile = text.Contains('/', StringComparison.Ordinal) && (text[0] is '/' or '.' or '~') || text.EndsWith(".php", StringComparison.Ordinal) || call.Name is "lua:dofile" or "lua:loadfile" or "r:source" or "runpy.run_path" or "python:execfile" or "ruby:load";
        if (!isFile) return CodeValue.Reference(CallNames.Canonical(text));
        if (text.EndsWith(".json", StringComparison.Ordinal))
        {
            FileCalls.Touch(name, EffectKind.Read, EffectTraits.None, call, run);
            return CodeValue.From(Origins.File, text);
        }

        run.Print(run.Host.RunFile(name.Text, call.Name));
        return new CodeValue(CodeSort.Unknown, Value.Unknown) { Name = "module" };
    }

    /// <summary>Objects that run code when they are made again: harmless from one's own files, not from elsewhere.</summary>
    private static CodeValue Deserialize(CodeCall call, CodeRun run)
    {
        var origins = call.Origins;
        if ((origins & Origins.Network) != 0) run.Host.Affect(EffectKind.ExecuteRemoteCode, new Target(TargetKind.Code, call.Source ?? call.Name), call.Name);
        else if ((origins & Origins.Decoded) != 0) run.Host.Affect(EffectKind.ExecuteHiddenCode, new Target(TargetKind.Code, call.Name), call.Name, EffectTraits.Decoded);
        else if (call.Name.StartsWith("pickle.", StringComparison.Ordinal) && call[0].IsKnownText) run.Host.Affect(EffectKind.ExecuteHiddenCode, new Target(TargetKind.Code, call.Name), call.Name, certainty: Certainty.Unresolved);
        return CodeValue.From(origins, call.Source);
    }

    private static CodeValue Library(CodeCall call, CodeRun run)
    {
        var path = call[0];
        if (path.Sort is CodeSort.Text && path.Text.IsResolved && !path.Text.Text.Contains('/', StringComparison.Ordinal) && !path.Has(Origins.Network)) return CodeValue.Object("library", path.Text);
        if (path.Sort == CodeSort.Nothing) return CodeValue.Object("library", Value.Empty);
        run.Host.Affect(EffectKind.ExecuteHiddenCode, new Target(TargetKind.Code, path.Text.Text), call.Name, finding: new Finding("code.native-library", Risk.High, $"loads native code from {Unresolved.Display(path.Text.Text)}"));
        return CodeValue.Object("library", path.Text);
    }

    private static bool Has(this CodeValue value, Origins origin) => (value.Origins & origin) != 0;

    /// <summary>A statement of a database; on something unknown only what looks like one.</summary>
    private static CodeValue? Sql(CodeCall call, CodeRun run)
    {
        if (call.Name is "database.cursor" or "database.__enter__" or "database.commit") return call[0];
        var at = call.Name.StartsWith("php:", StringComparison.Ordinal) || call.Name == "sqlalchemy.text" ? call.Name is "sqlalchemy.text" ? 0 : 1 : 1;
        var statement = Operators.AsText(call[at]);
        if (!IsSql(statement.Text)) return call.Name.StartsWith("database", StringComparison.Ordinal) ? call[0] : null;
        run.Host.RunCode("sql", statement, null, run.IsLikely);
        return call[0].Name == "database" ? call[0] : CodeValue.Unknown;
    }

    private static bool IsSql(string text)
    {
        var start = text.AsSpan().TrimStart();
        foreach (var word in (ReadOnlySpan<string>)["select", "insert", "update", "delete", "drop", "truncate", "alter", "create", "grant", "revoke", "with", "replace", "merge", "copy", "exec", "call", "attach", "vacuum", "pragma", "begin", "set", "use", "load", "explain", "--", "/*"])
        {
            if (start.StartsWith(word, StringComparison.OrdinalIgnoreCase) && (start.Length == word.Length || !char.IsLetterOrDigit(start[word.Length]))) return true;
        }

        return false;
    }

    /// <summary>Ruby's <c>File.send(:unlink, 'x')</c>.</summary>
    private static CodeValue Send(CodeCall call, CodeRun run)
    {
        var isPlain = call.Name.StartsWith("ruby:", StringComparison.Ordinal);
        var method = call[isPlain ? 0 : 1];
        if (!method.IsKnownText)
        {
            if (method.Sort != CodeSort.Nothing) run.Host.Affect(EffectKind.ExecuteHiddenCode, new Target(TargetKind.Code, call.Name), call.Name, certainty: Certainty.Unresolved);
            return CodeValue.Unknown;
        }

        var target = isPlain ? CodeValue.Reference(method.Text.Text) : Indexing.At(call[0], method, run);
        return call.Name == ".method" ? target : run.Call(target, [.. call.Arguments.Skip(isPlain ? 1 : 2)]);
    }
}
