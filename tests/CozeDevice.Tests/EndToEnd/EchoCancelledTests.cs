using CozeDevice.Tests.Linux;
using CozeDevice.Tests.Support;
using CozeDevice.Tests.Support.Audio;
using Xunit;

namespace CozeDevice.Tests.EndToEnd;

/// <summary>A device with an echo canceller that listens while it speaks, in a room where it hears itself, against the
/// simulator.</summary>
public sealed class EchoCancelledTests(ITestOutputHelper output)
{
    private const int Rooms = 5;
    private const int TurnsPerRoom = 10;
    private const int FramesASecond = 50;
    private const int SpokenFrames = 30;

    private static readonly string[] Canceller =
    [
        "Audio:EchoCancel=speex", "Audio:Capture=room", "Audio:Playback=room", "Audio:Mixer=none",
    ];

    private static readonly bool IsLong = Environment.GetEnvironmentVariable("COZEDEVICE_LONG") == "1";

    [SpeexFact]
    public async Task Fifty_answers_are_each_interrupted_by_voice_and_silent_when_that_is_known()
    {
        int[] interrupted = await Task.WhenAll(Enumerable.Range(0, Rooms).Select(_ => InterruptAsync()));

        Assert.Equal(Rooms * TurnsPerRoom, interrupted.Sum());
    }

    [SpeexFact]
    public async Task It_never_talks_to_itself_while_it_listens()
    {
        // A minute of answers that are listened through, or ten: in rooms beside each other.
        int seconds = IsLong ? 100 : 10;
        await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => AnswerAsync(seconds)));
    }

    private async Task<int> InterruptAsync()
    {
        using var directory = new TempDirectory();
        var room = new SyntheticRoom { EchoGain = 0.5 };
        await using RoomRig rig = await RoomRig.StartAsync(room, RoomStory.Of(directory, Speech.Of("en", 30)), null, Canceller);
        await rig.SpeakAsync();
        int interrupted = 0, disturbed = 0;
        while (interrupted < TurnsPerRoom)
        {
            await rig.Rig.UntilTurnAsync("speaking");
            await rig.PlayedAsync(5);
            // Counted ahead of the trust: a stream that breaks between both is one that breaks in this turn.
            int breaks = 0;
            await RoomRig.UntilAsync(() => (breaks = room.Breaks) >= 0 && rig.Rig.Device.Echo!.IsTrusted);
            int drops = room.Drops;
            Assert.Equal(interrupted + 1, rig.Starts); // nobody but the person was heard so far
            long silenced = rig.Rig.Device.Capture.Counters.FramesSilenced;
            room.IsSpeaking = true;
            await rig.Rig.UntilTurnAsync("listening");
            // Dropped before it was told, and nothing came behind: the person is still speaking, so no other answer has begun.
            long frames = room.Frames;
            Assert.True(room.Drops > drops);
            Assert.Equal(0, room.Waiting);
            await rig.PassAsync(SpokenFrames);
            Assert.Equal((frames, 0), (room.Frames, room.Waiting));
            // Every word was sent, unless a busy machine broke a stream, which is gated then.
            if (room.Breaks == breaks) Assert.Equal((silenced, interrupted + 1), (rig.Rig.Device.Capture.Counters.FramesSilenced, rig.Stops));
            else disturbed++;
            room.IsSpeaking = false;
            interrupted++;
        }

        output.WriteLine($"{rig.Rig.Device.Echo!.Status}; {disturbed} turns disturbed");
        Assert.InRange(disturbed, 0, TurnsPerRoom / 2);
        Assert.Equal(interrupted + 1, rig.Starts);
        Assert.Equal(interrupted, rig.Connection.Downlink.Count(type => type == "conversation.chat.canceled"));
        return interrupted;
    }

    private async Task AnswerAsync(int seconds)
    {
        using var directory = new TempDirectory();
        var room = new SyntheticRoom { EchoGain = 0.5 };
        await using RoomRig rig = await RoomRig.StartAsync(room, RoomStory.Of(directory, Speech.Of("en", seconds + 20)), null, Canceller);
        await rig.SpeakAsync();
        int turn = (await rig.Rig.UntilTurnAsync("speaking")).Turn.Turn;
        long began = rig.Rig.Device.Capture.Counters.FramesCaptured;
        await RoomRig.UntilAsync(() => rig.Rig.Device.Echo!.IsTrusted);
        output.WriteLine($"trusted {(rig.Rig.Device.Capture.Counters.FramesCaptured - began) / FramesASecond} s into its first answer");
        // What is sent is what the microphone recorded, not silence.
        long first = Listened(rig);
        await RoomRig.UntilAsync(() => Listened(rig) >= first + (seconds * FramesASecond), seconds);

        output.WriteLine($"{rig.Rig.Device.Echo!.Status}; {room.Breaks} breaks");
        Assert.Equal(("speaking", turn), (rig.Rig.Device.Loop.Snapshot().Turn.State, rig.Rig.Device.Loop.Snapshot().Turn.Turn));
        Assert.Equal(1, rig.Starts);
    }

    private static long Listened(RoomRig rig)
    {
        var counters = rig.Rig.Device.Capture.Counters;
        return counters.FramesCaptured - counters.FramesSilenced;
    }
}
