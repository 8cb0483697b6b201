using AiFirewall.Code;
using CsCheck;

namespace AiFirewall.Tests.Code;

/// <summary>Whatever the text, reading it ends, soon, and without an exception.</summary>
public sealed class CodeBoundsTests
{
    private static readonly string[] Languages = ["python", "node", "perl", "ruby", "php", "awk", "lua", "r", "applescript"];

    private static readonly string[] Pieces =
    [
        "(", ")", "[", "]", "{", "}", "\"", "'", "`", "/", "\\", "$", "@", "%", "#", "<<", "<<EOF\n", "EOF\n", "\n", ";", ",", ".", ":", "::", "->", "=>", "=", "==", "+", "-", "*", "|", "||", "&", "&&", "!", "~", "?", "<", ">", "${", "#{", "@{", "$x", "@x", "%x", "x", "os", "eval", "exec",
        "system", "import ", "require", "def ", "function ", "class ", "if ", "else ", "for ", "while ", "in ", "do ", "end", "lambda ", "sub ", "fork", "print ", "q(", "qw(", "s/a/b/e", "tr/a/b/", "f'{", "}'", "'''", "1", "0x", "1e5", "\uFFFE", "\u0000", "é", "\t", "return ", "new ", "async ", "await ", "of ", "then ", "BEGIN", "getline", "__END__",
        "super", "self", "this", "yield ", "not ", "and ", "or ", "%w[", "?a", ":a", "<?php ", "?>", "=begin\n", "--[[", "[[", "]]", "do shell script ", "unless ", "case ", "when ", "match ", "with ", "as ", "from ", "*", "**", "...", "..", "elif ", "try:", "except:", "\\x41", "\\u{41}",
    ];

    [Fact]
    public void No_text_throws() =>
        Gen.Select(Gen.Int[0, Languages.Length - 1].Select(i => Languages[i]), Gen.Int[0, Pieces.Length - 1].Select(i => Pieces[i]).Array[0, 60]).Sample((language, pieces) => Read(language, string.Concat(pieces)), iter: 20_000, threads: 1);

    [Fact]
    public void No_random_characters_throw() =>
        Gen.Select(Gen.Int[0, Languages.Length - 1].Select(i => Languages[i]), Gen.String[Gen.Char['\n', '\u007F'], 0, 80]).Sample(Read, iter: 10_000, threads: 1);

    [Theory]
    [MemberData(nameof(Depths))]
    public void Large_texts_are_read_in_linear_time(string language, string piece) =>
        ProcessorTime.AssertLinear(size => Read(language, string.Concat(Enumerable.Repeat(piece, size / piece.Length))), 50_000, $"{language} {piece}");

    public static TheoryData<string, string> Depths()
    {
        var data = new TheoryData<string, string>();
        foreach (var language in Languages)
        {
            foreach (var piece in (ReadOnlySpan<string>)["(", "[", "{", "a(", "-", "x = y + 'z'\n", "f'{x", "\"#{", "`${", "a ? ", "if x: ", "/", "<<A\n", "\"", "a.b", "x => ", "$x{"]) data.Add(language, piece);
        }

        return data;
    }

    private static void Read(string language, string text) => CodeReader.Read(language, text, [], null, new SilentHost());
}
