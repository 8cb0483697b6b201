using AiFirewall.Actions;
using AiFirewall.Commands.Catalog;
using AiFirewall.Commands.Classes;
using AiFirewall.Effects;
using AiFirewall.Observation;
using AiFirewall.Shells;

namespace AiFirewall.Commands;

/// <summary>Reads invocations: finds the command in the catalog, sorts its arguments, and says what it would do.</summary>
internal sealed class CommandInterpreter(CommandCatalog catalog, ICommandHost host)
{
    private static readonly CommandEntry UnknownEntry = new() { Names = [""], Title = "unknown", Style = ArgumentStyle.Gnu };

    /// <summary>Reads one invocation.</summary>
    public Outcome Read(Invocation invocation, Scene scene)
    {
        if (!invocation.Name.IsResolved || invocation.Name.Has(Origins.Network) || IsPatternOfPrograms(invocation.Name)) return ReadUnresolved(invocation, scene);
        if (invocation.Name.Text.StartsWith("/etc/init.d/", StringComparison.Ordinal)) invocation = AsService(invocation);
        var name = CommandName.Of(invocation.Name.Text);
        if (name.Length == 0) return Outcome.Silent;
        var entry = Find(name, invocation);
        if (entry is { Style: not ArgumentStyle.PowerShell }) invocation = WithPlainTexts(invocation);
        var call = new CommandCall(invocation, name, ArgumentReader.Read(invocation.Arguments, entry ?? UnknownEntry), scene, host);
        if (call.Arguments.AsksForHelp && (call.Arguments.Operands.Count == 0 || call.Arguments.Chain.TrueForAll(e => e.Runs.Count == 0))) return Finish(call);
        if (entry is null) UnknownCommand.Read(call);
        else if (!(CommandClasses.Find(entry.Class)?.Read(call) ?? false)) EntryInterpreter.Read(call);
        DangerousEnvironment.Read(call);
        ReadPathOfCommand(call);
        return Finish(call);
    }

    /// <summary>The entry that speaks for an invocation, with the subcommand: <c>git/git push</c>; <c>unknown</c> for none.</summary>
    public string TitleOf(Invocation invocation)
    {
        var name = CommandName.Of(invocation.Name.Text);
        return Find(name, invocation) is { } entry ? ArgumentReader.Read(invocation.Arguments, entry).Entry.Title : UnknownEntry.Title;
    }

    private CommandEntry? Find(string name, Invocation invocation)
    {
        var dialect = KnowledgeOf(name, invocation);
        if (catalog.Find(name, dialect) is { } entry) return entry;
        return CommandName.WithoutVersion(name) is { } plain ? catalog.Find(plain, dialect) : null;
    }

    /// <summary>Whose knowledge of a name counts: in PowerShell the same name may be an alias of a cmdlet or a program.</summary>
    private ShellDialect KnowledgeOf(string name, Invocation invocation)
    {
        if (invocation.Dialect != ShellDialect.PowerShell) return invocation.Dialect;

        // With its extension or its place a name is the program, whatever alias or cmdlet goes by it.
        var text = invocation.Name.Text;
        if (text.EndsWith(".exe", StringComparison.OrdinalIgnoreCase)) return ShellDialect.Cmd;
        var hasPlace = text.Contains('/', StringComparison.Ordinal);
        if ((!hasPlace && host.Observation.System == HostSystem.Windows) || catalog.Find(name, ShellDialect.Bash) is not { } program) return ShellDialect.PowerShell;
        if (hasPlace || catalog.Find(name, ShellDialect.PowerShell) is not { } entry) return ShellDialect.Bash;

        // Aliases of cmdlets are not there on Unix where a program has the name. What is written tells: a quoted '-rf' is no parameter.
        return entry.Style == ArgumentStyle.PowerShell && !ReferenceEquals(entry, program) && invocation.Arguments.Any(IsTextLikeAnOption) ? ShellDialect.Bash : ShellDialect.PowerShell;
    }

    /// <summary>What PowerShell takes for parameters is text to a program.</summary>
    private static Invocation WithPlainTexts(Invocation invocation) =>
        invocation.Arguments.Any(a => a.Parameter is not null) ? invocation with { Arguments = [.. invocation.Arguments.Select(ArgumentReader.AsPlainText)] } : invocation;

