using CozeDevice.Conversation;
using CozeDevice.Simulator.Recording;
using CozeDevice.Simulator.Scenarios;
using CozeDevice.Tests.Support;
using CozeDevice.Tests.Support.Audio;
using Xunit;

namespace CozeDevice.Tests.EndToEnd;

/// <summary>A device that is talked to without a button, in a room where it hears itself, against the simulator.</summary>
public sealed class HandsFreeTests
{
    private static readonly bool IsLong = Environment.GetEnvironmentVariable("COZEDEVICE_LONG") == "1";

    [Fact]
    public async Task It_never_talks_to_itself_and_sends_silence_while_it_speaks()
    {
        // A minute of answers, or ten: in rooms beside each other.
        int seconds = IsLong ? 100 : 10;
        await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => AnswerAsync(seconds)));
    }

    [Fact]
    public async Task Without_the_gate_the_same_room_makes_it_talk_to_itself()
    {
        using var directory = new TempDirectory();
        var room = new SyntheticRoom { EchoGain = 0.5 };
        await using RoomRig rig = await RoomRig.StartAsync(room, RoomStory.Of(directory, 10), false, "Turn:HalfDuplex=off");
        await rig.SpeakAsync();

        await rig.Connection.WaitForDownlinkAsync(RoomRig.Started, 2).Within(DeviceRig.Limit);
    }

    [Fact]
    public async Task A_held_button_talks_into_the_answer()
    {
        using var directory = new TempDirectory();
        var room = new SyntheticRoom { EchoGain = 0.5 };
        await using RoomRig rig = await RoomRig.StartAsync(room, RoomStory.Of(directory, 10), false);
        await rig.SpeakAsync();
        await rig.Rig.UntilTurnAsync("speaking");
        await rig.PlayedAsync(20);

        await rig.Rig.CommandAsync(new PressCommand());
        room.IsSpeaking = true;
        await rig.Rig.UntilTurnAsync("listening");
        await rig.Rig.CommandAsync(new ReleaseCommand());

        Assert.True(room.Drops > 0);
        Assert.Equal(2, rig.Starts);
    }

    [Theory]
    [InlineData("stop now please", "ready")]
    [InlineData("what a nice day", "speaking")]
    public async Task With_keywords_only_a_keyword_stops_the_answer(string said, string state)
    {
        using var directory = new TempDirectory();
        var room = new SyntheticRoom();
        Reply answer = RoomStory.Of(directory, 4).Replies[0];
        Scenario scenario = Scenario.Parrot with
        {
            Replies = [answer with { Turn = 1 }, answer with { Turn = 2, Transcript = said }, answer with { Turn = 3 }],
        };
        await using RoomRig rig = await RoomRig.StartAsync(
            room, scenario, true, "Turn:InterruptMode=keyword_contains", "Turn:InterruptKeywords=stop now");
        await rig.SpeakAsync();
        int turn = (await rig.Rig.UntilTurnAsync("speaking")).Turn.Turn;
        ConnectionRecord connection = rig.Connection;

        room.IsSpeaking = true;
        await connection.WaitForDownlinkAsync(RoomRig.Started, 2).Within(DeviceRig.Limit);
        long played = room.Frames;
        await rig.PlayedAsync(10);
        Assert.Equal((0, "speaking"), (room.Drops, rig.Rig.Device.Loop.Snapshot().Turn.State));
        Assert.True(room.Frames > played);
        room.IsSpeaking = false;

        if (state == "ready")
        {
            Assert.Equal("canceled", (await rig.Rig.UntilTurnAsync("ready", turn)).Turn.Reason);
            Assert.True(room.Drops > 0);
            // And then it listens as before.
            await rig.SpeakAsync();
            await rig.Rig.UntilTurnAsync("speaking");
        }
        else
        {
            Assert.Null((await rig.Rig.UntilTurnAsync("ready", turn)).Turn.Reason);
            Assert.Equal(0, room.Drops);
        }
    }

    private static async Task AnswerAsync(int seconds)
    {
        using var directory = new TempDirectory();
        var room = new SyntheticRoom { EchoGain = 0.5 };
        await using RoomRig rig = await RoomRig.StartAsync(room, RoomStory.Of(directory, seconds), false);
        await rig.SpeakAsync();
        int turn = (await rig.Rig.UntilTurnAsync("speaking")).Turn.Turn;
        ConnectionRecord connection = rig.Connection;
        await connection.WaitForUplinkAsync(RoomRig.Append, Appends(connection) + 5).Within(DeviceRig.Limit); // what was recorded before
        int first = Appends(connection);
        long silenced = rig.Rig.Device.Capture.Counters.FramesSilenced;
        // Two frames a second are lost to a busy machine at most; the others are there.
        await connection.WaitForUplinkAsync(RoomRig.Append, first + ((seconds - 2) * 48)).Within(seconds + DeviceRig.Limit);
        Assert.Equal("speaking", rig.Rig.Device.Loop.Snapshot().Turn.State);
        Assert.All(
            connection.Uplink.Where(uplink => uplink.Type == RoomRig.Append).Skip(first).Take((seconds - 2) * 48),
            append => Assert.False(Audio(append).AsSpan().ContainsAnyExcept((byte)0), "its own voice was sent"));
        Assert.True(rig.Rig.Device.Capture.Counters.FramesSilenced > silenced);

        Assert.Null((await rig.Rig.UntilTurnAsync("ready", turn)).Turn.Reason);
        await rig.PassAsync(30); // more than the tail of the room
        Assert.Equal(1, rig.Starts);
        Assert.Equal(turn, rig.Rig.Device.Loop.Snapshot().Turn.Turn);
    }

    private static int Appends(ConnectionRecord connection) => connection.Uplink.Count(uplink => uplink.Type == RoomRig.Append);

    private static byte[] Audio(UplinkRecord append) =>
        append.Message.GetProperty("data").GetProperty("delta").GetBytesFromBase64();
}
