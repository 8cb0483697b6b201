namespace AiFirewall.Observation;

/// <summary>How much of the disk one evaluation may look at; counted in things, not in time, so that the same disk gives the same answer.</summary>
internal sealed class DiskBudget
{
    /// <summary>Most entries of directories that are looked at.</summary>
    public const int MaxEntries = 20_000;

    private int _entries = MaxEntries;
    private long _bytes = 32L * 1024 * 1024;

    /// <summary>Entries of directories that may still be looked at.</summary>
    public int Entries => _entries;

    /// <summary>Takes an entry; false when there is none left.</summary>
    public bool TakeEntry() => _entries > 0 && _entries-- > 0;

    /// <summary>Takes bytes to read; false when not that many are left.</summary>
    public bool TakeBytes(long count)
    {
        if (count > _bytes) return false;
        _bytes -= count;
        return true;
    }
}
