using CozeDevice.Linux.Alsa;
using Xunit;

namespace CozeDevice.Tests.Alsa.Mixer;

/// <summary>The real libasound reads definitions as boards have them in <c>asound.conf</c>; nothing is opened.</summary>
public sealed class MixerPcmCardTests
{
    private const string Definitions =
        """
        pcm.mixerwalk_board { type asym playback.pcm "mixerwalk_plug" capture.pcm "hw:CARD=mic" }
        pcm.mixerwalk_plug { type plug slave.pcm "mixerwalk_dmix" }
        pcm.mixerwalk_dmix { type dmix ipc_key 555123 slave { pcm "hw:CARD=seeed2micvoicec,DEV=0" rate 48000 } }
        pcm.mixerwalk_inline { type softvol slave.pcm { type plug slave.pcm { type hw card 3 } } control.name "x" }
        pcm_slave.mixerwalk_s { pcm "plughw:Headphones" rate 48000 }
        pcm.mixerwalk_named { type plug slave mixerwalk_s }
        pcm.mixerwalk_circle { type plug slave.pcm "mixerwalk_circle2" }
        pcm.mixerwalk_circle2 { type plug slave.pcm "mixerwalk_circle" }
        pcm.mixerwalk_server { type pulse }
        """;

    [Theory]
    [InlineData("mixerwalk_board", "seeed2micvoicec")]
    [InlineData("plug:mixerwalk_board", "seeed2micvoicec")]
    [InlineData("mixerwalk_inline", "3")]
    [InlineData("mixerwalk_named", "Headphones")]
    [InlineData("mixerwalk_circle", null)]
    [InlineData("mixerwalk_server", null)]
    [InlineData("mixerwalk_unknown", null)]
    [InlineData("null", null)]
    public void A_pcm_is_followed_to_its_card(string pcm, string? expected)
    {
        Assert.SkipUnless(Libasound.IsInstalled, "libasound2 is not installed");
        AsoundConfiguration.Add(Definitions);

        Assert.Equal(expected, PcmCard.Find(pcm));
    }
}
