using CozeDevice.Conversation;
using CozeDevice.Simulator.Recording;
using CozeDevice.Tests.Support;
using CozeDevice.Tests.Support.Link;
using Xunit;

namespace CozeDevice.Tests.EndToEnd;

/// <summary>An uplink that carries less than is said.</summary>
public sealed class SlowUplinkTests
{
    [Fact]
    public async Task A_slow_uplink_is_not_taken_for_a_dead_one_and_the_question_arrives_whole()
    {
        double seconds = Environment.GetEnvironmentVariable("COZEDEVICE_LONG") == "1" ? 12 : 6;
        await using var relay = new SlowRelay { UpBytesPerSecond = 64_000 / 8 };
        await using DeviceRig rig = await DeviceRig.StartAsync(
            "pcm", scenario: null, question: null, $"Coze:WebSocketUrl=ws://127.0.0.1:{relay.Port}");
        relay.Connect(rig.Simulator.BaseUri.Port);
        await rig.OnlineAsync();
        await rig.CommandAsync(new PressCommand());
        await Task.Delay(TimeSpan.FromSeconds(seconds));
        long said = rig.Device.Capture.Counters.FramesSent;
        long sent = rig.Device.Loop.Snapshot().Stats.Counters["frames_sent"];
        long waiting = (sent * 640 * 4 / 3) + (sent / 3 * 100) - relay.BytesUp;
        int online = rig.Simulator.Record.Connections.Count;

        // Fast again: what waits is delivered.
        relay.UpBytesPerSecond = 0;
        await rig.CommandAsync(new ReleaseCommand());
        await rig.UntilTurnAsync("speaking", turn: 1);

        TestContext.Current.TestOutputHelper?.WriteLine($"said {said}, sent {sent} frames, {waiting} bytes in kernels");
        Assert.Equal(1, online);
        Assert.True(sent < said / 2, $"{sent} of {said} frames left: the uplink was not slow");
        ConnectionRecord connection = Assert.Single(rig.Simulator.Record.Connections);
        UtteranceRecord whole = await connection.WaitForUtteranceAsync().Within(DeviceRig.Limit);
        int appends = connection.Uplink.Count(uplink => uplink.Type == "input_audio_buffer.append");
        long frames = whole.Audio.Length / 640;
        Assert.True(appends < frames / 2 + 20, $"{appends} appends for {frames} frames: they were not joined");
        Assert.Equal(rig.Device.Loop.Snapshot().Stats.Counters["frames_sent"], frames);
    }
}
