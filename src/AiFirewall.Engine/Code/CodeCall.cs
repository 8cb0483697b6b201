using AiFirewall.Shells;

namespace AiFirewall.Code;

/// <summary>A call that code makes: the one model that every language comes to.</summary>
/// <param name="Name">
/// The canonical name, <c>os.remove</c>. Built-in functions carry their language (<c>perl:unlink</c>), methods of objects of a known class
/// the class (<c>pathlib.Path.unlink</c>), methods of anything else start with a dot (<c>.unlink</c>).
/// </param>
/// <param name="Arguments">Arguments by position; for a method what it is called on comes first.</param>
/// <param name="Named">Arguments by name.</param>
internal sealed record CodeCall(string Name, IReadOnlyList<CodeValue> Arguments, IReadOnlyList<KeyValuePair<string, CodeValue>> Named)
{
    /// <summary>The argument at a position; nothing when there is none.</summary>
    public CodeValue this[int index] => index < Arguments.Count ? Arguments[index] : CodeValue.Nothing;

    /// <summary>Whether there is an argument at a position.</summary>
    public bool Has(int index) => index < Arguments.Count && Arguments[index].Sort != CodeSort.Nothing;

    /// <summary>The argument at a position or of a name; nothing when there is neither.</summary>
    public CodeValue Get(int index, string name) => index >= 0 && Has(index) ? Arguments[index] : Option(name) ?? CodeValue.Nothing;

    /// <summary>An argument by name, or a member of an options object; null when there is none.</summary>
    public CodeValue? Option(string name)
    {
        foreach (var (key, value) in Named)
        {
            if (key == name) return value;
        }

        foreach (var argument in Arguments)
        {
            if (argument.Sort == CodeSort.Map && argument.Members is { } members && members.TryGetValue(name, out var member)) return member;
        }

        return null;
    }

    /// <summary>Whether an option is given and true.</summary>
    public bool IsSet(string name) => Option(name) is { IsTrue: true };

    /// <summary>Where anything that is passed came from.</summary>
    public Origins Origins
    {
        get
        {
            var origins = Origins.None;
            foreach (var argument in Arguments) origins |= argument.Origins;
            foreach (var (_, value) in Named) origins |= value.Origins;
            return origins;
        }
    }

    /// <summary>The URL or path of what is passed.</summary>
    public string? Source
    {
        get
        {
            foreach (var argument in Arguments)
            {
                if (argument.Text.Source is { } source) return source;
            }

            return null;
        }
    }
}
