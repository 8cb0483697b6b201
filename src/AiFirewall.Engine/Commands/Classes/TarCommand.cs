using AiFirewall.Effects;
using AiFirewall.Shells;

namespace AiFirewall.Commands.Classes;

/// <summary><c>tar</c>: old and new option styles; what it packs, where it unpacks, and the commands that its options run.</summary>
internal sealed class TarCommand : ICommandClass
{
    /// <inheritdoc/>
    public bool Read(CommandCall call)
    {
        if (call.Invocation.Arguments is [{ Value.Text: var first }, ..] && first.Length > 0 && first[0] != '-' && first.All(char.IsAsciiLetter))
        {
            var dashed = WithDash(call);
            Inspect(dashed);
            dashed.Finish();
            call.Output = dashed.Output;
        }
        else
        {
            Inspect(call);
        }

        return true;
    }

    private static void Inspect(CommandCall call)
    {
        var arguments = call.Arguments;
        foreach (var option in (ReadOnlySpan<string>)["--to-command", "-I", "--use-compress-program", "--info-script", "-F", "--new-volume-script", "--rsh-command", "--rmt-command"])
        {
            if (arguments.ValueOf(option) is { } command && Array.IndexOf(Compressors, command.Text.Split(' ')[0]) < 0) call.RunCode("bash", command, call.Invocation.Span);
        }

        foreach (var action in arguments.Uses("--checkpoint-action"))
        {
            if (action.Value is not { } value || !value.Text.StartsWith("exec=", StringComparison.Ordinal)) continue;
            call.RunCode("bash", value with { Text = value.Text[5..] }, action.Span);
            call.Add(EffectKind.Execute, CommandCall.Thing(TargetKind.Code, value), action.Span, finding: new Finding("archive.runs-command", Risk.High, "runs a command for every checkpoint of the archive"));
        }

        var archive = arguments.ValueOf("-f");
        var isRemote = archive is not null && archive.Text.IndexOf(':', StringComparison.Ordinal) is > 1 and var colon && !archive.Text.AsSpan(0, colon).Contains('/') && !arguments.Has("--force-local");
        if (Is(call, "-x", "--extract", "--get")) Extract(call, archive);
        else if (Is(call, "-t", "--list")) ReadArchive(call, archive);
        else if (Is(call, "-c", "--create") || Is(call, "-r", "--append") || Is(call, "-u", "--update") || Is(call, "-A", "--catenate")) Create(call, archive, isRemote);
        if (isRemote) call.Add(EffectKind.OpenSocket, CommandCall.Thing(TargetKind.Host, archive!), call.Invocation.Span);
    }

    private static readonly string[] Compressors = ["gzip", "pigz", "bzip2", "pbzip2", "lbzip2", "xz", "pixz", "zstd", "zstdmt", "lz4", "lzop", "lzma", "brotli", "compress"];

    private static bool Is(CommandCall call, params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (call.Arguments.Has(name)) return true;
        }

        return false;
    }

    private static CommandCall WithDash(CommandCall call)
    {
        // tar xzf a.tgz dir: the letters take their values from the arguments that follow, in order.
        var arguments = call.Invocation.Arguments;
        var letters = arguments[0].Value.Text;
        var rest = new List<Argument>();
        var next = 1;
        foreach (var letter in letters)
        {
            rest.Add(new Argument(new Value("-" + letter), arguments[0].Span));
            if (letter is 'f' or 'C' or 'b' or 'I' or 'X' or 'T' or 'F' or 'g' && next < arguments.Count) rest.Add(arguments[next++]);
        }

        rest.AddRange(arguments.Skip(next));
        var invocation = call.Invocation with { Arguments = rest };
        return new CommandCall(invocation, call.Name, ArgumentReader.Read(rest, call.Arguments.Chain[0]), call.Scene, call.Host);
    }

    private static void Extract(CommandCall call, Value? archive)
    {
        ReadArchive(call, archive);
        if (call.Arguments.Has("-O") || call.Arguments.Has("--to-stdout")) return;
        var directory = call.Arguments.ValueOf("-C") ?? new Value(call.Scene.WorkingDirectory);
        var traits = call.Arguments.Has("-P") ? EffectTraits.Recursive | EffectTraits.Force : EffectTraits.Recursive;
        var finding = call.Arguments.Has("-P") ? new Finding("archive.absolute-names", Risk.High, "unpacks to wherever the archive says, not only below the directory") : null;
        call.Add(EffectKind.Write, call.Path(directory), call.Invocation.Span, traits, finding: finding);
        Unpacked.Note(call, archive, call.Arguments.ValueOf("-C"));
        if (call.Arguments.Has("--recursive-unlink")) call.Add(EffectKind.Delete, call.Path(directory), call.Invocation.Span, EffectTraits.Recursive);
    }

    private static void ReadArchive(CommandCall call, Value? archive)
    {
        if (archive is not null && archive.Text != "-") call.Add(EffectKind.Read, archive, call.Invocation.Span);
    }

    private static void Create(CommandCall call, Value? archive, bool isRemote)
    {
        foreach (var operand in call.Arguments.Operands)
        {
            call.Add(EffectKind.Read, operand.Value, operand.Span, EffectTraits.Recursive);
            if (call.Arguments.Has("--remove-files")) call.Add(EffectKind.Delete, operand.Value, operand.Span, EffectTraits.Recursive);
        }

        if (call.Arguments.ValueOf("-T") is { } list && list.Text != "-") call.Add(EffectKind.Read, list, call.Invocation.Span);
        var isStream = archive is null || archive.Text == "-";
        if (!isStream && !isRemote)
        {
            call.Add(EffectKind.Write, archive!, call.Invocation.Span);
            call.Host.Store(call.Path(archive!).Text, Value.Unknown with { Origins = call.DataOrigins, Source = call.DataSource }, append: false);
        }

        call.Output = Value.Unknown with { Origins = call.DataOrigins, Source = call.DataSource };
    }
}
