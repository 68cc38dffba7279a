using CozeDevice.Conversation;
using CozeDevice.Simulator.Recording;
using CozeDevice.Simulator.Scenarios;
using CozeDevice.Tests.Support;
using Xunit;

namespace CozeDevice.Tests.EndToEnd;

public sealed class LostLinkTests
{
    [Theory]
    [InlineData("reset-mid-utterance")]
    [InlineData("reset-after-complete")]
    public async Task A_question_survives_a_lost_link_bit_for_bit_and_is_answered_once(string scenario)
    {
        await using DeviceRig rig = await DeviceRig.StartAsync("pcm", ScenarioCatalog.Load(scenario));
        rig.Device.Playback.PrebufferMs = 3000;
        await rig.OnlineAsync();
        await rig.CommandAsync(new PressCommand());
        await rig.UntilTurnAsync("listening", turn: 1);
        await UntilCapturedAsync(rig, 90);
        await rig.CommandAsync(new ReleaseCommand());
        await rig.UntilTurnAsync("speaking", turn: 1);
        await rig.UntilTurnAsync("ready", turn: 1);

        Assert.Equal(2, rig.Simulator.Record.Connections.Count);
        ConnectionRecord second = rig.Simulator.Record.Connections[1];
        UtteranceRecord whole = await second.WaitForUtteranceAsync().Within(DeviceRig.Limit);
        Assert.Single(second.Uplink, uplink => uplink.Type == "input_audio_buffer.complete");
        byte[] first = rig.Simulator.Record.Connections[0].Utterances.SelectMany(part => part.Audio).ToArray();
        Assert.Equal(first, whole.Audio[..first.Length]);
        Assert.Equal(DeviceRig.Samples(whole.Audio), await rig.HeardAsync());
    }

    [Fact]
    public async Task A_reply_cut_by_the_link_is_heard_as_far_as_it_came_and_then_explained()
    {
        await using DeviceRig rig = await DeviceRig.StartAsync("g711u", ScenarioCatalog.Load("close-mid-reply"));
        await rig.OnlineAsync();
        await rig.HoldAsync(60);

        await rig.UntilTurnAsync("speaking", turn: 1);
        TurnEvent prompting = await rig.UntilTurnAsync("prompting", turn: 1);
        await rig.UntilTurnAsync("ready", turn: 1);

        Assert.Equal("link_lost", prompting.Turn.Reason);
        Assert.Contains(rig.Events.OfType<LedEvent>(), e => e.Led.Pattern == "prompting");
    }

    private static async Task UntilCapturedAsync(DeviceRig rig, int frames)
    {
        long end = rig.Device.Capture.Counters.FramesCaptured + frames;
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(DeviceRig.Limit));
        while (rig.Device.Capture.Counters.FramesCaptured < end)
            await Task.Delay(5, limit.Token);
    }
}
