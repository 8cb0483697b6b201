using AiFirewall.Commands.Classes;

namespace AiFirewall.Commands;

/// <summary>The classes beside the catalog, by the name that entries give.</summary>
internal static class CommandClasses
{
    private static readonly ApplyPatchCommand ApplyPatch = new();
    private static readonly BitsTransferCommand BitsTransfer = new();
    private static readonly CmdCommand Cmd = new();
    private static readonly ChmodCommand Chmod = new();
    private static readonly CompilerCommand Compiler = new();
    private static readonly CopyCommand Copy = new();
    private static readonly DecoderCommand Decoder = new();
    private static readonly EditorCommand Editor = new();
    private static readonly EnvCommand Env = new();
    private static readonly FindCommand FindFiles = new();
    private static readonly GitCommand Git = new();
    private static readonly HttpClientCommand HttpClient = new();
    private static readonly JavaCommand Java = new();
    private static readonly KillCommand Kill = new();
    private static readonly MakeCommand Make = new();
    private static readonly NameLookupCommand NameLookup = new();
    private static readonly PackageScriptCommand PackageScript = new();
    private static readonly ParallelCommand Parallel = new();
    private static readonly PwshCommand Pwsh = new();
    private static readonly RemoveModuleCommand RemoveModule = new();
    private static readonly RsyncCommand Rsync = new();
    private static readonly SedCommand Sed = new();
    private static readonly ShellCommand Shell = new();
    private static readonly StartProcessCommand StartProcess = new();
    private static readonly TarCommand Tar = new();
    private static readonly TextTransformCommand TextTransform = new();
    private static readonly UnpackCommand Unpack = new();
    private static readonly XargsCommand Xargs = new();

    /// <summary>The class called <paramref name="name"/>; null when there is none.</summary>
    public static ICommandClass? Find(string name) => name switch
    {
        "apply-patch" => ApplyPatch,
        "bits-transfer" => BitsTransfer,
        "chmod" => Chmod,
        "cmd" => Cmd,
        "compiler" => Compiler,
        "copy" => Copy,
        "decoder" => Decoder,
        "editor" => Editor,
        "env" => Env,
        "find" => FindFiles,
        "git" => Git,
        "http-client" => HttpClient,
        "java" => Java,
        "kill" => Kill,
        "make" => Make,
        "name-lookup" => NameLookup,
        "package-script" => PackageScript,
        "parallel" => Parallel,
        "pwsh" => Pwsh,
        "remove-module" => RemoveModule,
        "rsync" => Rsync,
        "sed" => Sed,
        "shell" => Shell,
        "start-process" => StartProcess,
        "tar" => Tar,
        "text-transform" => TextTransform,
        "unpack" => Unpack,
        "xargs" => Xargs,
        _ => null,
    };
}
