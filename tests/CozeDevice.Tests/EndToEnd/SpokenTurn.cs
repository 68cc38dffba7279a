using CozeDevice.Audio;
using CozeDevice.Conversation;
using CozeDevice.Simulator.Recording;
using CozeDevice.Tests.Support;
using Xunit;

namespace CozeDevice.Tests.EndToEnd;

/// <summary>One spoken question and its echo: what was spoken, what the server got, what was heard.</summary>
internal sealed record SpokenTurn(short[] Spoken, UtteranceRecord Utterance, short[] Heard, StatsEvent Stats)
{
    // The pre-roll of a file: source is silence.
    public const int PreRollFrames = 10;

    public static async Task<SpokenTurn> RunAsync(string codec)
    {
        await using DeviceRig rig = await DeviceRig.StartAsync(codec);
        // The identity of the sound is at stake, not its promptness: a busy machine must not make the playout conceal.
        rig.Device.Playback.PrebufferMs = 3000;
        await rig.OnlineAsync();
        short[] spoken = WavFile.Read(RepositoryRoot.File("tests/speech/question.wav")).ToHouseRate();
        await rig.HoldAsync(PreRollFrames + spoken.Length / AudioFormat.FrameSamples + 2);
        StatsEvent stats = await rig.UntilAsync<StatsEvent>(_ => true);
        ConnectionRecord connection = rig.Simulator.Record.Connections[0];
        UtteranceRecord utterance = await connection.WaitForUtteranceAsync().Within(DeviceRig.Limit);
        return new SpokenTurn(spoken, utterance, await rig.HeardAsync(), stats);
    }

    /// <summary>No frame was lost or doubled on the way up, and none on the way down.</summary>
    public void HasEveryFrameOnce(int framesHeard)
    {
        Assert.Equal(Utterance.Appends.Count, Stats.Stats.Counters["frames_sent"]);
        Assert.Equal(Utterance.Appends.Count, framesHeard);
        Assert.Equal(0, Stats.Stats.Counters["late_deltas"]);
        Assert.Equal(0, Stats.Stats.Counters["frames_concealed"]);
    }
}