    private static bool IsTextLikeAnOption(Argument argument) => argument is { Parameter: null, Value.Text: ['-', not (>= '0' and <= '9'), ..] };

    /// <summary><c>/etc/init.d/nginx stop</c> is <c>service nginx stop</c>.</summary>
    private static Invocation AsService(Invocation invocation) => invocation with
    {
        Name = new Value("service"),
        Arguments = [new Argument(invocation.Name with { Text = invocation.Name.Text["/etc/init.d/".Length..] }, invocation.Span), .. invocation.Arguments],
    };

    /// <summary><c>/???/r[m]</c>: which program that is depends on what is installed, and nobody writes it without a purpose.</summary>
    private static bool IsPatternOfPrograms(Value name) => name.IsGlob && name.Text.StartsWith('/');

    private static Outcome Finish(CommandCall call)
    {
        if (!call.HasEffects)
        {
            var isInformational = call.Entry.Title != UnknownEntry.Title && (call.Arguments.AsksForHelp || call.Arguments.Chain.TrueForAll(e => e.Runs.Count == 0 && e.Effects.All(f => f.Kind != EffectKind.Execute)));
            call.Add(EffectKind.Execute, new Target(TargetKind.Code, call.Name), call.Invocation.Span, isInformational ? EffectTraits.Informational : EffectTraits.None);
        }

        call.Finish();
        var output = EntryInterpreter.Output(call);
        if (KnownOutput.IsEndless(output.Source) && !KnownOutput.PassesOnWithoutEnd(call.Name)) output = output with { Source = call.Name };
        return new Outcome(output) { Status = call.Name switch { "true" or ":" => 0, "false" => 1, _ => null } };
    }

    /// <summary>A command whose name is only known when it runs.</summary>
    private Outcome ReadUnresolved(Invocation invocation, Scene scene)
    {
        var origins = invocation.Name.Origins;
        var kind = (origins & Origins.Network) != 0 ? EffectKind.ExecuteRemoteCode : EffectKind.ExecuteHiddenCode;
        host.Add(new Effect(kind, new Target(TargetKind.Code, invocation.Name.Text), scene.OuterSpan ?? invocation.Span)
        {
            Certainty = Certainty.Unresolved,
            Traits = scene.Traits,
            By = "shell/command-name",
            Command = invocation.Name.Text,
        });
        return Outcome.Unknown;
    }

    /// <summary>A known name says what a program does where it was installed; in a place that anybody writes to it is only a name.</summary>
    private static bool IsInstalled(CommandCall call, Target program) =>
        call.Entry.Title != UnknownEntry.Title
        && (program.Scope != TargetScope.Temporary || program.Text.Contains("/bin/", StringComparison.Ordinal) || program.Text.Contains("/Scripts/", StringComparison.OrdinalIgnoreCase));

    /// <summary>What this action compiled is the project's own, wherever it was put.</summary>
    private static bool IsBuilt(Value? content) => content is { Source: CompilerCommand.Built } && (content.Origins & (Origins.Network | Origins.Decoded)) == 0;

    /// <summary>A program run by its path: a file that this action wrote or downloaded is code.</summary>
    private static void ReadPathOfCommand(CommandCall call)
    {
        var text = call.Invocation.Name.Text;
        if (!text.Contains('/', StringComparison.Ordinal) && !text.Contains('\\', StringComparison.Ordinal)) return;
        var target = call.Path(call.Invocation.Name);
        var content = call.Host.Content(target.Text, call.Scene);
        var isRead = EntryInterpreter.IsRead(target, content, call.Scene) && (!content!.Has(Origins.File) || content.Text.StartsWith("#!", StringComparison.Ordinal));
        call.Add(EffectKind.Execute, target, call.Invocation.Span, isRead || IsBuilt(content) || IsInstalled(call, target) ? EffectTraits.Informational : EffectTraits.None);
        if (content is null || IsBuilt(content)) return;
        call.RunCode("script", content, call.Invocation.Span, arguments: [call.Invocation.Name, .. call.Invocation.Arguments.Select(a => a.Value)], isFile: content.Has(Origins.File) && !isRead);
    }
}
