namespace AiFirewall.Files.Inspection;

/// <summary>Something that a source text declares.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Name">Its name, or the title of a test.</param>
/// <param name="Line">Its line, from 0.</param>
/// <param name="Body">Its text without comments and white space, for comparison.</param>
internal readonly record struct Declaration(DeclarationKind Kind, string Name, int Line, string Body);

/// <summary>What a declaration is.</summary>
internal enum DeclarationKind : byte
{
    Function,
    Type,
    Test,
}
