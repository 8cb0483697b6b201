using AiFirewall.Shells;

namespace AiFirewall.Tests.Shells.Cmd;

public sealed class CmdEvaluatorTests
{
    [Theory]
    [InlineData("del/s/q x", "del {/s, /q, x}")]
    [InlineData("rd/s/q c:\\", "rd {/s, /q, c:\\}")]
    [InlineData("del x,y;z=w", "del {x, y, z, w}")]
    [InlineData("del x/s", "del {x, /s}")]
    [InlineData("del \"a b\" c", "del {a b, c}")]
    [InlineData(",;=del x", "del {x}")]
    [InlineData("cd.. & dir", "dir {} @C:/")]
    [InlineData("cd /d \"D:\\a b\" & dir", "dir {} @D:/a b")]
    [InlineData("pushd sub & dir & popd & dir", "dir {} @C:/work/sub\ndir {}")]
    [InlineData("d: & dir", "dir {} @D:/")]
    [InlineData("cd %nowhere% & dir", "dir {} @…")]
    [InlineData("git commit -m \"a \\\"b\\\" c\"", "git {commit, -m, a \"b\" c}")]
    [InlineData("prog \"a\\\\\" b\\c", "prog {a\\, b\\c}")]
    [InlineData("ipconfig/all", "ipconfig {/all}")]
    [InlineData("bin/tool.exe x", "bin/tool.exe {x}")]
    [InlineData("assoc .txt=x", "assoc {.txt=x}")]
    public void Names_and_arguments_are_split(string text, string log) => Assert.Equal(log, RecordingHost.Of(text));

    [Theory]
    [InlineData("set x=del\n%x% a", "del {a}")]
    [InlineData("set \"x=del\" z\n%x% a", "del {a}")]
    [InlineData("set x=a&& echo %x% & del b", "del {b}")]
    [InlineData("set x=a ^& del b\n%x%", "a {}\ndel {b}")]
    [InlineData("set x=xdely\n%x:~1,3% a", "del {a}")]
    [InlineData("set x=dqel\n%x:q=% a", "del {a}")]
    [InlineData("%comspec:~-7,3% a", "cmd {}")]
    [InlineData("del %systemroot%\\x", "del {C:\\Windows\\x}")]
    [InlineData("%unknown% a", "… {a}")]
    [InlineData("d%unknown%el a", "d…el {a}")]
    [InlineData("set /a n=2*(3+4)\ndel f%n%", "del {f14}")]
    [InlineData("setlocal enabledelayedexpansion\nset x=del\n!x! a", "del {a}")]
    [InlineData("set x=del\n!x! a", "!x! {a}")]
    [InlineData("(set x=del\n%x% a)", "… {a}")]
    [InlineData("set x=del\ncall %%x%% a", "del {a}")]
    [InlineData("setlocal\nset x=a\nendlocal & set y=%x%\ndel %y%", "del {a}")]
    [InlineData("if exist q set x=a\ndel %x%", "del {…}")]
    [InlineData("echo a| set /p x=\ndel %x%", "del {…}")]
    [InlineData("echo del y> a.txt\nset /p x=<a.txt\n%x%", "> a.txt\ndel {y}")]
    public void Variables_are_followed(string text, string log) => Assert.Equal(log, RecordingHost.Of(text));

    [Theory]
    [InlineData("for %a in (a \"b c\") do del %a", "del {a}\ndel {b c}")]
    [InlineData("for %%a in (a) do del %%a", "del {a}")]
    [InlineData("for %a in (x\\y.txt) do del %~na%~xa", "del {y.txt}")]
    [InlineData("for /l %i in (3,-1,2) do del f%i", "del {f3}\ndel {f2}")]
    [InlineData("for /r c:\\ %i in (*.txt) do del %i", "del {c:\\*.txt}")]
    [InlineData("for /f \"tokens=1,3 delims=,\" %a in (\"x,y,z\") do del %a %b", "del {x, z}")]
    [InlineData("for /f \"tokens=1*\" %a in (\"x y z\") do del %b", "del {y, z}")]
    [InlineData("for /f %i in ('echo del') do %i a", "del {a}")]
    [InlineData("for /f \"usebackq\" %i in (`echo del`) do %i a", "del {a}")]
    [InlineData("for /f \"delims==\" %a in ('set comspec') do %a", "comspec {}")]
    [InlineData("for /f %i in ('curl x') do %i", "curl {x}\n…~Network {}")]
    [InlineData("for /f %i in ('rmdir /s /q x') do @echo %i", "rmdir {/s, /q, x}")]
    [InlineData("for /f %i in ('prog') do del %i", "prog {}\ndel {…}")]
    public void Loops_are_unrolled(string text, string log) => Assert.Equal(log, RecordingHost.Of(text));

