using CozeDevice.Control;
using CozeDevice.Conversation;
using CozeDevice.Simulator.Recording;
using CozeDevice.Simulator.Scenarios;
using CozeDevice.Tests.Control;
using CozeDevice.Tests.Support;
using Microsoft.Extensions.Logging;
using Xunit;

namespace CozeDevice.Tests.EndToEnd;

public sealed class BargeInTests
{
    private const int Frames = 60;

    [Theory]
    [InlineData("parrot")]
    [InlineData("late-deltas")]
    [InlineData("lost-canceled")]
    public async Task A_press_during_the_answer_silences_it_and_its_late_audio_for_good(string scenario)
    {
        await using DeviceRig rig = await DeviceRig.StartAsync("pcm", ScenarioCatalog.Load(scenario));
        rig.Device.Playback.PrebufferMs = 1200; // all of it is there before it starts: nothing is made up on a busy machine
        await rig.OnlineAsync();
        await rig.HoldAsync(Frames);
        await rig.UntilTurnAsync("speaking", turn: 1);
        await HeardSomethingAsync(rig);

        int before = rig.Events.Count;
        await rig.HoldAsync(Frames / 2);
        await rig.UntilTurnAsync("ready", turn: 2);

        Assert.Equal(
            [("listening", 2), ("finishing", 2), ("thinking", 2), ("speaking", 2), ("ready", 2)],
            rig.Events.Skip(before).OfType<TurnEvent>().Select(e => (e.Turn.State, e.Turn.Turn)));
        ConnectionRecord connection = Assert.Single(rig.Simulator.Record.Connections);
        UtteranceRecord first = await connection.WaitForUtteranceAsync(1).Within(DeviceRig.Limit);
        UtteranceRecord second = await connection.WaitForUtteranceAsync(2).Within(DeviceRig.Limit);
        short[] heard = await rig.HeardAsync();
        short[] expected = DeviceRig.Samples(second.Audio);
        int cut = heard.Length - expected.Length;
        Assert.InRange(cut, 1, first.Audio.Length / 2 - 1);
        Assert.Equal(DeviceRig.Samples(first.Audio)[..cut], heard[..cut]);
        Assert.Equal(expected, heard[cut..]);
    }

    [Fact]
    public async Task The_cancel_goes_out_before_the_new_question()
    {
        await using DeviceRig rig = await DeviceRig.StartAsync("g711a");
        await rig.OnlineAsync();
        await rig.HoldAsync(Frames);
        await rig.UntilTurnAsync("speaking", turn: 1);

        await rig.HoldAsync(Frames / 2);
        await rig.UntilTurnAsync("ready", turn: 2);

        List<string> types = [.. rig.Simulator.Record.Connections[0].Uplink.Select(uplink => uplink.Type)];
        int complete = types.IndexOf("input_audio_buffer.complete");
        Assert.Equal("conversation.chat.cancel", types[complete + 1]);
        Assert.Single(types, "conversation.chat.cancel");
        Assert.Equal(2, types.Count(type => type == "input_audio_buffer.complete"));
    }

    [Fact]
    public async Task A_watcher_on_the_control_socket_sees_the_new_turn_at_once()
    {
        await using DeviceRig rig = await DeviceRig.StartAsync("opus");
        await using ControlServer server = ControlServer.Start(
            rig.Directory["control.sock"], rig.Device.Loop, rig.Log.CreateLogger<ControlServer>(), TimeProvider.System);
        await rig.OnlineAsync();
        await rig.HoldAsync(Frames);
        await rig.UntilTurnAsync("speaking", turn: 1);
        await using RawClient watcher = await RawClient.ConnectAsync(rig.Directory["control.sock"]);
        Assert.Contains("\"event\":\"snapshot\"", await watcher.AskAsync("""{"cmd":"watch"}"""), StringComparison.Ordinal);
        await using RawClient button = await RawClient.ConnectAsync(rig.Directory["control.sock"]);

        Assert.Equal("""{"ok":true}""", await button.AskAsync("""{"cmd":"press"}"""));

        string? first = await watcher.ReadAsync();
        Assert.Contains("\"event\":\"turn\"", first, StringComparison.Ordinal);
        Assert.Contains("\"state\":\"listening\",\"turn\":2", first, StringComparison.Ordinal);
        await button.AskAsync("""{"cmd":"cancel"}""");
    }

    private static async Task HeardSomethingAsync(DeviceRig rig)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(DeviceRig.Limit));
        while (rig.Device.Playback.Counters.FramesWritten < 20)
            await Task.Delay(5, limit.Token);
    }
}
