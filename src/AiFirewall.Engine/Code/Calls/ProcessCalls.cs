using AiFirewall.Code.Folding;
using AiFirewall.Effects;
using AiFirewall.Shells;

namespace AiFirewall.Code.Calls;

/// <summary>Calls that start programs: with a line for the shell or with arguments.</summary>
internal static class ProcessCalls
{
    /// <summary>What a call does and comes to; null when it is none of these.</summary>
    public static CodeValue? Run(CodeCall call, CodeRun run)
    {
        switch (call.Name)
        {
            case "os.system" or "os.popen" or "os.popen2" or "os.popen3" or "os.startfile" or "popen2.popen2" or "subprocess.getoutput" or "subprocess.getstatusoutput" or "asyncio.create_subprocess_shell" or "asyncio.subprocess.create_subprocess_shell" or "pexpect.run" or "pexpect.spawn" or "pty.spawn" or "platform.popen"
                or "php:system" or "php:exec" or "php:shell_exec" or "php:passthru" or "php:popen" or "os.execute" or "io.popen" or "awk:system" or "r:system" or "r:shell" or "r:system2" or "r:pipe" or "invoke.run" or "fabric.local" or "sh.sh" or "perl:qx" or "wordexp":
                return Simple(call, run);
            case "perl:system" or "perl:exec" or "ruby:system" or "ruby:exec" or "ruby:spawn" or "Open3.capture2" or "Open3.capture2e" or "Open3.capture3" or "Open3.popen3" or "Open3.popen2" or "Open3.popen2e" or "Open3.pipeline" or "IO.popen" or "PTY.spawn" or "perl:run" or "IPC.Run.run" or "IPC.Open3.open3" or "perl:open2" or "perl:open3" or "Process.exec"
                or "php:proc_open" or "php:pcntl_exec":
                return ShellOrList(call, run);
            case "subprocess.run" or "subprocess.call" or "subprocess.check_call" or "subprocess.check_output" or "subprocess.Popen" or "sh.Command" or "plumbum.local": return Subprocess(call, run);
            case "asyncio.create_subprocess_exec" or "asyncio.subprocess.create_subprocess_exec": return Arguments(call.Arguments, call, run, captures: true);
            case "os.execl" or "os.execle" or "os.execlp" or "os.execlpe":
                // The second argument is what the program is told its name is.
                return Arguments([call[0], .. call.Arguments.Skip(2)], call, run);
            case "os.execv" or "os.execve" or "os.execvp" or "os.execvpe" or "os.posix_spawn" or "os.posix_spawnp": return Arguments([call[0], .. call[1].Items.Skip(1)], call, run);
            case "os.spawnl" or "os.spawnle" or "os.spawnlp" or "os.spawnlpe": return Arguments([call[1], .. call.Arguments.Skip(3)], call, run);
            case "os.spawnv" or "os.spawnve" or "os.spawnvp" or "os.spawnvpe": return Arguments([call[1], .. call[2].Items.Skip(1)], call, run);
            case "child_process.exec" or "child_process.execSync" or "shelljs.exec" or "execa.command" or "execa.commandSync" or "zx.$" or "node:$" or "execSync" or "Bun.$" or "bun.$": return Node(call, run, isShell: true);
            case "child_process.spawn" or "child_process.spawnSync" or "child_process.execFile" or "child_process.execFileSync" or "execa" or "execa.sync" or "node:execa" or "cross-spawn" or "cross-spawn.sync" or "process.execve":
                return Node(call, run, isShell: IsShell(call.Option("shell")));
            case "child_process.fork":
                run.Print(run.Host.RunFile(call[0].Text, call.Name));
                return CodeValue.Nothing;
            case "Bun.spawn" or "Bun.spawnSync": return Arguments(call[0].Sort == CodeSort.List ? call[0].Items : call.Option("cmd")?.Items ?? [call[0]], call, run, captures: true);
            case "Deno.run": return Arguments(call.Option("cmd")?.Items ?? [CodeValue.Unknown], call, run);
            case "Deno.Command": return Arguments([call[0], .. call.Option("args")?.Items ?? []], call, run, captures: true);
            case "awk:sink": return Sink(Operators.AsText(call[0]), run);
            case var name when name.EndsWith(".doShellScript", StringComparison.Ordinal) && call.Arguments.Count > 0: return CodeValue.Of(Shell(Operators.AsText(call.Arguments.LastOrDefault(a => a.Sort != CodeSort.Map) ?? CodeValue.Unknown), run, null));
            case "applescript:do_shell_script": return Done(call, Shell(Operators.AsText(call[0]), run, null), run);
            case "applescript:do_as_administrator":
                run.Host.Affect(EffectKind.Elevate, new Target(TargetKind.None, "administrator privileges"), "do shell script");
                return Done(call, Shell(Operators.AsText(call[0]), run, null), run);
            case "process.communicate" or "process.stdout" or "process.read" or "process.readlines" or "process.output" or "process.outputSync" or "process.value" or "process.text" or "process.wait" or "process.close" or "process.gets" or "process.lines" or "process.__enter__":
                if (call.Name == "process.communicate" && call.Has(1) && call[0].Bound.Count > 0) Feed(call[0], call[1], run);
                return call.Name == "process.communicate" ? CodeValue.Of([CodeValue.Of(call[0].Text), CodeValue.Empty]) : call[0] with { Sort = call.Name is "process.__enter__" or "process.wait" ? CodeSort.Object : CodeSort.Text };
            case "php:fread" or "php:fgets" or "php:stream_get_contents" when call[0].Name == "process": return CodeValue.Of(call[0].Text);
            default: return null;
        }
    }

