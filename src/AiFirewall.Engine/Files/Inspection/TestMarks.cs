namespace AiFirewall.Files.Inspection;

/// <summary>Marks by which a test is passed over, and words by which one checks something.</summary>
internal static class TestMarks
{
    private static readonly string[] Skips =
    [
        "@pytest.mark.skip", "pytest.skip(", "@unittest.skip", "self.skipTest(", "it.skip(", "test.skip(", "describe.skip(", "xit(", "xtest(", "xdescribe(", "it.only(", "test.only(", "describe.only(",
        "test.todo(", "Skip =", "Skip=", "[Ignore", "@Ignore", "@Disabled", "t.Skip(", "t.SkipNow(", "#[ignore", "-Skip", "Set-ItResult -Skipped", "skip_before", "pending ", "xcontext ",
    ];

    private static readonly string[] Checks = ["assert", "expect(", "Should", "should", "must_equal", "t.Error", "t.Fatal", "require.", "verify("];

    private static readonly string[] Silencers =
        ["# type: ignore", "# noqa", "# pylint: disable", "@ts-ignore", "@ts-nocheck", "eslint-disable", "#pragma warning disable", "@SuppressWarnings", "//nolint", "#[allow(", "rubocop:disable", "SuppressMessage("];

    /// <summary>How many marks pass tests over.</summary>
    public static int CountSkips(ReadOnlySpan<char> code) => Count(code, Skips, isWhole: true);

    /// <summary>How often something is checked.</summary>
    public static int CountChecks(ReadOnlySpan<char> code) => Count(code, Checks, isWhole: false);

    /// <summary>How many marks silence a checker; they stand in comments.</summary>
    public static int CountSilencers(ReadOnlySpan<char> text) => Count(text, Silencers, isWhole: false);

    private static int Count(ReadOnlySpan<char> text, string[] words, bool isWhole)
    {
        var count = 0;
        foreach (var word in words)
        {
            for (var at = 0; text[at..].IndexOf(word, StringComparison.Ordinal) is >= 0 and var found; at += found + word.Length)
            {
                // "exit(" ends like "xit(", "-SkipCertificateCheck" begins like "-Skip".
                var (start, end) = (at + found, at + found + word.Length);
                if (start > 0 && char.IsLetterOrDigit(text[start - 1]) && char.IsLetterOrDigit(word[0])) continue;
                if (isWhole && char.IsLetter(word[^1]) && end < text.Length && char.IsLetterOrDigit(text[end])) continue;
                count++;
            }
        }

        return count;
    }
}
