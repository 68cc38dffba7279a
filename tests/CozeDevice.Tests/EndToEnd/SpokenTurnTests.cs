using CozeDevice.Audio;
using Xunit;

namespace CozeDevice.Tests.EndToEnd;

// A class per codec: they run side by side, in real time.

public sealed class PcmTurnTests
{
    [Fact]
    public async Task A_spoken_question_comes_back_bit_for_bit()
    {
        SpokenTurn turn = await SpokenTurn.RunAsync("pcm");

        short[] sent = DeviceRig.Samples(turn.Utterance.Audio);
        Assert.Equal(turn.Spoken, sent.AsSpan(SpokenTurn.PreRollFrames * AudioFormat.FrameSamples, turn.Spoken.Length).ToArray());
        Assert.Equal(sent, turn.Heard);
        turn.HasEveryFrameOnce(turn.Heard.Length / AudioFormat.FrameSamples);
    }
}

public sealed class G711ATurnTests
{
    [Fact]
    public Task A_spoken_question_comes_back_as_a_telephone_carries_it() => G711Turn.RunAsync("g711a");
}

public sealed class G711UTurnTests
{
    [Fact]
    public Task A_spoken_question_comes_back_as_a_telephone_carries_it() => G711Turn.RunAsync("g711u");
}

public sealed class OpusTurnTests
{
    [Fact]
    public async Task A_spoken_question_comes_back_recognisable()
    {
        SpokenTurn turn = await SpokenTurn.RunAsync("opus");

        short[] spoken = Padded(turn);
        (int lag, double correlation) = Similarity.Align(spoken, turn.Heard, maxLag: 400);
        Assert.InRange(lag, 0, 320);
        Assert.True(correlation > 0.9, $"correlation {correlation:0.000} at lag {lag}");
        turn.HasEveryFrameOnce(turn.Heard.Length / AudioFormat.FrameSamples);
    }

    private static short[] Padded(SpokenTurn turn)
    {
        var spoken = new short[turn.Heard.Length];
        turn.Spoken.CopyTo(spoken, SpokenTurn.PreRollFrames * AudioFormat.FrameSamples);
        return spoken;
    }
}

internal static class G711Turn
{
    public static async Task RunAsync(string codec)
    {
        SpokenTurn turn = await SpokenTurn.RunAsync(codec);

        // What the band of a telephone leaves of the question, without the companding.
        var spoken = new short[turn.Utterance.Appends.Count * AudioFormat.FrameSamples];
        turn.Spoken.CopyTo(spoken, SpokenTurn.PreRollFrames * AudioFormat.FrameSamples);
        var narrow = new short[spoken.Length / 2];
        new Resampler(16_000, 8_000).Process(spoken, narrow);
        var reference = new short[spoken.Length];
        new Resampler(8_000, 16_000).Process(narrow, reference);

        double snr = Similarity.Snr(reference, turn.Heard);
        Assert.True(snr > 30, $"SNR {snr:0.0} dB");
        turn.HasEveryFrameOnce(turn.Heard.Length / AudioFormat.FrameSamples);
    }
}