    /// <summary>Backticks and their like: a line for the shell whose output is the value.</summary>
    public static CodeValue Captured(CodeValue line, CodeRun run) => CodeValue.Of(Shell(line.Text, run, input: null));

    /// <summary>A pipe from a line for the shell.</summary>
    public static CodeValue Piped(Value line, CodeRun run) => line.Text.Trim() is "-" ? CodeValue.Unknown : CodeValue.Object("process", Shell(line, run, input: null));

    /// <summary>A pipe to a line for the shell: what it does shows when something is written to it.</summary>
    public static CodeValue Sink(Value line, CodeRun run)
    {
        if (!IsShellName(line.Text.AsSpan().Trim())) Shell(line, run, Value.Empty);
        return CodeValue.Object("pipe", line);
    }

    /// <summary>Writes to the standard input of a program that runs.</summary>
    public static void Feed(CodeValue pipe, CodeValue content, CodeRun run)
    {
        var input = Operators.AsText(content);
        if (pipe.Bound.Count > 0) run.Print(run.Host.Run([.. pipe.Bound.Select(Operators.AsText)], input, null, run.IsLikely));
        else run.Print(Shell(pipe.Text, run, input));
    }

    private static Value Shell(Value line, CodeRun run, Value? input)
    {
        if (run.HasConnection && line.Text.AsSpan().Trim() is { Length: < 80 } text && IsShellName(text[..(text.IndexOfAny(' ', '<') is > 0 and var end ? end : text.Length)])
            && !text.Contains(" -c ", StringComparison.Ordinal)) RemoteShell("shell", run);
        return run.Host.RunCode("bash", line, input, run.IsLikely);
    }

    private static bool IsShellName(ReadOnlySpan<char> program) =>
        program[(program.LastIndexOfAny('/', '\\') + 1)..] is "sh" or "bash" or "zsh" or "dash" or "ksh" or "ash" or "cmd" or "cmd.exe" or "powershell" or "powershell.exe" or "pwsh";

    /// <summary>A shell is started while a connection is open: whoever is on its other side has it.</summary>
    public static void RemoteShell(string call, CodeRun run) => run.Host.Affect(EffectKind.ExecuteHiddenCode, new Target(TargetKind.Code, "shell"), call,
        finding: new Finding("net.shell.remote", Risk.Critical, "gives whoever is on the other side of the connection a shell"));

    private static bool IsShell(CodeValue? option) => option is not null && option.Sort != CodeSort.Nothing && !(option.Sort is CodeSort.Text or CodeSort.Number && !option.IsTrue && option.Text.IsResolved);

    private static bool Captures(string name) => name is not ("os.system" or "php:system" or "php:passthru" or "os.execute" or "awk:system" or "r:system" or "perl:system" or "perl:exec" or "ruby:system" or "ruby:exec" or "ruby:spawn" or "Process.exec");

    private static CodeValue Simple(CodeCall call, CodeRun run)
    {
        var line = call.Get(0, call.Option("command") is null ? "cmd" : "command");
        if (call.Name is "pty.spawn" or "pexpect.spawn" or "r:system2" && (line.Sort == CodeSort.List || call.Has(1))) return Arguments(line.Sort == CodeSort.List ? line.Items : [line, .. call.Arguments.Skip(1).SelectMany(Flat)], call, run);
        if (call.Name is "os.popen" or "io.popen" or "php:popen" && call[1].Text.Text.StartsWith('w')) return Sink(Operators.AsText(line), run);
        return Done(call, Shell(Operators.AsText(line), run, Input(call)), run);
    }

