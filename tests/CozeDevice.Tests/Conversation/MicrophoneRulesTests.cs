using CozeDevice.Audio;
using CozeDevice.Conversation;
using CozeDevice.Panel;
using Xunit;

namespace CozeDevice.Tests.Conversation;

public sealed class MicrophoneRulesTests
{
    [Fact]
    public void A_dead_utterance_ends_with_a_sound_that_says_so_and_is_not_waited_for()
    {
        MachineBench bench = new MachineBench().To("finishing");

        bench.Sound(new CaptureClosed(bench.Turn, IsDead: true));

        Assert.Equal(PromptReason.NoMicrophone, bench.Phase<Prompting>().Reason);
        Assert.Equal(
            [
                new Count("dead_utterances"), new DropUtterance(bench.Turn), new Silence(bench.Turn),
                new PlayPrompt(bench.Turn, PromptReason.NoMicrophone),
            ],
            bench.Effects);
    }

    [Theory]
    [InlineData("ready")]
    [InlineData("listening")]
    [InlineData("thinking")]
    [InlineData("speaking")]
    public void A_dead_utterance_that_nobody_waits_for_changes_nothing(string phase)
    {
        MachineBench bench = new MachineBench().To(phase);
        DeviceState before = bench.State;

        bench.Sound(new CaptureClosed(bench.Turn, IsDead: true));

        Assert.Same(before, bench.State);
        Assert.Empty(bench.Effects);
    }

    [Fact]
    public void A_dead_microphone_is_no_missing_one_a_press_still_listens_and_the_LED_is_not_red()
    {
        MachineBench bench = new MachineBench().Sound(new MicrophoneSignal(MicrophoneFaults.Silent));
        LedPattern before = Indicator.Show(new MachineBench().State, bench.Now);

        Assert.Same(before, Indicator.Show(bench.State, bench.Now));
        bench.Press();

        bench.Phase<Listening>();
    }

    [Fact]
    public async Task What_is_wrong_with_the_microphone_is_in_the_snapshot_and_told_once_per_change()
    {
        await using var bench = new LoopBench();
        await bench.Settle();
        using FeedSubscription feed = bench.Loop.Subscribe();
        LoopBench.Take(feed);

        foreach (MicrophoneFaults faults in new[]
        {
            MicrophoneFaults.Silent, MicrophoneFaults.Silent, MicrophoneFaults.Clips | MicrophoneFaults.Offset, MicrophoneFaults.None,
        })
        {
            bench.Inbox.Audio.TryWrite(new MicrophoneSignal(faults));
            await bench.Settle();
            if (faults == MicrophoneFaults.Silent) Assert.Equal(["microphone_silent"], bench.Loop.Snapshot().Faults);
        }

        string[] told = [.. LoopBench.Take(feed).OfType<FaultsEvent>().Select(e => string.Join(' ', e.Faults))];
        Assert.Equal(["microphone_silent", "microphone_clips microphone_dc", ""], told);
        Assert.Empty(bench.Loop.Snapshot().Faults);
    }

    [Fact]
    public async Task A_missing_device_is_told_as_a_fault_too()
    {
        await using var bench = new LoopBench();
        await bench.Settle();
        using FeedSubscription feed = bench.Loop.Subscribe();
        LoopBench.Take(feed);

        bench.Inbox.Audio.TryWrite(new DeviceLost(AudioDirection.Capture, "gone"));
        await bench.Settle();

        Assert.Equal(["capture"], Assert.Single(LoopBench.Take(feed).OfType<FaultsEvent>()).Faults);
    }
}
