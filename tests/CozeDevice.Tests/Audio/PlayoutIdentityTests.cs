using System.Runtime.InteropServices;
using CozeDevice.Codecs;
using CozeDevice.Tests.Support.Audio;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace CozeDevice.Tests.Audio;

/// <summary>Whatever way a server cuts a byte run into deltas, the same samples are heard.</summary>
public sealed class PlayoutIdentityTests
{
    [Fact]
    public void Pcm_is_heard_bit_for_bit_however_it_is_cut() => Prop.ForAll(
        Gen.Choose(1, 20_000).ToArbitrary(),
        Gen.ListOf(Gen.Choose(1, 3_000)).ToArbitrary(),
        (samples, cuts) =>
        {
            var sound = Signal.Noise(samples, seed: samples);
            var heard = Hear(PlaybackBench.Pcm, MemoryMarshal.AsBytes(sound.AsSpan()).ToArray(), [.. cuts]);
            return heard.AsSpan(0, sound.Length).SequenceEqual(sound)
                && heard.AsSpan(sound.Length).IndexOfAnyExcept((short)0) < 0;
        }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData(AudioCodec.G711A, 8_000)]
    [InlineData(AudioCodec.G711U, 8_000)]
    [InlineData(AudioCodec.Pcm, 24_000)]
    [InlineData(AudioCodec.Pcm, 44_100)]
    public void Other_byte_runs_are_heard_the_same_however_they_are_cut(AudioCodec codec, int rate)
    {
        var format = new WireFormat(codec, rate);
        var bytes = new byte[30_001];
        new Random(1).NextBytes(bytes);
        var whole = Hear(format, bytes, []);

        Assert.Equal(whole, Hear(format, bytes, [1, 1, 1, 639, 2, 3, 5_000, 7, 14_400, 4]));
        Assert.NotEmpty(whole);
    }

    private static short[] Hear(WireFormat format, byte[] bytes, int[] cuts)
    {
        using var bench = new PlaybackBench();
        var position = 0;
        foreach (var cut in cuts)
        {
            var length = Math.Min(cut, bytes.Length - position);
            bench.Buffer.Write(1, format, bytes.AsSpan(position, length));
            position += length;
            for (var i = 0; i < 3 && bench.Buffer.Counters.QueuedMs >= 20; i++) bench.Step(); // never starving
        }

        bench.Buffer.Write(1, format, bytes.AsSpan(position));
        bench.Buffer.Complete(1);
        bench.Settle();
        return bench.Speaker.Samples;
    }
}
