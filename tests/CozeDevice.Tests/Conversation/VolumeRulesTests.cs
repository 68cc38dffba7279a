using CozeDevice.Audio;
using CozeDevice.Conversation;
using Xunit;

namespace CozeDevice.Tests.Conversation;

public sealed class VolumeRulesTests
{
    [Fact]
    public async Task A_volume_is_told_remembered_and_carried_to_the_card()
    {
        await using var bench = new LoopBench();
        List<int?> remembered = [];
        bench.Loop.SettingsChanged = (volume, _) => remembered.Add(volume);
        bench.MixerPump.Step();
        await bench.Settle();
        using FeedSubscription feed = bench.Loop.Subscribe();

        await bench.Do(new VolumeCommand(30));
        bench.MixerPump.Step();

        Assert.Equal(-35, bench.Mixer.State.Decibels);
        Assert.Equal([30], remembered);
        Assert.Equal([30], VolumesIn(feed));
        Assert.Equal(new MixerView("Fake", "Master", -35), bench.Loop.Snapshot().Mixer);
    }

    [Theory]
    [InlineData(70, 5, 75)]
    [InlineData(98, 5, 100)]
    [InlineData(3, -5, 0)]
    [InlineData(70, 100, 100)]
    public async Task A_step_is_added_as_far_as_the_scale_goes(int from, int step, int expected)
    {
        await using var bench = new LoopBench(volume: new Volume(from));
        Assert.Null((await bench.Do(new VolumeStepCommand(step))).Error);
        Assert.Equal(expected, bench.Loop.Snapshot().Volume);
    }

    [Theory]
    [InlineData(-101)]
    [InlineData(101)]
    public async Task A_step_beyond_the_scale_is_refused(int step)
    {
        await using var bench = new LoopBench();
        Assert.Equal("bad_value", (await bench.Do(new VolumeStepCommand(step))).Error);
    }

    [Fact]
    public async Task Above_the_maximum_the_maximum_is_set_and_told()
    {
        await using var bench = new LoopBench(volume: new Volume(30, max: 60));
        using FeedSubscription feed = bench.Loop.Subscribe();

        Assert.Null((await bench.Do(new VolumeCommand(90))).Error);
        Assert.Null((await bench.Do(new VolumeStepCommand(5))).Error);

        Assert.Equal([60], VolumesIn(feed));
        Assert.Equal((60, 60), (bench.Loop.Snapshot().Volume, bench.Loop.Snapshot().VolumeMax));
    }

    [Fact]
    public async Task What_somebody_else_does_to_the_card_is_our_volume_told_and_remembered()
    {
        await using var bench = new LoopBench();
        List<int?> remembered = [];
        bench.Loop.SettingsChanged = (volume, _) => remembered.Add(volume);
        bench.MixerPump.Step();
        using FeedSubscription feed = bench.Loop.Subscribe();

        bench.Mixer.Move(-10);
        bench.MixerPump.Step();
        await bench.Settle();

        Assert.Equal([80], VolumesIn(feed));
        Assert.Equal([80], remembered);
        Assert.Equal(80, bench.Volume.Percent);
        bench.MixerPump.Step();
        Assert.Equal(-10, bench.Mixer.State.Decibels); // and is not written back
    }

    [Fact]
    public async Task A_move_that_crosses_our_own_wish_is_forgotten()
    {
        await using var bench = new LoopBench();
        bench.MixerPump.Step();

        bench.Mixer.Move(-10);
        bench.MixerPump.Step(); // told, and still unread
        await bench.Do(new VolumeCommand(20));
        Assert.Equal(20, bench.Loop.Snapshot().Volume);

        // The other order: the wish waits, the move comes behind it.
        bench.Mixer.Move(-5);
        bench.MixerPump.Step();
        bench.MixerPump.Step();
        await bench.Settle();
        Assert.Equal((20, -40), (bench.Loop.Snapshot().Volume, bench.Mixer.State.Decibels));
    }

    [Fact]
    public async Task The_same_volume_again_puts_a_card_back_that_was_moved_meanwhile()
    {
        await using var bench = new LoopBench();
        bench.MixerPump.Step();

        bench.Mixer.Move(-5); // not heard of yet
        await bench.Do(new VolumeCommand(70));
        bench.MixerPump.Step();
        bench.MixerPump.Step();
        await bench.Settle();

        Assert.Equal((70, -15), (bench.Loop.Snapshot().Volume, bench.Mixer.State.Decibels));
    }

    [Fact]
    public async Task A_volume_nobody_has_set_follows_what_carries_it_and_is_not_remembered()
    {
        await using var bench = new LoopBench(volume: new Volume(null));
        List<(int?, bool)> remembered = [];
        bench.Loop.SettingsChanged = (volume, muted) => remembered.Add((volume, muted));
        Assert.Equal(100, bench.Loop.Snapshot().Volume);
        using FeedSubscription feed = bench.Loop.Subscribe();

        bench.MixerPump.Step();
        await bench.Do(new MuteCommand(true));

        Assert.Equal(70, bench.Loop.Snapshot().Volume);
        Assert.Equal([70, 70], VolumesIn(feed));
        Assert.Equal([(null, false), (null, true)], remembered);

        await bench.Do(new VolumeCommand(70));
        Assert.Equal((70, true), remembered[^1]);
    }

    [Fact]
    public async Task When_the_speaker_is_back_its_mixer_is_looked_for()
    {
        await using var bench = new LoopBench();
        bench.Mixers.Mixers.Clear();
        while (bench.Mixers.Attempts < 12) bench.MixerPump.Step();
        bench.Mixers.Mixers.Enqueue(bench.Mixer);

        bench.Inbox.Audio.TryWrite(new DeviceReady(AudioDirection.Playback));
        await bench.Settle();
        bench.MixerPump.Step();

        Assert.True(bench.Volume.IsInHardware);
    }

    [Fact]
    public async Task A_card_that_is_off_or_knows_no_decibels_shows_none()
    {
        await using var bench = new LoopBench();
        Assert.Null(bench.Loop.Snapshot().Mixer);
        bench.MixerPump.Step();

        await bench.Do(new VolumeCommand(0));
        bench.MixerPump.Step();

        Assert.Equal(new MixerView("Fake", "Master", null), bench.Loop.Snapshot().Mixer);
    }

    private static IEnumerable<int> VolumesIn(FeedSubscription feed) =>
        LoopBench.Take(feed).OfType<VolumeEvent>().Select(told => told.Volume);
}
