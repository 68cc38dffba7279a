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
    private const string Append = "input_audio_buffer.append";
    private const string Started = "input_audio_buffer.speech_started";
    private const int Rooms = 5;
    private const int TurnsPerRoom = 10;

    private static readonly string[] Vad = ["Turn:Mode=server_vad", "Turn:SilenceDurationMs=200"];
    private static readonly bool IsLong = Environment.GetEnvironmentVariable("COZEDEVICE_LONG") == "1";

    [Fact]
    public async Task Fifty_answers_are_each_interrupted_by_voice_and_silent_when_that_is_known()
    {
        int[] interrupted = await Task.WhenAll(Enumerable.Range(0, Rooms).Select(_ => InterruptAsync()));

        Assert.Equal(Rooms * TurnsPerRoom, interrupted.Sum());
    }

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
        await using DeviceRig rig = await DeviceRig.StartAsync(RoomStory.Of(directory, 10), room, false, [.. Vad, "Turn:HalfDuplex=off"]);
        await SpeakAsync(rig, room);

        await rig.Simulator.Record.Connections[0].WaitForDownlinkAsync(Started, 2).Within(DeviceRig.Limit);
    }

    [Fact]
    public async Task A_held_button_talks_into_the_answer()
    {
        using var directory = new TempDirectory();
        var room = new SyntheticRoom { EchoGain = 0.5 };
        await using DeviceRig rig = await DeviceRig.StartAsync(RoomStory.Of(directory, 10), room, false, Vad);
        await SpeakAsync(rig, room);
        await rig.UntilTurnAsync("speaking");
        await PlayedAsync(room, 20);

        await rig.CommandAsync(new PressCommand());
        room.IsSpeaking = true;
        await rig.UntilTurnAsync("listening");
        await rig.CommandAsync(new ReleaseCommand());

        Assert.True(room.Drops > 0);
        Assert.Equal(2, rig.Simulator.Record.Connections[0].Downlink.Count(type => type == Started));
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
        await using DeviceRig rig = await DeviceRig.StartAsync(
            scenario, room, true, [.. Vad, "Turn:InterruptMode=keyword_contains", "Turn:InterruptKeywords=stop now"]);
        await SpeakAsync(rig, room);
        int turn = (await rig.UntilTurnAsync("speaking")).Turn.Turn;
        ConnectionRecord connection = rig.Simulator.Record.Connections[0];

        room.IsSpeaking = true;
        await connection.WaitForDownlinkAsync(Started, 2).Within(DeviceRig.Limit);
        long played = room.Frames;
        await PlayedAsync(room, 10);
        Assert.Equal((0, "speaking"), (room.Drops, rig.Device.Loop.Snapshot().Turn.State));
        Assert.True(room.Frames > played);
        room.IsSpeaking = false;

        if (state == "ready")
        {
            Assert.Equal("canceled", (await rig.UntilTurnAsync("ready", turn)).Turn.Reason);
            Assert.True(room.Drops > 0);
            // And then it listens as before.
            await SpeakAsync(rig, room);
            await rig.UntilTurnAsync("speaking");
        }
        else
        {
            Assert.Null((await rig.UntilTurnAsync("ready", turn)).Turn.Reason);
            Assert.Equal(0, room.Drops);
        }
    }

    private static async Task<int> InterruptAsync()
    {
        using var directory = new TempDirectory();
        var room = new SyntheticRoom();
        await using DeviceRig rig = await DeviceRig.StartAsync(RoomStory.Of(directory, 10), room, true, Vad);
        await SpeakAsync(rig, room);
        int interrupted = 0;
        while (interrupted < TurnsPerRoom)
        {
            await rig.UntilTurnAsync("speaking");
            await PlayedAsync(room, 5);
            int drops = room.Drops;
            room.IsSpeaking = true;
            await rig.UntilTurnAsync("listening");
            // Dropped before it was told, and nothing came behind: the person is still speaking, so no other answer has begun.
            long frames = room.Frames;
            Assert.True(room.Drops > drops);
            Assert.Equal(0, room.Waiting);
            await PassAsync(rig, 3);
            Assert.Equal((frames, 0), (room.Frames, room.Waiting));
            room.IsSpeaking = false;
            interrupted++;
        }
        ConnectionRecord connection = rig.Simulator.Record.Connections[0];
        Assert.Equal(interrupted + 1, connection.Downlink.Count(type => type == Started));
        Assert.Equal(interrupted, connection.Downlink.Count(type => type == "conversation.chat.canceled"));
        Assert.Equal(0, rig.Device.Capture.Counters.FramesSilenced);
        return interrupted;
    }

    private static async Task AnswerAsync(int seconds)
    {
        using var directory = new TempDirectory();
        var room = new SyntheticRoom { EchoGain = 0.5 };
        await using DeviceRig rig = await DeviceRig.StartAsync(RoomStory.Of(directory, seconds), room, false, Vad);
        await SpeakAsync(rig, room);
        int turn = (await rig.UntilTurnAsync("speaking")).Turn.Turn;
        ConnectionRecord connection = rig.Simulator.Record.Connections[0];
        await connection.WaitForUplinkAsync(Append, Appends(connection) + 5).Within(DeviceRig.Limit); // what was recorded before
        int first = Appends(connection);
        long silenced = rig.Device.Capture.Counters.FramesSilenced;
        // Two frames a second are lost to a busy machine at most; the others are there.
        await connection.WaitForUplinkAsync(Append, first + ((seconds - 2) * 48)).Within(seconds + DeviceRig.Limit);
        Assert.Equal("speaking", rig.Device.Loop.Snapshot().Turn.State);
        Assert.All(
            connection.Uplink.Where(uplink => uplink.Type == Append).Skip(first).Take((seconds - 2) * 48),
            append => Assert.False(Audio(append).AsSpan().ContainsAnyExcept((byte)0), "its own voice was sent"));
        Assert.True(rig.Device.Capture.Counters.FramesSilenced > silenced);

        Assert.Null((await rig.UntilTurnAsync("ready", turn)).Turn.Reason);
        await PassAsync(rig, 30); // more than the tail of the room
        Assert.Equal(1, connection.Downlink.Count(type => type == Started));
        Assert.Equal(turn, rig.Device.Loop.Snapshot().Turn.Turn);
    }

    private static int Appends(ConnectionRecord connection) => connection.Uplink.Count(uplink => uplink.Type == Append);

    private static byte[] Audio(UplinkRecord append) =>
        append.Message.GetProperty("data").GetProperty("delta").GetBytesFromBase64();

    private static async Task SpeakAsync(DeviceRig rig, SyntheticRoom room)
    {
        await rig.OnlineAsync();
        room.IsSpeaking = true;
        await rig.UntilTurnAsync("listening");
        await PassAsync(rig, 5);
        room.IsSpeaking = false;
    }

    // The microphone's own clock: nothing here is timed.
    private static async Task PassAsync(DeviceRig rig, int frames)
    {
        long until = rig.Device.Capture.Counters.FramesCaptured + frames;
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(DeviceRig.Limit));
        while (rig.Device.Capture.Counters.FramesCaptured < until)
            await Task.Delay(5, limit.Token);
    }

    private static async Task PlayedAsync(SyntheticRoom room, int frames)
    {
        long until = room.Frames + frames;
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(DeviceRig.Limit));
        while (room.Frames < until)
            await Task.Delay(5, limit.Token);
    }
}
