using CozeDevice.Conversation;
using CozeDevice.Simulator.Recording;
using CozeDevice.Simulator.Scenarios;
using CozeDevice.Tests.Support;
using Xunit;

namespace CozeDevice.Tests.EndToEnd;

/// <summary>The service speaks first, if it is asked to: once after the start.</summary>
public sealed class GreetingTests
{
    [Fact]
    public async Task A_greeting_is_heard_once_and_not_again_after_a_reconnect()
    {
        await using DeviceRig rig = await DeviceRig.StartAsync("pcm", ScenarioCatalog.Load("prologue"), null, "Chat:Prologue=true");
        await rig.UntilTurnAsync("speaking", turn: 1);
        await rig.UntilTurnAsync("ready", turn: 1);

        rig.Device.Link.Restart("for this test");
        ConnectionRecord second = await rig.Simulator.Record.WaitForConnectionAsync(2).Within(DeviceRig.Limit);
        UplinkRecord update = await second.WaitForUplinkAsync("chat.update").Within(DeviceRig.Limit);
        await rig.UntilAsync<LinkEvent>(static moved => moved.Link.State == "online");
        await rig.HoldAsync(40, connection: 2);
        await rig.UntilTurnAsync("speaking", turn: 2);
        await rig.UntilTurnAsync("ready", turn: 2);

        Assert.False(update.Message.GetProperty("data").GetProperty("need_play_prologue").GetBoolean());
        Assert.Equal(0, rig.Device.Loop.Snapshot().Stats.Counters["late_deltas"]);
    }

    [Fact]
    public async Task A_press_ends_the_greeting_like_any_answer()
    {
        await using DeviceRig rig = await DeviceRig.StartAsync(
            "pcm", ScenarioCatalog.Load("prologue"), null, "Chat:Prologue=true", "Chat:PrologueContent=" + new string('a', 200));
        await rig.UntilTurnAsync("speaking", turn: 1);

        await rig.HoldAsync(40);
        await rig.UntilTurnAsync("listening", turn: 2);
        await rig.UntilTurnAsync("speaking", turn: 2);
        await rig.UntilTurnAsync("ready", turn: 2);
    }
}