    /// <summary>One argument is a line for the shell, several are a program and its arguments (Perl, Ruby, PHP's proc_open).</summary>
    private static CodeValue ShellOrList(CodeCall call, CodeRun run)
    {
        // A hash in front or behind is environment and options; a list in front is program and argv[0].
        var arguments = call.Arguments.Where(a => a.Sort is not (CodeSort.Map or CodeSort.Function or CodeSort.Nothing)).ToList();
        if (call.Name is "php:proc_open" && arguments.Count > 1) arguments = [arguments[0]];
        if (call.Name is "php:pcntl_exec") arguments = [arguments.Count > 0 ? arguments[0] : CodeValue.Unknown, .. call[1].Items];
        if (call.Name is "IO.popen" && arguments.Count > 1 && arguments[1].Sort == CodeSort.Text) arguments = [arguments[0]];
        if (call.Name is "IPC.Open3.open3" or "perl:open2" or "perl:open3") arguments = [.. arguments.Skip(call.Name == "perl:open2" ? 2 : 3)];
        var flat = arguments.SelectMany(Flat).ToList();
        var isList = flat.Count > 1 || (arguments.Count == 1 && arguments[0].Sort == CodeSort.List && run.Language.Name != "perl");
        var output = isList ? Program(flat, call, run) : Shell(flat.Count == 0 ? Value.Unknown : Operators.AsText(flat[0]), run, Input(call));
        var result = call.Name == "IO.popen" && call.Arguments.Count > 1 && call[1].Text.Text.StartsWith('w') ? Sink(Operators.AsText(flat[0]), run) : Done(call, output, run);
        var block = call.Arguments.Count > 0 ? call.Arguments[^1] : CodeValue.Nothing;
        return block.Function is null ? result : run.Call(block, [result]);
    }

    private static IEnumerable<CodeValue> Flat(CodeValue value) => value.Sort == CodeSort.List ? value.Items : [value];

    private static CodeValue Subprocess(CodeCall call, CodeRun run)
    {
        var command = call.Get(0, "args");
        var isShell = IsShell(call.Option("shell"));
        Value output;
        if (command.Sort == CodeSort.List && !isShell) output = Program(command.Items, call, run);
        else if (command.Sort == CodeSort.List) output = Shell(command.Items.Count > 0 ? Operators.AsText(command.Items[0]) : Value.Unknown, run, Input(call));
        else if (isShell || !command.Text.IsResolved) output = Shell(Operators.AsText(command), run, Input(call));
        else output = Program([command], call, run);
        var captures = call.Name is "subprocess.check_output" or "subprocess.Popen" || call.IsSet("capture_output") || call.Option("stdout") is { Sort: CodeSort.Reference };
        if (!captures) run.Print(output);
        return call.Name == "subprocess.check_output" ? CodeValue.Of(output) : CodeValue.Object("process", output) with { Bound = isShell || command.Sort != CodeSort.List ? [command] : command.Items };
    }

    private static CodeValue Node(CodeCall call, CodeRun run, bool isShell)
    {
        var arguments = call[1].Sort == CodeSort.List ? call[1].Items : [];
        var output = isShell && arguments.Count == 0 ? Shell(Operators.AsText(call[0]), run, Input(call))
            : isShell ? Shell(Operators.AsText(CodeValue.Of([call[0], .. arguments])), run, Input(call))
            : Program([call[0], .. arguments], call, run);
        if (call.Option("stdio") is { Text.Text: "inherit" } || call.Option("stdio") is { Items: [_, { Text.Text: "inherit" }, ..] }) run.Print(output);
        foreach (var argument in call.Arguments)
        {
            if (argument.Function is not null) run.Call(argument, [CodeValue.Nothing, CodeValue.Of(output), CodeValue.Empty]);
        }

        return call.Name.EndsWith("Sync", StringComparison.Ordinal) && !call.Name.EndsWith("spawnSync", StringComparison.Ordinal) ? CodeValue.Of(output) : CodeValue.Object("process", output) with { Bound = [call[0], .. arguments] };
    }

    private static CodeValue Arguments(IReadOnlyList<CodeValue> arguments, CodeCall call, CodeRun run, bool captures = false)
    {
        var output = Program(arguments, call, run);
        if (!captures) run.Print(output);
        return CodeValue.Object("process", output);
    }

    private static Value Program(IReadOnlyList<CodeValue> arguments, CodeCall call, CodeRun run)
    {
        if (arguments.Count == 0) arguments = [CodeValue.Unknown];
        if (run.HasConnection && IsShellName(arguments[0].Text.Text) && !arguments.Any(a => a.Text.Text is "-c" or "/c")) RemoteShell(call.Name, run);
        var directory = call.Option("cwd") ?? call.Option("chdir");
        return run.Host.Run([.. arguments.Select(a => Operators.AsText(a) with { MaySplit = false })], Input(call), directory is { Sort: CodeSort.Text } or { Sort: CodeSort.Object } ? directory.Text.Text : null, run.IsLikely);
    }

    private static Value? Input(CodeCall call) => (call.Option("input") ?? call.Option("stdin_data")) is { Sort: CodeSort.Text or CodeSort.Unknown } input ? input.Text : null;

    private static CodeValue Done(CodeCall call, Value output, CodeRun run)
    {
        if (!Captures(call.Name)) run.Print(output);
        return call.Name is "os.popen" or "io.popen" or "IO.popen" or "php:popen" or "php:proc_open" || call.Name.StartsWith("Open3.popen", StringComparison.Ordinal) ? CodeValue.Object("process", output)
            : call.Name.StartsWith("Open3.", StringComparison.Ordinal) ? CodeValue.Of([CodeValue.Of(output), CodeValue.Empty])
            : Captures(call.Name) ? CodeValue.Of(output) : CodeValue.Unknown;
    }
}
