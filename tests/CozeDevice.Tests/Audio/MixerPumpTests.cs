using CozeDevice.Audio;
using CozeDevice.Tests.Support.Audio;
using Microsoft.Extensions.Logging;
using Xunit;

namespace CozeDevice.Tests.Audio;

public sealed class MixerPumpTests
{
    [Fact]
    public void The_card_gets_the_volume_before_software_lets_go_of_it()
    {
        using var bench = new MixerBench(percent: 50);

        bench.Step();

        Assert.Equal([-25.0], bench.Mixer.Sets);
        Assert.True(bench.Volume.IsInHardware);
        Assert.Equal([new MixerChanged()], bench.Told());
        Assert.Equal(-25, bench.Pump.Reading!.State.Decibels);
    }

    [Fact]
    public void A_volume_nobody_has_set_is_70_on_a_card()
    {
        using var bench = new MixerBench(percent: null);
        Assert.Equal(100, bench.Volume.Percent);

        bench.Step();

        Assert.Equal(70, bench.Volume.Percent);
        Assert.Equal([-15.0], bench.Mixer.Sets);
    }

    [Fact]
    public void A_card_that_is_switched_off_is_switched_on()
    {
        using var bench = new MixerBench();
        bench.Mixer.Move(-30, isOn: false);

        bench.Step();

        Assert.True(bench.Mixer.State.IsOn);
        Assert.Contains("Master of card Fake was switched off; it is switched on", bench.Log.Messages(LogLevel.Information));
    }

    [Fact]
    public void A_volume_of_0_switches_it_off_and_more_switches_it_on()
    {
        using var bench = new MixerBench(percent: 0);

        bench.Step();
        Assert.Equal([(double?)null], bench.Mixer.Sets);
        Assert.DoesNotContain(bench.Log.Entries, entry => entry.Message.Contains("switched", StringComparison.Ordinal));

        bench.Pump.Ask(40);
        bench.Step();
        Assert.Equal((-30, true), (bench.Mixer.State.Decibels, bench.Mixer.State.IsOn));
    }

    [Fact]
    public void Only_the_last_of_several_wishes_is_carried_out()
    {
        using var bench = new MixerBench();
        bench.Step();
        bench.Mixer.Sets.Clear();

        for (var percent = 10; percent <= 90; percent += 10) bench.Pump.Ask(percent);
        bench.Step(3);

        Assert.Equal([-5.0], bench.Mixer.Sets);
        Assert.Equal(9, bench.Mixer.Wakes);
    }

    [Fact]
    public void Our_own_moves_do_not_come_back_as_news()
    {
        using var bench = new MixerBench();
        bench.Step();
        bench.Told();

        bench.Pump.Ask(33);
        bench.Step(5);

        Assert.Empty(bench.Told());
    }

    [Fact]
    public void A_move_by_somebody_else_is_told_once_in_percent()
    {
        using var bench = new MixerBench();
        bench.Step();
        bench.Told();

        bench.Mixer.Move(-10);
        bench.Step(3);
        Assert.Equal([new MixerMoved(80, 0)], bench.Told());

        bench.Mixer.Move(-10, isOn: false);
        bench.Step(3);
        Assert.Equal([new MixerMoved(0, 0)], bench.Told());
    }

    [Fact]
    public void A_move_behind_our_wish_carries_its_number_and_one_before_it_is_overruled()
    {
        using var bench = new MixerBench();
        bench.Step();
        bench.Told();

        bench.Pump.Ask(30);
        bench.Mixer.Move(-10); // between the wish and its turn
        bench.Step(3);
        Assert.Empty(bench.Told());
        Assert.Equal(-35, bench.Mixer.State.Decibels);

        bench.Mixer.Move(-5);
        bench.Step();
        Assert.Equal([new MixerMoved(90, 1)], bench.Told());
    }

    [Fact]
    public void A_move_above_the_maximum_is_taken_back()
    {
        using var bench = new MixerBench(percent: 40, max: 60);
        bench.Step();
        bench.Told();

        bench.Mixer.Move(0);
        bench.Step(3);

        Assert.Equal(-20, bench.Mixer.State.Decibels);
        Assert.Equal([new MixerMoved(60, 0)], bench.Told());
        Assert.Contains("Master was moved to 100 % from outside, back to the maximum of 60 %", bench.Log.Messages(LogLevel.Information));
    }

    [Fact]
    public void A_card_that_goes_gives_the_volume_back_to_software_and_gets_it_again_when_it_returns()
    {
        using var bench = new MixerBench();
        bench.Step();
        bench.Told();

        bench.Mixer.IsGone = true;
        bench.Step();
        Assert.False(bench.Volume.IsInHardware);
        Assert.True(bench.Mixer.IsDisposed);
        Assert.Equal([new MixerChanged()], bench.Told());
        Assert.Null(bench.Pump.Reading);

        var back = new FakeMixer();
        back.Move(0, isOn: false); // as the kernel brings cards up
        bench.Volume.Percent = 20;
        bench.Pump.Ask(20);
        bench.Mixers.Mixers.Enqueue(back);
        bench.Step(3);
        Assert.Equal([-40.0], back.Sets);
        Assert.True(bench.Volume.IsInHardware);
    }

    [Fact]
    public void A_card_that_stays_away_is_asked_a_dozen_times_and_then_only_when_the_speaker_is_back()
    {
        using var bench = new MixerBench();
        bench.Mixers.Mixers.Clear();

        while (bench.Pacer.Parks == 0) bench.Step();
        Assert.Equal(12, bench.Mixers.Attempts);
        Assert.InRange(bench.Pacer.Now.TotalSeconds, 30, 60);
        Assert.Single(bench.Log.Entries);

        bench.Mixers.Mixers.Enqueue(bench.Mixer);
        bench.Step(3);
        Assert.Equal(12, bench.Mixers.Attempts);

        bench.Pump.Look();
        bench.Step(2);
        Assert.True(bench.Volume.IsInHardware);
    }

    [Theory]
    [InlineData(MixerTrouble.Unsuitable, LogLevel.Information, "the volume is made in software: it has none")]
    [InlineData(MixerTrouble.Misnamed, LogLevel.Warning, "Audio:Mixer: it has none; the volume is made in software")]
    public void A_card_without_the_control_is_told_once_and_asked_again_only_when_the_speaker_is_back(
        MixerTrouble trouble, LogLevel level, string message)
    {
        using var bench = new MixerBench();
        bench.Mixers.Mixers.Clear();
        bench.Mixers.Trouble = new MixerException("it has none", trouble);

        bench.Step(3);
        bench.Pump.Look();
        bench.Step(3);

        Assert.Equal(2, bench.Mixers.Attempts);
        Assert.Equal([message], bench.Log.Messages(level));
        Assert.False(bench.Volume.IsInHardware);
    }

    [Fact]
    public void A_card_that_goes_while_it_is_set_up_is_no_mixer()
    {
        using var bench = new MixerBench();
        bench.Mixer.IsGone = true;

        bench.Step();

        Assert.True(bench.Mixer.IsDisposed);
        Assert.False(bench.Volume.IsInHardware);
        Assert.Empty(bench.Told());
    }
}
