using CozeDevice.Audio;
using CozeDevice.Linux.Alsa;
using CozeDevice.Tests.Support;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace CozeDevice.Tests.Alsa.Mixer;

/// <summary>The binding through the real libasound, on controls of every kind that drivers have.</summary>
public sealed class MixerElementTests
{
    private const string Volume = "Master Playback Volume";
    private const string Switch = "Master Playback Switch";

    private static readonly AlsaMixers Mixers = new(NullLogger<AlsaMixers>.Instance);

    [MixerFact]
    public void A_card_shows_what_it_has()
    {
        using var card = MixerCard.Usual();
        using var mixer = Open(card);

        Assert.Equal(new MixerElement(card.Name, "Master", -60, 0, HasDecibels: true, HasSwitch: true), mixer.Element);
        Assert.Equal(new MixerState(-60, IsOn: false), mixer.State);
    }

    [MixerFact]
    public void A_level_moves_all_channels_to_the_nearest_step_and_switches_on()
    {
        using var card = MixerCard.Usual();
        using var mixer = Open(card);

        Assert.Equal(new MixerState(-24.6, IsOn: true), mixer.Set(-24.8));

        Assert.Equal((59, 59), card[Volume]);
        Assert.Equal((1, 1), card[Switch]);
        Assert.Equal(new MixerState(-60, IsOn: true), mixer.Set(-90));
        Assert.Equal(new MixerState(0, IsOn: true), mixer.Set(30));
    }

    [MixerFact]
    public void Silence_is_the_switch_and_leaves_the_level()
    {
        using var card = MixerCard.Usual();
        using var mixer = Open(card);
        mixer.Set(-15);

        Assert.Equal(new MixerState(-15, IsOn: false), mixer.Silence());
        Assert.Equal((75, 75), card[Volume]);
        Assert.Equal((0, 0), card[Switch]);
    }

    [MixerFact]
    public void Without_a_switch_silence_is_the_lowest_step()
    {
        using var card = new MixerCard("PCM Playback Volume|int|2|0|100|1 8 -6000 60");
        using var mixer = Open(card);
        mixer.Set(-15);

        Assert.Equal(new MixerState(-60, IsOn: true), mixer.Silence());
        Assert.Equal((0, 0), card["PCM Playback Volume"]);
    }

    [MixerFact]
    public void A_lowest_step_that_is_silence_is_not_the_end_of_the_scale()
    {
        // Step 0 is silence (bit 16), step 1 is -58.5 dB: as the jack of a Raspberry Pi and USB cards do it.
        using var card = new MixerCard("PCM Playback Volume|int|1|0|40|1 8 -6000 65686");
        using var mixer = Open(card);

        Assert.Equal((-58.5, 0), (mixer.Element.MinDb, mixer.Element.MaxDb));
        Assert.Equal(double.NegativeInfinity, mixer.State.Decibels);
        Assert.Equal(-58.5, mixer.Set(-200).Decibels);
        Assert.Equal(double.NegativeInfinity, mixer.Silence().Decibels);
    }

    [MixerFact]
    public void No_step_above_0_dB_is_taken()
    {
        // -50 to +12 dB in steps of 4 dB: -2 dB is nearest to 0, +2 dB is as near and too loud.
        using var card = new MixerCard("Digital Playback Volume|int|2|0|15|1 8 -5000 400");
        using var mixer = Open(card);

        Assert.Equal(-2, mixer.Set(MixerScale.Of(mixer.Element.MinDb, mixer.Element.MaxDb).Decibels(100)).Decibels);
    }

    [MixerFact]
    public void Ranges_in_pieces_are_followed()
    {
        // SNDRV_CTL_TLVT_DB_RANGE: steps 0-3 of 10 dB from -60, steps 4-33 of 1 dB from -29.
        using var card = new MixerCard("Speaker Playback Volume|int|2|0|33|3 48 0 3 1 8 -6000 1000 4 33 1 8 -2900 100");
        using var mixer = Open(card);

        Assert.Equal((-60, 0), (mixer.Element.MinDb, mixer.Element.MaxDb));
        Assert.Equal(-15, mixer.Set(-15).Decibels);
        Assert.Equal(-40, mixer.Set(-41).Decibels);
    }

