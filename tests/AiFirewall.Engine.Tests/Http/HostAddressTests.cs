using AiFirewall.Http;

namespace AiFirewall.Tests.Http;

public sealed class HostAddressTests
{
    [Theory]
    [InlineData("http://169.254.169.254/latest", "169.254.169.254")]
    [InlineData("http://2852039166", "169.254.169.254")]
    [InlineData("http://0xa9fea9fe/", "169.254.169.254")]
    [InlineData("http://0251.0376.0251.0376/", "169.254.169.254")]
    [InlineData("http://0xA9.0376.43518/", "169.254.169.254")]
    [InlineData("http://169.16689662/", "169.254.169.254")]
    [InlineData("http://[::ffff:169.254.169.254]:80/x", "169.254.169.254")]
    [InlineData("http://[::ffff:a9fe:a9fe]/", "169.254.169.254")]
    [InlineData("http://user:pw@169.254.169.254:80/", "169.254.169.254")]
    [InlineData("http://１６９.254.169.254/", "169.254.169.254")]
    [InlineData("http://169。254。169。254/", "169.254.169.254")]
    [InlineData("HTTP://Metadata.Google.Internal./v1", "metadata.google.internal")]
    [InlineData("example.com:8080", "example.com")]
    [InlineData("//example.com/x", "example.com")]
    [InlineData("http://127.1/", "127.0.0.1")]
    [InlineData("http://0/", "0.0.0.0")]
    [InlineData("http://256.1.1.1/", "256.1.1.1")]
    [InlineData("http://1.2.3.4.5/", "1.2.3.4.5")]
    [InlineData("", "")]
    public void Every_spelling_of_a_host_comes_to_one(string url, string host) => Assert.Equal(host, HostAddress.Of(url));

    [Fact]
    public void Metadata_and_loopback_are_told_apart()
    {
        Assert.True(HostAddress.IsMetadata("169.254.169.254"));
        Assert.True(HostAddress.IsMetadata("fd00:ec2::254"));
        Assert.False(HostAddress.IsMetadata("169.254.169.253"));
        Assert.True(HostAddress.IsLoopback("localhost"));
        Assert.False(HostAddress.IsLoopback("localhost.example.com"));
        Assert.True(HostAddress.IsLoopback("127.0.0.1"));
        Assert.False(HostAddress.IsLoopback("127.0.0.1.evil.example"));
    }
}
