using CozeDevice.Linux.Alsa;
using Xunit;

namespace CozeDevice.Tests.Linux;

public sealed class NamedPcmsTests
{
    [Theory]
    [InlineData("default", true)]
    [InlineData("sysdefault", true)]
    [InlineData("pipewire", true)]
    [InlineData("pulse", true)]
    [InlineData("my_echo_canceller", true)]
    [InlineData("sysdefault:CARD=Device", false)]
    [InlineData("plughw:CARD=Device,DEV=0", false)]
    [InlineData("speexrate", false)]
    [InlineData("null", false)]
    public void Views_of_cards_and_plumbing_are_not_worth_naming(string name, bool isWorth) =>
        Assert.Equal(isWorth, NamedPcms.IsWorthNaming(name));
}
