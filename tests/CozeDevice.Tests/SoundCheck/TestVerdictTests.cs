using CozeDevice.Audio;
using CozeDevice.SoundCheck;
using CozeDevice.Tests.Support.Audio;
using Xunit;

namespace CozeDevice.Tests.SoundCheck;

public sealed class TestVerdictTests
{
    private const string Card = "plughw:CARD=Device,DEV=0";
    private static readonly SignalReport Good = new(3, -6, -24, 0, 0, MicrophoneFaults.None);
    private static readonly SpeakerResult Heard = new(Card, null, true);
    private static readonly MicrophoneResult Understood = new(Card, null, Good, true);

    [Fact]
    public void When_all_was_heard_there_is_nothing_to_do() => Assert.Empty(Of(Heard, Understood));

    [Fact]
    public void When_nobody_was_asked_a_good_signal_is_enough() =>
        Assert.Empty(Of(Heard with { WasHeard = null }, Understood with { WasHeard = null }));

    [Fact]
    public void A_tone_nobody_heard_names_the_mixer_of_the_card_and_the_other_speakers()
    {
        var remedy = Assert.Single(Of(Heard with { WasHeard = false }, Understood));
        Assert.Equal("tone_not_heard", remedy.Finding.Code);
        Assert.Equal(
            "turn it up, Speaker at -31.5 dB, switched off (-50.0 to 0.0 dB): amixer -c Device sset 'Speaker' 80% unmute",
            remedy.Lines[0]);
        Assert.Contains(remedy.Lines, line => line.EndsWith("--set Audio:Playback=plughw:CARD=vc4hdmi0,DEV=0", StringComparison.Ordinal));
        Assert.DoesNotContain(remedy.Lines, line => line.Contains($"={Card}", StringComparison.Ordinal));
    }

    [Fact]
    public void A_card_whose_mixer_is_not_known_is_opened_in_alsamixer() => Assert.StartsWith(
        "switch it on and turn it up: alsamixer -c vc4hdmi0",
        Assert.Single(Of(Heard with { Device = "plughw:vc4hdmi0", WasHeard = false }, Understood)).Lines[0],
        StringComparison.Ordinal);

    [Fact]
    public void A_card_named_by_number_is_not_offered_again_by_its_id() => Assert.DoesNotContain(
        Assert.Single(Of(Heard with { Device = "hw:1,0", WasHeard = false }, Understood)).Lines,
        line => line.Contains($"={Card}", StringComparison.Ordinal));

    [Fact]
    public void A_tone_and_a_recording_nobody_heard_are_one_fault_of_the_speaker() =>
        Assert.Equal(["tone_not_heard"], Codes(Of(Heard with { WasHeard = false }, Understood with { WasHeard = false })));

    [Fact]
    public void A_recording_nobody_heard_through_a_speaker_that_works_is_the_microphone() =>
        Assert.Equal(["recording_not_heard"], Codes(Of(Heard, Understood with { WasHeard = false })));

    [Theory]
    [InlineData(MicrophoneFaults.Silent, "silence", "switch on and raise")]
    [InlineData(MicrophoneFaults.Clips, "clips", "lower")]
    public void A_bad_signal_is_a_fault_whatever_was_heard(MicrophoneFaults faults, string code, string remedy)
    {
        var found = Assert.Single(Of(Heard, Understood with { Report = Good with { Faults = faults } }));
        Assert.Equal((code, true), (found.Finding.Code, found.Finding.IsFault));
        Assert.StartsWith(remedy, found.Lines[0], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false, true)]
    [InlineData(true, false)] // quiet, but heard
    [InlineData(null, false)] // nobody spoke
    public void A_quiet_recording_is_a_fault_when_the_person_did_not_hear_it(bool? wasHeard, bool isFault)
    {
        var found = Assert.Single(Of(Heard, new(Card, null, Good with { RmsDb = -62 }, wasHeard)));
        Assert.Equal(("quiet", isFault), (found.Finding.Code, found.Finding.IsFault));
    }

    [Fact]
    public void Devices_that_cannot_be_opened_are_told_with_their_reasons()
    {
        var remedies = Of(new("default", "no such card", null), new("default", "no such card either", null, null));
        Assert.Equal(["speaker_failed", "microphone_failed"], Codes(remedies));
        Assert.EndsWith("no such card", remedies[0].Finding.Text, StringComparison.Ordinal);
        Assert.Contains(remedies[1].Lines, line => line.EndsWith($"--set Audio:Capture={Card}", StringComparison.Ordinal));
    }

    private static IReadOnlyList<Remedy> Of(SpeakerResult speaker, MicrophoneResult microphone) =>
        TestVerdict.Of(speaker, microphone, [FakeSoundCards.HdmiCard, FakeSoundCards.UsbCard]);

    private static IEnumerable<string> Codes(IReadOnlyList<Remedy> remedies) => remedies.Select(remedy => remedy.Finding.Code);
}
