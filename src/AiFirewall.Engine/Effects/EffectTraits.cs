namespace AiFirewall.Effects;

/// <summary>Circumstances of an effect that change how bad it is.</summary>
[Flags]
public enum EffectTraits
{
    /// <summary>None.</summary>
    None = 0,
    /// <summary>Takes whole trees.</summary>
    Recursive = 1 << 0,
    /// <summary>Suppresses the tool's own questions or safety checks.</summary>
    Force = 1 << 1,
    /// <summary>Runs with elevated rights.</summary>
    Elevated = 1 << 2,
    /// <summary>The code that does it came out of a decoder.</summary>
    Decoded = 1 << 3,
    /// <summary>The code that does it came over the network.</summary>
    FromNetwork = 1 << 4,
    /// <summary>Happens on another machine or in a container.</summary>
    Elsewhere = 1 << 5,
    /// <summary>The target is a pattern or list that stands for many.</summary>
    Many = 1 << 6,
    /// <summary>The data that is written or sent contains a secret.</summary>
    CarriesSecret = 1 << 7,
    /// <summary>Data is added to the target, what it held stays.</summary>
    Append = 1 << 8,
    /// <summary>Data that is moved away, not copied.</summary>
    Exclusive = 1 << 9,
    /// <summary>Only shows what would be done (<c>--dry-run</c>, <c>-WhatIf</c>).</summary>
    DryRun = 1 << 10,
    /// <summary>Overwrites content so that it cannot be recovered, or needs no recycle bin.</summary>
    Irrecoverable = 1 << 11,
    /// <summary>The code that does it stands in a file that was there before; its everyday work does not count.</summary>
    FromFile = 1 << 12,
    /// <summary>A program of the catalog that only tells something and changes nothing.</summary>
    Informational = 1 << 13,
}