    [Theory]
    [InlineData("cmd /c \"del a\"", "del {a}")]
    [InlineData("cmd /c \"\"C:\\x y\\p.exe\" \"a b\"\"", "C:\\x y\\p.exe {a b}")]
    [InlineData("cmd /c \"C:\\x y\\p.exe\" a", "C:\\x y\\p.exe {a}")]
    [InlineData("cmd/c del a", "del {a}")]
    [InlineData("c^m\"\"d.exe /q /d /s /c \"del a & del b\"", "del {a}\ndel {b}")]
    [InlineData("cmd /v:on /c \"set x=del&& !x! a\"", "del {a}")]
    [InlineData("%comspec% /k del a", "del {a}")]
    [InlineData("echo del a| cmd", "del {a}")]
    [InlineData("curl x | cmd", "curl {x}\nexecutes …~Network")]
    [InlineData("start \"t\" /b /wait del a", "del {a}")]
    [InlineData("start /d C:\\x prog a", "prog {a} @C:/x")]
    [InlineData("start https://example.com", "start {https://example.com}")]
    [InlineData("echo del %1> a.bat & call a.bat b", "> a.bat\nstarts C:/work/a.bat\ndel {…}")]
    [InlineData("echo del a> x.cmd\nx", "> x.cmd\nstarts C:/work/x.cmd\ndel {a}")]
    [InlineData("echo x> a.vbs & a.vbs", "> a.vbs\nstarts C:/work/a.vbs\ncode(vbscript) x\na.vbs {}")]
    [InlineData("copy %systemroot%\\System32\\cmd.exe y.exe\ny /c del a", "copy {C:\\Windows\\System32\\cmd.exe, y.exe}\ndel {a}")]
    [InlineData("echo del a> x & ren x x.bat & x.bat", "> x\nren {x, x.bat}\nstarts C:/work/x.bat\ndel {a}")]
    public void Code_in_other_places_is_read(string text, string log) => Assert.Equal(log, RecordingHost.Of(text));

    [Theory]
    [InlineData("goto x\ndel a\n:x\ndel b", "del {b}")]
    [InlineData("if exist q goto x\ndel a\nexit /b\n:x\ndel b", "del {a}\ndel {b}")]
    [InlineData("goto %q%\n:a\ndel a\nexit /b\n:b\ndel b", "del {a}\ndel {b}")]
    [InlineData("call :f a\nexit /b\n:f\ndel %~1", "del {a}")]
    [InlineData("exit /b\ndel a", "")]
    [InlineData("set i=0\n:l\ndel %i%\nset /a i+=1\nif %i% lss 2 goto l", "del {0}\ndel {1}")]
    [InlineData("set x=a\n:l\nset x=%x%b\nprog && goto l\ndel %x%", "prog {}\nprog {}\ndel {…}")]
    [InlineData("set i=0\n:l\nset /a i+=1\nif %i% lss 9999 goto l\ndel %i%", "del {…}")]
    [InlineData(":a\nstart prog\ngoto a", null)]
    [InlineData("%0|%0", null)]
    public void Jumps_are_followed(string text, string? log)
    {
        if (log is null) Assert.Contains("!exhausts", RecordingHost.Of(text), StringComparison.Ordinal);
        else Assert.Equal(log, RecordingHost.Of(text));
    }

    [Theory]
    [InlineData("echo del /s /q c:\\")]
    [InlineData("echo.del x & echo(del y")]
    [InlineData("rem del x & del y")]
    [InlineData("echo ^& del x")]
    [InlineData("echo \"a & del x\"")]
    [InlineData("set x=del y")]
    public void Data_is_not_run(string text) => Assert.DoesNotContain("del", RecordingHost.Of(text), StringComparison.Ordinal);

    [Theory]
    [InlineData("set a=xx\nset a=%a%%a%\nset a=%a%%a%\nfor /l %i in (1,1,100000) do call set a=%%a%%%%a%%")]
    [InlineData(":a\ngoto a")]
    [InlineData(":a\ncall :a & call :a")]
    [InlineData("for /l %a in (1,1,9999) do for /l %b in (1,1,9999) do for /l %c in (1,1,9999) do x")]
    [InlineData("for /l %a in (1,0,2) do x")]
    [InlineData("echo x.bat> x.bat & x.bat")]
    public void Work_is_bounded(string text) => Assert.True(RecordingHost.Ran(text).Steps <= 40_000);

    [Fact]
    public void Input_reaches_the_command() => Assert.Equal("a b | find {a}", RecordingHost.Of("echo a b| find \"a\""));

    [Fact]
    public void Origins_travel_through_variables() =>
        Assert.Contains("~Network", RecordingHost.Of("for /f \"delims=\" %i in ('curl x') do set c=%i\n%c%"), StringComparison.Ordinal);

    [Fact]
    public void Text_from_the_network_on_standard_input_is_code() =>
        Assert.Contains("executes", RecordingHost.Of("cmd", new Value("del a", Origins.Network)), StringComparison.Ordinal);
}
