using System.Net;
using CozeDevice.Link;
using Xunit;

namespace CozeDevice.Tests.Link;

public sealed class LoopbackBypassTests
{
    private static readonly Uri Proxy = new("http://proxy.example:3128");

    private readonly LoopbackBypass _bypass = new(new WebProxy(Proxy));

    [Theory]
    [InlineData("ws://127.0.0.1:8080/v1/chat")]
    [InlineData("ws://localhost:8080/v1/chat")]
    [InlineData("ws://[::1]:8080/v1/chat")]
    public void This_machine_is_never_reached_through_a_proxy(string address)
    {
        Assert.True(_bypass.IsBypassed(new Uri(address)));
        Assert.Null(_bypass.GetProxy(new Uri(address)));
    }

    [Fact]
    public void Another_machine_is_reached_as_the_settings_say()
    {
        var service = new Uri("wss://ws.coze.cn/v1/chat");

        Assert.False(_bypass.IsBypassed(service));
        Assert.Equal(Proxy, _bypass.GetProxy(service));
    }
}
