using AiFirewall.Shells;

namespace AiFirewall.Code.Folding;

/// <summary>Members that are values, not methods.</summary>
internal static class Properties
{
    /// <summary>The value of a member; null when it is not known.</summary>
    public static CodeValue? Fold(CodeValue target, string name)
    {
        switch (name)
        {
            case "parent" when PathFolding.IsPath(target): return PathFolding.Of(PathFolding.Parent(target.Text));
            case "name" when PathFolding.IsPath(target): return CodeValue.Of(PathFolding.Last(target.Text));
            case "name" or "path" when target is { Sort: CodeSort.Object, Name: "file" }: return CodeValue.Of(target.Text);
            case "length" or "size" when target is { Sort: CodeSort.Text } && target.Text.IsResolved: return CodeValue.Of(target.Text.Text.Length);
            case "length" or "size" when target.Sort == CodeSort.List: return CodeValue.Of(target.Items.Count);
            case "buffer" when target is { Sort: CodeSort.Object, Name: "stdin" or "stdout" or "stderr" }: return target;
            case "text" or "content" or "body" or "data" or "stdout" or "stderr" when target.Sort is CodeSort.Object && target.Name is "response" or "process": return CodeValue.Of(target.Text);
            case "stdin" when target is { Sort: CodeSort.Object, Name: "process", Bound.Count: > 0 }: return CodeValue.Object("pipe", Value.Empty) with { Bound = target.Bound };
            case "path" when target is { Sort: CodeSort.Unknown, Name.Length: > 0 }: return CodeValue.From(target.Origins);
            default: return null;
        }
    }
}
