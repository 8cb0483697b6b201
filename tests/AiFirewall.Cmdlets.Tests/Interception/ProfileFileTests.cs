using System.Text;
using AiFirewall.Cmdlets.Interception.Profiles;

namespace AiFirewall.Cmdlets.Tests.Interception;

public sealed class ProfileFileTests : IDisposable
{
    private static readonly string[] s_block = ["try { 'armed' }", "catch { 'not armed' }"];

    private readonly string _folder = Directory.CreateTempSubdirectory("aifirewall-profile-").FullName;

    public static TheoryData<string, byte[]> Profiles
    {
        get
        {
            var profiles = new TheoryData<string, byte[]>();
            string[] texts = ["", "'one'", "'one'\n", "'one'\r\n'two'\r\n", "'ünï'\n\n\n", "using namespace System\n'x'", "\n", "# only a comment", "'mixed'\r\n'ends'\n"];
            Encoding[] encodings = [new UTF8Encoding(false), new UTF8Encoding(true), new UnicodeEncoding(false, true), new UnicodeEncoding(true, true), new UTF32Encoding(false, true)];
            foreach (var text in texts)
            {
                foreach (var encoding in encodings)
                    profiles.Add($"{encoding.EncodingName} {encoding.Preamble.Length} {text.ReplaceLineEndings("/")}", [.. encoding.Preamble, .. encoding.GetBytes(text)]);
            }
            profiles.Add("Windows-1252", [(byte)'\'', 0xE4, 0xF6, (byte)'\'', (byte)'\n']);
            return profiles;
        }
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [MemberData(nameof(Profiles))]
    public void Comes_back_byte_for_byte(string name, byte[] bytes)
    {
        var path = Write(bytes);
        File.WriteAllBytes(path, ProfileFile.Read(path).With(s_block)!);

        Assert.True(ProfileFile.Read(path).HasBlock, name);
        Assert.Null(ProfileFile.Read(path).With(s_block));
        Assert.Equal(bytes, ProfileFile.Read(path).Without());
    }

    [Theory]
    [MemberData(nameof(Profiles))]
    public void Keeps_every_byte_in_its_order(string name, byte[] bytes)
    {
        var with = ProfileFile.Read(Write(bytes)).With(s_block)!;

        Assert.True(IsSubsequence(bytes, with), name);
    }

    [Fact]
    public void Takes_the_line_endings_of_the_file()
    {
        var with = Encoding.UTF8.GetString(ProfileFile.Read(Write("'one'\r\n"u8)).With(s_block)!);

        Assert.DoesNotContain('\n', with.Replace("\r\n", "", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("return\n'x'\n", 0)]
    [InlineData("using namespace System.IO\nusing namespace System.Text\nreturn\n", 2)]
    [InlineData("<# words #>\n[CmdletBinding()]\nparam($a)\n'x'\n", 3)]
    public void Stands_before_all_that_the_profile_does(string text, int line)
    {
        var with = Encoding.UTF8.GetString(ProfileFile.Read(Write(Encoding.UTF8.GetBytes(text))).With(s_block)!);

        Assert.Equal("# >>> AiFirewall >>>", with.Split('\n')[line]);
    }

    [Fact]
    public void Brings_an_old_block_up_to_date_in_its_place()
    {
        var path = Write("'one'\n# >>> AiFirewall >>>\n'old'\n# <<< AiFirewall <<<\n'two'\n"u8);

        var with = Encoding.UTF8.GetString(ProfileFile.Read(path).With(["'new'"])!);

        Assert.Equal("'one'\n# >>> AiFirewall >>>\n'new'\n# <<< AiFirewall <<<\n'two'\n", with);
    }

    [Fact]
    public void Keeps_what_was_written_around_the_block_later()
    {
        var path = Write("'one'"u8);
        var with = Encoding.UTF8.GetString(ProfileFile.Read(path).With(s_block)!);
        File.WriteAllText(path, $"# above\n{with}\n# below\n");

        Assert.Equal("# above\n'one'\n# below\n"u8.ToArray(), ProfileFile.Read(path).Without());
    }

    [Theory]
    [InlineData("if (", "line 1")]
    [InlineData("begin { 'a' }", "blocks")]
    [InlineData("end { 'a' }", "blocks")]
    [InlineData("'x'\n# SIG # Begin signature block\n", "signed")]
    [InlineData("# >>> AiFirewall >>>\n'x'\n", "marks")]
    [InlineData("# <<< AiFirewall <<<\n# >>> AiFirewall >>>\n", "marks")]
    [InlineData("# >>> AiFirewall >>>\n# >>> AiFirewall >>>\n# <<< AiFirewall <<<\n", "more than once")]
    public void Leaves_alone_what_it_cannot_change_safely(string text, string why)
    {
        var problem = Assert.Throws<ProfileException>(() => ProfileFile.Read(Write(Encoding.UTF8.GetBytes(text))).With(s_block));

        Assert.Contains(why, problem.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("'# >>> AiFirewall >>>'\n")]
    [InlineData("Write-Host '# <<< AiFirewall <<<' # >>> AiFirewall >>>\n")]
    public void Does_not_take_a_text_for_a_mark(string text) => Assert.False(ProfileFile.Read(Write(Encoding.UTF8.GetBytes(text))).HasBlock);

    [Fact]
    public void Is_empty_where_there_is_none()
    {
        var profile = ProfileFile.Read(Path.Combine(_folder, "nowhere.ps1"));

        Assert.False(profile.HasBlock);
        Assert.Null(profile.Without());
        Assert.NotNull(profile.With(s_block));
    }

    private string Write(ReadOnlySpan<byte> bytes)
    {
        var path = Path.Combine(_folder, $"{Guid.NewGuid():N}.ps1");
        File.WriteAllBytes(path, bytes);
        return path;
    }

    private static bool IsSubsequence(byte[] part, byte[] whole)
    {
        var at = 0;
        foreach (var one in whole)
        {
            if (at < part.Length && part[at] == one) at++;
        }
        return at == part.Length;
    }
}
