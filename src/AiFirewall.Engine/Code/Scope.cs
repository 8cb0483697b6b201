namespace AiFirewall.Code;

/// <summary>The variables of a function or of the whole text.</summary>
internal sealed class Scope(Scope? parent)
{
    private Dictionary<string, CodeValue> _names = new(StringComparer.Ordinal);

    /// <summary>The scope around it.</summary>
    public Scope? Parent => parent;

    /// <summary>The value of a variable; null when the text does not set it.</summary>
    public CodeValue? Find(string name)
    {
        for (var scope = this; scope is not null; scope = scope.Parent)
        {
            if (scope._names.TryGetValue(name, out var value)) return value;
        }

        return null;
    }

    /// <summary>Sets a variable here.</summary>
    public void Declare(string name, CodeValue value)
    {
        if (_names.Count < 4096) _names[name] = value;
    }

    /// <summary>Sets a variable where it stands; here when it is new.</summary>
    public void Assign(string name, CodeValue value)
    {
        for (var scope = this; scope is not null; scope = scope.Parent)
        {
            if (!scope._names.ContainsKey(name)) continue;
            scope._names[name] = value;
            return;
        }

        Declare(name, value);
    }

    /// <summary>The variables set here as they are now.</summary>
    public Dictionary<string, CodeValue> Save() => new(_names, StringComparer.Ordinal);

    /// <summary>Puts back variables as they were. What they had become.</summary>
    public Dictionary<string, CodeValue> Restore(Dictionary<string, CodeValue> saved)
    {
        var old = _names;
        _names = new(saved, StringComparer.Ordinal);
        return old;
    }

    /// <summary>Takes what either this or another course of events made of the variables.</summary>
    public void Join(Dictionary<string, CodeValue> other)
    {
        foreach (var (name, value) in other) _names[name] = _names.TryGetValue(name, out var mine) ? CodeValue.Join(mine, value) : value;
    }

    /// <summary>All members of this scope; what a class body leaves.</summary>
    public Dictionary<string, CodeValue> Members => _names;
}
