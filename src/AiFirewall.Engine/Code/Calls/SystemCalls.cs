using AiFirewall.Code.Folding;
using AiFirewall.Effects;
using AiFirewall.Shells;

namespace AiFirewall.Code.Calls;

/// <summary>Calls that print, and calls about processes, users and the machine itself.</summary>
internal static class SystemCalls
{
    /// <summary>What a call does and comes to; null when it is none of these.</summary>
    public static CodeValue? Run(CodeCall call, CodeRun run)
    {
        switch (call.Name)
        {
            case "python:print":
                if (call.Option("file") is { } file)
                {
                    if (file.Sort == CodeSort.Object) FileCalls.WriteTo(file, CodeValue.Of(Operators.Concat(call[0], CodeValue.Of("\n")).Text), run);
                    return CodeValue.Nothing;
                }

                return Printing.Line(call.Arguments, call.Option("sep")?.Text.Text ?? " ", call.Option("end")?.Text.Text ?? "\n", run);
            case "console.log" or "console.info" or "console.table" or "console.dir" or "console.debug" or "lua:print" or "ruby:puts" or "ruby:p" or "ruby:pp" or "r:print" or "r:message":
                return Printing.Line(call.Arguments, call.Name == "lua:print" ? "\t" : call.Name == "ruby:puts" ? "\n" : " ", "\n", run);
            case "console.error" or "console.warn" or "ruby:warn" or "perl:warn" or "perl:die" or "php:error_log" or "stderr.write" or "stderr.puts" or "stderr.print": return CodeValue.Nothing;
            case "stdout.write" or "stdout.print" or "stdout.puts" or "stdout.printf" or "io.write" or "ruby:print" or "perl:print" or "perl:say" or "php:print" or "php:print_r" or "php:var_dump" or "ruby:$stdout.write" or "stdout.<<" or "perl:printf" or "php:printf" or "ruby:printf" or "awk:print" or "awk:printf" or "stdout.writeSync":
                return PrintPlain(call, run);
            case "python:input" or "python:raw_input" or "ruby:gets" or "ruby:readlines" or "ruby:readline" or "io.read" or "php:readline" or "awk:getline" or "node:prompt" or "r:readline" or "perl:readline" or "perl:<>": return CodeValue.Of(run.StandardInput);
            case "os.kill" or "os.killpg" or "process.kill" or "Process.kill" or "perl:kill" or "php:posix_kill" or "Deno.kill": return Kill(call, run);
            case "os.setuid" or "os.seteuid" or "os.setreuid" or "os.setresuid" or "process.setuid" or "Process::UID.change_privilege" or "php:posix_setuid" or "POSIX.setuid" or "perl:setuid" or "Process.UID.change_privilege":
                if (call[0].Text.Text == "0") run.Host.Affect(EffectKind.Elevate, new Target(TargetKind.None, call.Name), call.Name);
                return CodeValue.Nothing;
            case "os.fork" or "perl:fork" or "ruby:fork" or "Process.fork" or "php:pcntl_fork" or "multiprocessing.Process" or "posix.fork":
                if (call.Name != "multiprocessing.Process") Fork(call.Name, run);
                return call.Arguments.Count > 0 && call.Arguments[^1].Function is not null ? run.Call(call.Arguments[^1], []) : CodeValue.Unknown;
            case "os.reboot" or "os.abort": return CodeValue.Nothing;
            case "sys.setrecursionlimit" or "gc.collect": return CodeValue.Nothing;
            case "resource.setrlimit" or "ptrace.attach": return CodeValue.Unknown;
            case "http.server.test" or "site.main": return CodeValue.Unknown;
            case "keyring.get_password" or "getpass.getpass" or "Security.find_generic_password": return CodeValue.From(Origins.Secret, call.Name);
            case "ssl._create_unverified_context": return CodeValue.Unknown;
            default: return null;
        }
    }

    private static void Fork(string call, CodeRun run)
    {
        run.Forks++;
        if (run.IsEndless) Exhausts(call, run);
    }

    /// <summary>Takes note of processes that are started without end.</summary>
    public static void Exhausts(string call, CodeRun run) => run.Host.Affect(EffectKind.ExhaustResources, new Target(TargetKind.Process, "starts processes without end"), call,
        finding: new Finding("system.fork-bomb", Risk.Critical, "starts processes without end"));

    private static CodeValue PrintPlain(CodeCall call, CodeRun run)
    {
        var values = call.Arguments.Where(a => a.Sort != CodeSort.Object || a.Name is not ("stdout" or "stderr")).ToList();
        if (call.Arguments.Count > 0 && call.Arguments[0].Name == "stderr") return CodeValue.Nothing;
        if (call.Arguments is [{ Name: "file" } file, ..]) return FileCalls.WriteTo(file, values.Count > 1 ? values[^1] : CodeValue.Empty, run);
        if (call.Name.EndsWith("printf", StringComparison.Ordinal) && values.Count > 0) return Printing.Line([TextFormat.Percent(Operators.AsText(values[0]), [.. values.Skip(1)])], "", "", run);
        var isLine = call.Name is "stdout.puts" or "perl:say" or "awk:print" or "php:var_dump";
        return Printing.Line(values, call.Name == "awk:print" ? " " : "", isLine ? "\n" : "", run);
    }

    /// <summary>Signal 0 only asks whether a process is there.</summary>
    private static CodeValue Kill(CodeCall call, CodeRun run)
    {
        var signalFirst = run.Language.Name is "perl" or "ruby";
        var signal = call[signalFirst ? 0 : 1];
        var process = call[signalFirst ? 1 : 0];
        if (signal.Text.Text is "0" or "EXIT") return CodeValue.Unknown;
        run.Host.Affect(EffectKind.StopProcess, new Target(TargetKind.Process, Operators.AsText(process).Text), call.Name);
        return CodeValue.Unknown;
    }
}
