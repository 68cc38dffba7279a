using CozeDevice.Audio;
using CozeDevice.Linux.Alsa;
using CozeDevice.SoundCheck;
using CozeDevice.Tests.Support.Audio;
using Xunit;

namespace CozeDevice.Tests.SoundCheck;

public sealed class CardFindingsTests
{
    private static readonly PcmProbe Works = FakeSoundCards.UsbCard.Devices[0].Probe;

    [Fact]
    public void A_machine_that_is_set_up_well_has_nothing_to_say() =>
        Assert.Empty(CardFindings.Of(System(), [Capture("plughw:CARD=Device,DEV=0", Works)]));

    [Theory]
    [InlineData(CardAbsence.NoKernelSound, "CONFIG_SND")]
    [InlineData(CardAbsence.NoDeviceFiles, "--device /dev/snd")]
    [InlineData(CardAbsence.NoPermission, "usermod -aG audio")]
    [InlineData(CardAbsence.NoCard, "dtoverlay")]
    public void Each_reason_for_no_card_says_how_to_get_one(object absence, string hint)
    {
        var finding = Assert.Single(CardFindings.Of(new([], [], (CardAbsence)absence, false), []));
        Assert.Contains(hint, finding.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_card_configured_by_number_is_named_by_its_id()
    {
        var finding = Assert.Single(CardFindings.Of(System(), [Capture("hw:1,0", Works)]));
        Assert.Equal(("by_number", false), (finding.Code, finding.IsFault));
        Assert.EndsWith("write plughw:CARD=Device,DEV=0", finding.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_configured_device_that_is_not_there_is_a_fault_with_its_reason()
    {
        var finding = Assert.Single(CardFindings.Of(System(), [Capture("plughw:CARD=Gone", new(null, "No such device"))]));
        Assert.Equal("Audio:Capture is plughw:CARD=Gone, which does not work: No such device", finding.Text);
        Assert.True(finding.IsFault);
    }

    [Fact]
    public void A_busy_device_is_there() =>
        Assert.Empty(CardFindings.Of(System(), [Capture("plughw:CARD=Device", new(null, "busy", IsBusy: true))]));

    [Fact]
    public void A_poor_rate_converter_is_a_warning_with_the_package_to_install()
    {
        var finding = Assert.Single(CardFindings.Of(System() with { ConvertsWell = false }, []));
        Assert.False(finding.IsFault);
        Assert.Contains("libasound2-plugins", finding.Text, StringComparison.Ordinal);
    }

    private static SoundSystem System() => new([FakeSoundCards.UsbCard], [], null, ConvertsWell: true);

    private static ConfiguredDevice Capture(string name, PcmProbe probe) =>
        new("Audio:Capture", name, "default", AudioDirection.Capture, probe);
}
