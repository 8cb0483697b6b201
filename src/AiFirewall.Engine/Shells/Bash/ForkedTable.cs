namespace AiFirewall.Shells.Bash;

/// <summary>Names and what they stand for, in a shell that forks at every pipe: a copy is made when one side first writes, not before.</summary>
/// <typeparam name="T">What names stand for.</typeparam>
internal struct ForkedTable<T>
    where T : class
{
    private static readonly Dictionary<string, T> None = [];

    private Dictionary<string, T>? _items;
    private bool _isShared;

    /// <summary>Number of names.</summary>
    public readonly int Count => _items?.Count ?? 0;

    /// <summary>The names and what they stand for.</summary>
    public readonly Dictionary<string, T> Items => _items ?? None;

    /// <summary>What a name stands for; null when it stands for nothing. Setting null forgets the name.</summary>
    public T? this[string name]
    {
        readonly get => _items?.GetValueOrDefault(name);
        set
        {
            if (value is not null) Own()[name] = value;
            else if (_items?.ContainsKey(name) == true) Own().Remove(name);
        }
    }

    /// <summary>The same table for a shell that goes its own way from here on.</summary>
    public ForkedTable<T> Fork()
    {
        _isShared = true;
        return this;
    }

    /// <summary>Whether nothing was written to either since they were one.</summary>
    public readonly bool IsSameAs(ForkedTable<T> other) => ReferenceEquals(_items, other._items);

    private Dictionary<string, T> Own()
    {
        if (_items is null || _isShared) _items = _items is null ? [] : new Dictionary<string, T>(_items);
        _isShared = false;
        return _items;
    }
}
