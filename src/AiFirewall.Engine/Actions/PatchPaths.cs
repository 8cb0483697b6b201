namespace AiFirewall.Actions;

/// <summary>The files that a patch speaks of.</summary>
internal static class PatchPaths
{
    private static readonly string[] Headers = ["*** Add File: ", "*** Update File: ", "*** Delete File: ", "*** Move to: "];

    /// <summary>The paths as written, in order.</summary>
    public static IEnumerable<string> In(string patch)
    {
        for (var start = 0; start < patch.Length;)
        {
            var end = patch.IndexOf('\n', start) is >= 0 and var found ? found : patch.Length;
            if (patch[start] == '*')
            {
                foreach (var header in Headers)
                {
                    if (patch.AsSpan(start, end - start).StartsWith(header)) yield return patch[(start + header.Length)..end].Trim();
                }
            }

            start = end + 1;
        }
    }
}
