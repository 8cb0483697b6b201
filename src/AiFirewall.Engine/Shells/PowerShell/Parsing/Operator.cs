using System.Collections.Frozen;

namespace AiFirewall.Shells.PowerShell.Parsing;

/// <summary>An operator and what it may stand between.</summary>
/// <param name="Text">Its canonical spelling.</param>
/// <param name="Precedence">How tightly it binds two operands; 0 when it takes only one.</param>
/// <param name="IsUnary">It may stand in front of one operand.</param>
/// <param name="IsAssignment">It assigns.</param>
internal sealed record Operator(string Text, int Precedence = 0, bool IsUnary = false, bool IsAssignment = false)
{
    // about_Operator_Precedence; all binary operators are left-associative.
    private const int Logical = 1, Bitwise = 2, Comparison = 5, Coalesce = 7, Additive = 9, Multiplicative = 10, Formatting = 12, Ranging = 13;

    public static readonly Operator Plus = new("+", Additive, IsUnary: true);
    public static readonly Operator Minus = new("-", Additive, IsUnary: true);
    public static readonly Operator Multiply = new("*", Multiplicative);
    public static readonly Operator Divide = new("/", Multiplicative);
    public static readonly Operator Remainder = new("%", Multiplicative);
    public static readonly Operator Range = new("..", Ranging);
    public static readonly Operator NullCoalesce = new("??", Coalesce);
    public static readonly Operator Not = new("!", IsUnary: true);
    public static readonly Operator Increment = new("++", IsUnary: true);
    public static readonly Operator Decrement = new("--", IsUnary: true);
    public static readonly Operator Assign = new("=", IsAssignment: true);
    public static readonly Operator AddAssign = new("+=", IsAssignment: true);
    public static readonly Operator SubtractAssign = new("-=", IsAssignment: true);
    public static readonly Operator MultiplyAssign = new("*=", IsAssignment: true);
    public static readonly Operator DivideAssign = new("/=", IsAssignment: true);
    public static readonly Operator RemainderAssign = new("%=", IsAssignment: true);
    public static readonly Operator NullCoalesceAssign = new("??=", IsAssignment: true);

    private static readonly FrozenDictionary<string, Operator> Words = BuildWords();

    /// <summary>The operators that are written as a dash and a word, by the word.</summary>
    public static FrozenDictionary<string, Operator>.AlternateLookup<ReadOnlySpan<char>> ByWord { get; } =
        Words.GetAlternateLookup<ReadOnlySpan<char>>();

    private static FrozenDictionary<string, Operator> BuildWords()
    {
        var words = new Dictionary<string, Operator>(StringComparer.OrdinalIgnoreCase)
        {
            ["not"] = new("-not", IsUnary: true),
            ["bnot"] = new("-bnot", IsUnary: true),
            ["join"] = new("-join", Comparison, IsUnary: true),
            ["is"] = new("-is", Comparison),
            ["isnot"] = new("-isnot", Comparison),
            ["as"] = new("-as", Comparison),
            ["shl"] = new("-shl", Comparison),
            ["shr"] = new("-shr", Comparison),
            ["f"] = new("-f", Formatting),
            ["and"] = new("-and", Logical),
            ["or"] = new("-or", Logical),
            ["xor"] = new("-xor", Logical),
            ["band"] = new("-band", Bitwise),
            ["bor"] = new("-bor", Bitwise),
            ["bxor"] = new("-bxor", Bitwise),
        };
        string[] comparisons =
        [
            "eq", "ne", "ge", "gt", "lt", "le", "like", "notlike", "match", "notmatch", "replace",
            "contains", "notcontains", "in", "notin", "split",
        ];
        foreach (var word in comparisons)
        {
            var isUnary = word == "split";
            words[word] = words["i" + word] = new("-" + word, Comparison, isUnary);
            words["c" + word] = new("-c" + word, Comparison, isUnary);
        }

        return words.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);
    }
}
