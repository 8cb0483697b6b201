using AiFirewall.Effects;

namespace AiFirewall.Commands.Catalog;

/// <summary>What the catalog knows of one command or subcommand: how its arguments are read and what it does.</summary>
public sealed record CommandEntry
{
    /// <summary>Names it goes by, the first one being its own; lower-case. For a subcommand words or patterns (<c>delete-*</c>).</summary>
    public required IReadOnlyList<string> Names { get; init; }

    /// <summary>The catalog file it comes from, without extension: <c>coreutils</c>.</summary>
    public string Family { get; init; } = "";

    /// <summary>One clause for people.</summary>
    public string Summary { get; init; } = "";

    /// <summary>The shells in which the name means this command.</summary>
    public ShellSet Shells { get; init; } = ShellSet.All;

    /// <summary>How its arguments are written.</summary>
    public ArgumentStyle Style { get; init; }

    /// <summary>Its options; those of a parent count for its subcommands too.</summary>
    public IReadOnlyList<OptionSpec> Options { get; init; } = [];

    /// <summary>What it does.</summary>
    public IReadOnlyList<EffectSpec> Effects { get; init; } = [];

    /// <summary>Commands and code that it runs.</summary>
    public IReadOnlyList<RunSpec> Runs { get; init; } = [];

    /// <summary>What it writes to standard output.</summary>
    public OutputKind Output { get; init; }

    /// <summary>The class beside the catalog that reads it; empty for none.</summary>
    public string Class { get; init; } = "";

    /// <summary>Its subcommands.</summary>
    public IReadOnlyList<CommandEntry> Subcommands { get; init; } = [];

    /// <summary>The name in messages: <c>coreutils/rm</c>, <c>git/git push</c>.</summary>
    public string Title { get; init; } = "";
}

/// <summary>Shells in which a name is valid.</summary>
[Flags]
public enum ShellSet : byte
{
    /// <summary>Bash and its kin.</summary>
    Bash = 1,
    /// <summary>PowerShell.</summary>
    PowerShell = 2,
    /// <summary>cmd.exe.</summary>
    Cmd = 4,
    /// <summary>Any.</summary>
    All = Bash | PowerShell | Cmd,
}

/// <summary>How a command writes its arguments.</summary>
public enum ArgumentStyle : byte
{
    /// <summary>Not said: that of the parent, or GNU.</summary>
    Inherited,
    /// <summary>GNU: <c>-abc</c>, <c>--long=value</c>, options anywhere, unique abbreviations.</summary>
    Gnu,
    /// <summary>POSIX: like GNU, but options end at the first operand; what wrappers use.</summary>
    Posix,
    /// <summary>Long options with one dash (<c>-name value</c>): find, java, terraform, openssl.</summary>
    SingleDash,
    /// <summary><c>key=value</c> operands: dd.</summary>
    KeyValue,
    /// <summary><c>/s /q /x:value</c>, any case; a dash counts as a slash.</summary>
    Windows,
    /// <summary>PowerShell parameters: any case, unique prefixes, positions.</summary>
    PowerShell,
    /// <summary>Every argument is an operand.</summary>
    None,
}

/// <summary>An option.</summary>
/// <param name="Names">Its spellings with their dashes: <c>-r</c>, <c>--recursive</c>; for PowerShell <c>-Recurse</c>; for key=value <c>of</c>.</param>
/// <param name="Value">Whether it takes a value.</param>
/// <param name="Position">For PowerShell: the position at which an operand binds to it, from 0; -1 for none.</param>
public sealed record OptionSpec(IReadOnlyList<string> Names, OptionValue Value, int Position = -1);

/// <summary>Whether an option takes a value.</summary>
public enum OptionValue : byte
{
    /// <summary>No.</summary>
    None,
    /// <summary>Yes, attached or as the next argument.</summary>
    Required,
    /// <summary>Only when attached (<c>--color=auto</c>, <c>-i.bak</c>).</summary>
    Optional,
    /// <summary>Only with an equals sign, so that a short name is a flag (<c>-t, --track[=HOW]</c>).</summary>
    Assigned,
}

/// <summary>An effect that follows from a command's arguments.</summary>
public sealed record EffectSpec
{
    /// <summary>What happens.</summary>
    public required EffectKind Kind { get; init; }

    /// <summary>What it happens to; empty for nothing in particular.</summary>
    public IReadOnlyList<TargetSpec> Targets { get; init; } = [];

    /// <summary>What sort of thing the target is.</summary>
    public TargetKind TargetKind { get; init; }

    /// <summary>When it follows: any of these; empty for always.</summary>
    public IReadOnlyList<Condition> When { get; init; } = [];

    /// <summary>Circumstances.</summary>
    public IReadOnlyList<TraitSpec> Traits { get; init; } = [];

    /// <summary>It only probably follows.</summary>
    public bool IsLikely { get; init; }

    /// <summary>A finding of its own; empty for the general one of its kind.</summary>
    public string FindingId { get; init; } = "";

    /// <summary>The severity of <see cref="FindingId"/>.</summary>
    public Risk Severity { get; init; } = Risk.High;

