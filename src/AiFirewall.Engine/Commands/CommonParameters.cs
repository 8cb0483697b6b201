using AiFirewall.Commands.Catalog;

namespace AiFirewall.Commands;

/// <summary>The parameters that every PowerShell cmdlet has (about_CommonParameters).</summary>
internal static class CommonParameters
{
    private static readonly OptionSpec[] All =
    [
        new(["-ErrorAction", "-ea"], OptionValue.Required), new(["-WarningAction", "-wa"], OptionValue.Required), new(["-InformationAction", "-infa"], OptionValue.Required),
        new(["-ProgressAction", "-proga"], OptionValue.Required), new(["-ErrorVariable", "-ev"], OptionValue.Required), new(["-WarningVariable", "-wv"], OptionValue.Required),
        new(["-InformationVariable", "-iv"], OptionValue.Required), new(["-OutVariable", "-ov"], OptionValue.Required), new(["-OutBuffer", "-ob"], OptionValue.Required),
        new(["-PipelineVariable", "-pv"], OptionValue.Required), new(["-Verbose", "-vb"], OptionValue.None), new(["-Debug", "-db"], OptionValue.None),
        new(["-WhatIf", "-wi"], OptionValue.None), new(["-Confirm", "-cf"], OptionValue.None),
    ];

    /// <summary>The parameter by its name, alias or unique prefix; null when it is none of these.</summary>
    public static OptionSpec? Find(string name)
    {
        OptionSpec? found = null;
        foreach (var spec in All)
        {
            if (spec.Names[0].Equals(name, StringComparison.OrdinalIgnoreCase) || spec.Names[1].Equals(name, StringComparison.OrdinalIgnoreCase)) return spec;
            if (!spec.Names[0].StartsWith(name, StringComparison.OrdinalIgnoreCase)) continue;
            if (found is not null) return null;
            found = spec;
        }

        return found;
    }
}
