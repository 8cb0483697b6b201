using AiFirewall.Commands.Catalog;
using AiFirewall.Effects;
using AiFirewall.Shells;

namespace AiFirewall.Commands;

/// <summary>The arguments of an invocation, sorted into options and operands by what the catalog knows of the command.</summary>
internal sealed class ParsedArguments
{
    /// <summary>The entry and the subcommands that were named, outermost first.</summary>
    public List<CommandEntry> Chain { get; } = [];

    /// <summary>The innermost entry.</summary>
    public CommandEntry Entry => Chain[^1];

    /// <summary>Arguments that are no options.</summary>
    public List<Argument> Operands { get; } = [];

    /// <summary>Options in order.</summary>
    public List<OptionUse> Options { get; } = [];

    /// <summary>Whether the arguments only ask for help or a version, so that nothing happens.</summary>
    public bool AsksForHelp { get; set; }

    /// <summary>Whether the option called <paramref name="name"/> (by any of its names) is there.</summary>
    public bool Has(string name)
    {
        foreach (var use in Options)
        {
            if (use.IsNamed(name) && !use.IsSwitchedOff) return true;
        }

        return false;
    }

    /// <summary>Whether any of <paramref name="names"/> is there.</summary>
    public bool HasAny(IReadOnlyList<string> names)
    {
        for (var i = 0; i < names.Count; i++)
        {
            if (Has(names[i])) return true;
        }

        return false;
    }

    /// <summary>The value of the last use of an option; null when it is not there or has none.</summary>
    public Value? ValueOf(string name)
    {
        for (var i = Options.Count - 1; i >= 0; i--)
        {
            if (Options[i].IsNamed(name) && Options[i].Value is { } value) return value;
        }

        return null;
    }

    /// <summary>The values of every use of an option.</summary>
    public IEnumerable<OptionUse> Uses(string name)
    {
        foreach (var use in Options)
        {
            if (use.IsNamed(name)) yield return use;
        }
    }
}

/// <summary>An option as it was given.</summary>
/// <param name="Spec">What the catalog knows of it; null for an option it does not list.</param>
/// <param name="Name">As written, with its dashes.</param>
/// <param name="Value">Its value; null for none.</param>
/// <param name="Span">Where it stands.</param>
internal sealed record OptionUse(OptionSpec? Spec, string Name, Value? Value, TextSpan Span)
{
    /// <summary>A PowerShell switch given as <c>-Name:$false</c>.</summary>
    public bool IsSwitchedOff { get; init; }

    /// <summary>Whether it is the option called <paramref name="name"/>, by any of its names.</summary>
    public bool IsNamed(string name)
    {
        if (Spec is null) return Name.Equals(name, StringComparison.OrdinalIgnoreCase) && (Name.Length > 2 || Name == name);
        for (var i = 0; i < Spec.Names.Count; i++)
        {
            if (Spec.Names[i] == name) return true;
        }

        return false;
    }
}
