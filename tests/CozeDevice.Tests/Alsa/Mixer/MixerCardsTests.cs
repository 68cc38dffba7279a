using CozeDevice.Linux.Alsa;
using Xunit;

namespace CozeDevice.Tests.Alsa.Mixer;

public sealed class MixerCardsTests
{
    [Theory]
    [InlineData("hw:1", "1")]
    [InlineData("hw:1,0", "1")]
    [InlineData("hw:Headphones", "Headphones")]
    [InlineData("plughw:CARD=seeed2micvoicec,DEV=0", "seeed2micvoicec")]
    [InlineData("plughw:DEV=0,CARD=Audio", "Audio")]
    [InlineData("plughw: CARD=Audio , DEV=0", "Audio")]
    [InlineData("sysdefault:CARD=vc4hdmi", "vc4hdmi")]
    [InlineData("default:CARD=b1", "b1")]
    [InlineData("dmix:CARD=USB,DEV=0", "USB")]
    [InlineData("hdmi:CARD=vc4hdmi0,DEV=0", "vc4hdmi0")]
    [InlineData("plug:'hw:2,0'", "2")]
    [InlineData("plug:SLAVE='hw:CARD=x'", "x")]
    [InlineData("plug:\"plughw:CARD=x,DEV=1\"", "x")]
    [InlineData("default", null)]
    [InlineData("sysdefault", null)]
    [InlineData("speaker", null)]
    [InlineData("plug:speaker", null)]
    [InlineData("pulse:SERVER=x", null)]
    [InlineData("hw:", null)]
    [InlineData("hw:CARD=", null)]
    [InlineData("hw:DEV=0", null)]
    [InlineData("", null)]
    [InlineData(":", null)]
    [InlineData("plug:", null)]
    public void The_card_is_read_from_the_name_of_a_pcm(string pcm, string? expected) =>
        Assert.Equal(expected, MixerCards.CardOf(pcm));
}
