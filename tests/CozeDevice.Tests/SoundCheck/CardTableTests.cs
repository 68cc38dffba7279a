using CozeDevice.Audio;
using CozeDevice.Linux.Alsa;
using CozeDevice.SoundCheck;
using CozeDevice.Tests.Support.Audio;
using Xunit;

namespace CozeDevice.Tests.SoundCheck;

public sealed class CardTableTests
{
    private static readonly PcmProbe Works = new(new(["S16_LE"], 1, 10_000, PcmProber.AskedRates));

    [Fact]
    public void Each_card_is_shown_with_what_it_can_do_and_the_lines_to_paste()
    {
        var system = new SoundSystem(
            [FakeSoundCards.HdmiCard, FakeSoundCards.UsbCard],
            [new("default", "Default ALSA Output", Works, Works)],
            null,
            ConvertsWell: true);

        Assert.Equal(
            """
            vc4hdmi0: vc4-hdmi-0 (vc4-hdmi)
                playback  plughw:CARD=vc4hdmi0,DEV=0  another program has it      MAI PCM i2s-hifi-0

            Device: USB PnP Sound Device (USB-Audio)
              * capture   plughw:CARD=Device,DEV=0  16 44.1 48 kHz  mono    S16_LE          USB Audio
                playback  plughw:CARD=Device,DEV=0  44.1 48 kHz     stereo  S16_LE S24_3LE  USB Audio
                volume    Speaker at -31.5 dB, switched off (-50.0 to 0.0 dB)

            defined by ALSA's configuration
                capture   default  8 16 24 32 44.1 48 kHz  any channels  S16_LE  Default ALSA Output
              * playback  default  8 16 24 32 44.1 48 kHz  any channels  S16_LE  Default ALSA Output

            to paste into the configuration
                "Audio": { "Playback": "plughw:CARD=vc4hdmi0,DEV=0" }   // vc4hdmi0
                "Audio": { "Capture": "plughw:CARD=Device,DEV=0", "Playback": "plughw:CARD=Device,DEV=0" }   // Device

            configured now
                Audio:Capture   hw:Device,0  works  /etc/cozedevice/cozedevice.json:3
                Audio:Playback  default      works  default
            """,
            string.Join('\n', CardTable.Lines(system, [Capture("hw:Device,0", Works), Playback("default", Works)])));
    }

    [Fact]
    public void Without_a_card_the_table_says_so_and_shows_what_is_configured()
    {
        var system = new SoundSystem([], [], CardAbsence.NoCard, ConvertsWell: true);
        var missing = new PcmProbe(null, "No such device");
        Assert.Equal(
            ["no sound card", "", "configured now", "    Audio:Capture  plughw:CARD=X  No such device  /etc/cozedevice/cozedevice.json:3"],
            CardTable.Lines(system, [Capture("plughw:CARD=X", missing)]));
    }

    [Fact]
    public void A_microphone_and_a_speaker_on_different_cards_make_one_more_line_to_paste()
    {
        var microphone = FakeSoundCards.UsbCard with { Devices = [FakeSoundCards.UsbCard.Devices[0]] };
        Assert.Equal(
            [
                "\"Audio\": { \"Playback\": \"plughw:CARD=vc4hdmi0,DEV=0\" }",
                "\"Audio\": { \"Capture\": \"plughw:CARD=Device,DEV=0\" }",
                "\"Audio\": { \"Capture\": \"plughw:CARD=Device,DEV=0\", \"Playback\": \"plughw:CARD=vc4hdmi0,DEV=0\" }",
            ],
            PasteLine.All([FakeSoundCards.HdmiCard, microphone]).Select(line => line.ToString()));
    }

    [Fact]
    public void A_card_without_sound_and_a_device_that_cannot_be_opened_give_nothing_to_paste()
    {
        var midi = new SoundCard(2, "Keys", "Keyboard", "USB-Audio", []);
        var broken = new SoundCard(3, "Bad", "Broken", "USB-Audio", [new("Bad", 0, AudioDirection.Capture, "", new(null, "Input/output error"))]);
        Assert.Empty(PasteLine.All([midi, broken]));
    }

    private static ConfiguredDevice Capture(string name, PcmProbe probe) =>
        new("Audio:Capture", name, "/etc/cozedevice/cozedevice.json:3", AudioDirection.Capture, probe);

    private static ConfiguredDevice Playback(string name, PcmProbe probe) =>
        new("Audio:Playback", name, "default", AudioDirection.Playback, probe);
}
