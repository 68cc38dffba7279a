using CozeDevice.Conversation;
using CozeDevice.Simulator.Recording;
using CozeDevice.Tests.Support;
using CozeDevice.Tests.Support.Audio;
using Xunit;

namespace CozeDevice.Tests.EndToEnd;

/// <summary>Turns that a tap opens or that follow an answer, whose end the device finds itself.</summary>
public sealed class TapTurnTests
{
    private const string Append = "input_audio_buffer.append";

    [Fact]
    public async Task A_tap_and_a_pause_are_a_turn_and_behind_the_answer_it_listens_once_more()
    {
        using var directory = new TempDirectory();
        var room = new SyntheticRoom { EchoGain = 0.5 };
        await using DeviceRig rig = await DeviceRig.StartAsync(
            RoomStory.Of(directory, 1), room, false, "Turn:Tap=talk", "Turn:EndPauseMs=300", "Turn:FollowUpSeconds=3");
        await rig.OnlineAsync();

        room.IsSpeaking = true;
        await rig.CommandAsync(new TapCommand());
        ConnectionRecord connection = rig.Simulator.Record.Connections[0];
        await connection.WaitForUplinkAsync(Append, 30).Within(DeviceRig.Limit);
        room.IsSpeaking = false;
        await rig.UntilTurnAsync("thinking", turn: 1);
        TurnEvent waiting = await rig.UntilTurnAsync("listening");
        Assert.Equal("follow_up", waiting.Turn.Reason);
        int sent = connection.Uplink.Count(uplink => uplink.Type == Append);

        room.IsSpeaking = true;
        await connection.WaitForUplinkAsync(Append, sent + 30).Within(DeviceRig.Limit);
        room.IsSpeaking = false;
        await rig.UntilTurnAsync("thinking", waiting.Turn.Turn);
        TurnEvent last = await rig.UntilTurnAsync("listening");
        // Nobody speaks, and its own answer was not taken for somebody.
        TurnEvent ready = await rig.UntilTurnAsync("ready", last.Turn.Turn);
        Assert.Equal("nothing_heard", ready.Turn.Reason);
        Assert.Equal(2, connection.Uplink.Count(uplink => uplink.Type == "input_audio_buffer.complete"));
        Assert.DoesNotContain(connection.Uplink, uplink => uplink.Type == "input_audio_buffer.clear");
    }
}
