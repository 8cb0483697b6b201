using AiFirewall.Shells.PowerShell.Syntax;

namespace AiFirewall.Shells.PowerShell;

/// <summary>
/// What PowerShell's own parser does besides reading: it loads modules, assemblies and DSC resources that a text names, and looks for types
/// in assemblies that it names. Text with any of that must not be given to it before it was judged.
/// </summary>
public static class ParseTimeActions
{
    /// <summary>
    /// The first construct that acts while it is parsed; null when there is none. A text that could not be read to its end counts as one, for
    /// what was not read may hold anything.
    /// </summary>
    /// <param name="script">The text as read by <see cref="PowerShellParser"/>.</param>
    public static string? In(PowerShellScript script)
    {
        ArgumentNullException.ThrowIfNull(script);
        if (!script.IsComplete) return "what could not be read";
        foreach (var node in SyntaxWalk.From(script.Body))
        {
            switch (node)
            {
                // Namespaces only shorten names; modules are loaded, assemblies too.
                case UsingStatement { Kind: not "namespace" } directive: return "using " + directive.Kind;
                // Both load PSDesiredStateConfiguration and ask it for resources, which are scripts.
                case ConfigurationDefinition: return "configuration";
                case Command { Elements: [StringConstant name, ..] } when name.Value.Equals("Import-DscResource", StringComparison.OrdinalIgnoreCase): return "Import-DscResource";
                // Casts, attributes and constraints are looked up by the checks after parsing: a named assembly is loaded for it.
                case TypeName { Assembly: not null }: return "a type of a named assembly";
            }
        }

        return null;
    }
}
