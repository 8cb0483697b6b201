using AiFirewall.Code.Folding;
using AiFirewall.Shells;

namespace AiFirewall.Code.Calls;

/// <summary>Calls that call a function they are given, once for each item or with arguments of its own.</summary>
internal static class Callbacks
{
    private const int MaxItems = 24;

    /// <summary>What a call comes to that takes a function it is known to call; null when it takes none.</summary>
    public static CodeValue? Run(string name, string last, IReadOnlyList<CodeValue> arguments, IReadOnlyList<KeyValuePair<string, CodeValue>> named, CodeRun run)
    {
        foreach (var (key, value) in named)
        {
            if (key is "target" or "func" or "function" && value.IsCallable)
            {
                var given = named.FirstOrDefault(n => n.Key == "args").Value;
                return run.Call(value, given?.Items ?? []);
            }
        }

        // PHP names functions by their text.
        if (run.Language.Name == "php" && last is "php:array_map" or "php:array_walk" or "php:array_filter" or "php:usort" or "php:call_user_func" or "php:call_user_func_array" or "php:register_shutdown_function")
            arguments = [.. arguments.Select((a, i) => a.Sort == CodeSort.Text && a.IsKnownText && i == (last is "php:array_walk" or "php:array_filter" or "php:usort" ? 1 : 0) ? CodeValue.Reference(a.Text.Text.TrimStart('\\').ToLowerInvariant()) : a)];
        var at = -1;
        for (var i = 0; i < arguments.Count && at < 0; i++)
        {
            if (arguments[i].Function is not null) at = i;
        }

        for (var i = last is "then" ? 1 : 0; i < arguments.Count && at < 0; i++)
        {
            if (arguments[i].Sort == CodeSort.Reference && arguments[i].Bound.Count == 0) at = i;
        }

        if (at < 0) return null;
        var function = arguments[at];
        switch (last)
        {
            case "map" or "imap" or "filter" or "forEach" or "each" or "starmap" or "flatMap" or "flat_map" or "collect" or "select" or "reject" or "some" or "every" or "find" or "any" or "all" or "grep" or "sort" or "each_with_index"
                or "python:map" or "python:filter" or "perl:map" or "perl:grep" or "php:array_map" or "php:array_walk" or "php:array_filter" or "r:lapply" or "r:sapply" or "r:Map" or "each_line" or "each_entry" or "each_child"
                or "glob" or "find_each" or "reduce" or "times" or "each_slice" or "each_pair" or "array_map" or "tap" or "then" or "catch" or "finally" or "yield_self":
                var source = arguments.Where((_, i) => i != at).FirstOrDefault(a => a.Sort != CodeSort.Reference || last == "then") ?? CodeValue.Unknown;
                if (last is "glob" or "each_child" or "each_entry") return null;
                if (last is "then" or "tap" or "yield_self" or "catch" or "finally") return run.Call(function, [source]);
                var results = new List<CodeValue>();
                foreach (var item in Iteration.Of(source, takesKeys: false, run).Take(MaxItems)) results.Add(run.Call(function, [item, .. arguments.Skip(at + 1).Where(a => !a.IsCallable && !ReferenceEquals(a, source)).Take(1)]));
                return last is "forEach" or "each" ? source : CodeValue.Of(results);
            case "python:partial" or "partial" when function.Sort is CodeSort.Reference or CodeSort.Function:
                return function with { Bound = [.. arguments.Skip(at + 1)] };
            case "php:call_user_func_array": return run.Call(function, arguments.Count > at + 1 ? arguments[at + 1].Items : []);
            case "submit" or "apply_async" or "apply" or "call_soon" or "register" or "to_thread" or "run_in_executor" or "setTimeout" or "setImmediate" or "setInterval" or "nextTick" or "node:setTimeout" or "node:setImmediate"
                or "node:setInterval" or "node:queueMicrotask" or "php:call_user_func" or "lua:pcall" or "lua:xpcall" or "python:apply" or "exit_now" or "promisify" or "r:do.call" or "php:register_shutdown_function":
                if (last == "promisify") return function;
                return run.Call(function, [.. arguments.Skip(at + 1).Where(a => !(last.EndsWith("setTimeout", StringComparison.Ordinal) && a.Sort == CodeSort.Number))]);
            case "on" or "once" or "addListener" or "addEventListener":
                // Events of a connection or of standard input bring what comes in.
                var emitter = arguments[0];
                run.Call(function, [emitter is { Sort: CodeSort.Object, Name: "response" or "stdin" } ? CodeValue.Of(emitter.Text) : CodeValue.From(emitter.Name == "socket" ? Origins.Network : emitter.Origins, emitter.Text.Source)]);
                return emitter;
            default: return null;
        }
    }
}
