using CozeDevice.SoundCheck;
using Xunit;

namespace CozeDevice.Tests.SoundCheck;

public sealed class CardReferenceTests
{
    [Theory]
    [InlineData("plughw:CARD=Device,DEV=1", "Device", 1)]
    [InlineData("plughw:CARD=Device", "Device", 0)]
    [InlineData("hw:Device,2", "Device", 2)]
    [InlineData("sysdefault:CARD=seeed2micvoicec", "seeed2micvoicec", 0)]
    [InlineData("hw:1,0", "1", 0)]
    [InlineData("plughw: DEV=3 , CARD='Device'", "Device", 3)]
    [InlineData("dsnoop:CARD=Device,DEV=0,RATE=48000", "Device", 0)]
    public void A_name_with_a_card_names_card_and_device(string name, string card, int device) =>
        Assert.Equal(new CardReference(card, device), CardReference.Parse(name));

    [Theory]
    [InlineData("default")]
    [InlineData("null")]
    [InlineData("pulse")]
    [InlineData("file:/tmp/hw:1,0.wav")]
    [InlineData("hw:")]
    [InlineData(":")]
    [InlineData("plughw:DEV=0")]
    public void Other_names_name_no_card(string name) => Assert.Null(CardReference.Parse(name));

    [Theory]
    [InlineData("hw:1,0", 1)]
    [InlineData("plughw:CARD=2", 2)]
    [InlineData("plughw:CARD=Device", null)]
    public void A_card_may_be_named_by_number(string name, int? number) =>
        Assert.Equal(number, CardReference.Parse(name)!.CardNumber);
}