    /// <summary>The sentence of <see cref="FindingId"/>; <c>{target}</c> and <c>{command}</c> are filled in.</summary>
    public string Message { get; init; } = "";
}

/// <summary>A circumstance of an effect.</summary>
/// <param name="Trait">The name of an <c>EffectTraits</c> member in lower-case with dashes.</param>
/// <param name="Options">The options that bring it about, any of them; empty for always.</param>
public sealed record TraitSpec(string Trait, IReadOnlyList<string> Options);

/// <summary>Which arguments a target is.</summary>
/// <param name="Source">Where it is taken from.</param>
/// <param name="First">For operands: the first one, from 1.</param>
/// <param name="Last">For operands: the last one, from 1; 0 for the end.</param>
/// <param name="Text">The option's name, or the literal text.</param>
public sealed record TargetSpec(TargetSource Source, int First = 1, int Last = 0, string Text = "");

/// <summary>Where a target is taken from.</summary>
public enum TargetSource : byte
{
    /// <summary>Operands by position.</summary>
    Operands,
    /// <summary>The last operand.</summary>
    LastOperand,
    /// <summary>All operands but the last.</summary>
    AllButLast,
    /// <summary>The values of an option.</summary>
    Option,
    /// <summary>Names read from standard input.</summary>
    Input,
    /// <summary>A text of the entry's own.</summary>
    Literal,
    /// <summary>The working directory.</summary>
    WorkingDirectory,
    /// <summary>All operands joined by spaces.</summary>
    Joined,
}

/// <summary>A condition over a command's arguments; all that is given must hold.</summary>
public sealed record Condition
{
    /// <summary>Any of these options is there.</summary>
    public IReadOnlyList<string> AnyOption { get; init; } = [];

    /// <summary>All of these options are there.</summary>
    public IReadOnlyList<string> AllOptions { get; init; } = [];

    /// <summary>None of these options is there.</summary>
    public IReadOnlyList<string> Without { get; init; } = [];

    /// <summary>At least so many operands; -1 for no matter.</summary>
    public int MinOperands { get; init; } = -1;

    /// <summary>At most so many operands; -1 for no matter.</summary>
    public int MaxOperands { get; init; } = -1;

    /// <summary>Patterns for operands by position.</summary>
    public IReadOnlyList<OperandPattern> Operands { get; init; } = [];

    /// <summary>Patterns for the values of options.</summary>
    public IReadOnlyList<ValuePattern> Values { get; init; } = [];

    /// <summary>Whether standard input must be a pipe, file or document; null for no matter.</summary>
    public bool? HasInput { get; init; }

    /// <summary>It was called by one of these names; empty for any.</summary>
    public IReadOnlyList<string> CalledAs { get; init; } = [];

    /// <summary>The condition is turned round.</summary>
    public bool IsNegated { get; init; }
}

/// <summary>Patterns for an operand.</summary>
/// <param name="Position">From 1; 0 for any operand, -1 for the last.</param>
/// <param name="Globs">Patterns with <c>*</c> and <c>?</c>, compared without case; any of them.</param>
/// <param name="IsNegated">The operand must not match; one that is not there does not.</param>
public sealed record OperandPattern(int Position, IReadOnlyList<string> Globs, bool IsNegated = false);

/// <summary>Patterns for the value of an option.</summary>
/// <param name="Option">The option.</param>
/// <param name="Globs">Patterns with <c>*</c> and <c>?</c>, compared without case; any of them.</param>
public sealed record ValuePattern(string Option, IReadOnlyList<string> Globs);

/// <summary>A command or code that a command runs.</summary>
public sealed record RunSpec
{
    /// <summary>
    /// The language: <c>bash</c>, <c>powershell</c>, <c>cmd</c>, <c>python</c>, <c>perl</c>, <c>ruby</c>, <c>node</c>, <c>php</c>, <c>awk</c>, <c>lua</c>,
    /// <c>sql</c>…; <c>argv</c> when the arguments themselves are a command and its arguments; <c>shell</c> for the caller's own.
    /// </summary>
    public required string Language { get; init; }

    /// <summary>Where the code stands.</summary>
    public required TargetSpec From { get; init; }

    /// <summary>The arguments name a file that holds the code.</summary>
    public bool IsFile { get; init; }

    /// <summary>When; any of these; empty for always.</summary>
    public IReadOnlyList<Condition> When { get; init; } = [];

    /// <summary>Circumstances that what runs inherits.</summary>
    public IReadOnlyList<TraitSpec> Traits { get; init; } = [];

    /// <summary>The dialect for <c>sql</c>: the database.</summary>
    public string Dialect { get; init; } = "";
}

/// <summary>What a command writes to standard output.</summary>
public enum OutputKind : byte
{
    /// <summary>Something made of its input and the files it reads.</summary>
    Filter,
    /// <summary>Its operands.</summary>
    Echo,
    /// <summary>Its input, or the files it reads, as they are.</summary>
    Pass,
    /// <summary>What came over the network.</summary>
    Network,
    /// <summary>What it decoded.</summary>
    Decoded,
    /// <summary>A secret.</summary>
    Secret,
    /// <summary>Nothing, or nothing that says anything about its input (counts, states).</summary>
    None,
}