    [MixerFact]
    public void A_control_without_decibels_is_spread_evenly_over_50()
    {
        using var card = new MixerCard("Master Playback Volume|int|2|0|65536|");
        using var mixer = Open(card);

        Assert.False(mixer.Element.HasDecibels);
        Assert.Equal(double.NegativeInfinity, mixer.State.Decibels);
        mixer.Set(-25);
        Assert.Equal((32768, 32768), card[Volume]);
        mixer.Set(0);
        Assert.Equal((65536, 65536), card[Volume]);
    }

    [MixerFact]
    public void An_amplifier_and_decibels_that_are_nonsense_are_no_volume()
    {
        using var card = new MixerCard(
            "Master Playback Volume|int|1|0|12|1 8 0 100", // 0 to 12 dB
            "PCM Playback Volume|int|1|0|1|1 8 -12800 100"); // -128 to -127 dB

        var trouble = Assert.Throws<MixerException>(() => Open(card));

        Assert.Equal(MixerTrouble.Unsuitable, trouble.Kind);
        Assert.Equal($"card {card.Name} has no control that makes volume", trouble.Message);
    }

    [MixerFact]
    public void A_side_tone_is_never_chosen_by_itself_but_may_be_named()
    {
        using var card = new MixerCard("Mic Playback Volume|int|1|0|30|1 8 -3000 100");

        var trouble = Assert.Throws<MixerException>(() => Open(card));
        Assert.Equal(MixerTrouble.Unsuitable, trouble.Kind);
        Assert.Contains("name one with Audio:Mixer: Mic", trouble.Message, StringComparison.Ordinal);

        using var named = Mixers.Open(card.Name, "Mic");
        Assert.Equal("Mic", named.Element.Name);
    }

    [MixerFact]
    public void A_name_the_card_does_not_have_is_answered_with_those_it_has()
    {
        using var card = MixerCard.Usual();

        var trouble = Assert.Throws<MixerException>(() => Mixers.Open(card.Name, "Loudness"));

        Assert.Equal(MixerTrouble.Misnamed, trouble.Kind);
        Assert.Equal($"card {card.Name} has no volume control \"Loudness\"; it has Master, Mic", trouble.Message);
    }

    [MixerFact]
    public void A_card_that_is_not_there_is_gone_and_not_replaced_by_another()
    {
        using var card = MixerCard.Usual();
        card.IsPlugged = false;

        var trouble = Assert.Throws<MixerException>(() => Open(card));

        Assert.Equal(MixerTrouble.Gone, trouble.Kind);
        Assert.Contains(card.Name, trouble.Message, StringComparison.Ordinal);
    }

    [MixerFact]
    public async Task A_wait_ends_with_a_move_a_wake_and_the_end_of_the_card()
    {
        using var card = MixerCard.Usual();
        using var mixer = Open(card);

        mixer.Wake();
        await Task.Run(mixer.Wait).Within(10);
        Assert.Equal(-60, mixer.State.Decibels);

        var waiting = Task.Run(mixer.Wait);
        card[Volume] = (50, 80);
        await waiting.Within(10);
        Assert.Equal(-12, mixer.State.Decibels); // the louder channel

        waiting = Task.Run(mixer.Wait);
        card.IsPlugged = false;
        var trouble = await Assert.ThrowsAsync<MixerException>(() => waiting.Within(10));
        Assert.Equal(MixerTrouble.Gone, trouble.Kind);
        Assert.Throws<MixerException>(() => mixer.Set(-10));
    }

    private static IMixer Open(MixerCard card) => Mixers.Open(card.Name, IMixers.Auto);
}
