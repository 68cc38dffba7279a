using CozeDevice.Audio;
using CozeDevice.Tests.Support.Audio;
using Xunit;

namespace CozeDevice.Tests.Audio;

public sealed class SignalHealthTests
{
    private static readonly short[] Zeros = new short[AudioFormat.FrameSamples];
    private static readonly short[] Quiet = Signal.Noise(AudioFormat.FrameSamples, amplitude: 3);

    private readonly SignalHealth _health = new();

    [Fact]
    public void A_microphone_is_dead_after_three_seconds_of_nothing_but_zeros()
    {
        Assert.Equal(0, Feed(Zeros, 149));
        Assert.Equal(MicrophoneFaults.None, _health.Faults);

        Assert.Equal(1, Feed(Zeros, 500));

        Assert.Equal(MicrophoneFaults.Silent, _health.Faults);
    }

    [Fact]
    public void The_quietest_noise_is_not_silence()
    {
        Feed(Quiet, 1000);

        Assert.Equal(MicrophoneFaults.None, _health.Faults);
    }

    [Fact]
    public void One_sample_in_three_seconds_keeps_a_microphone_alive()
    {
        var click = new short[AudioFormat.FrameSamples];
        click[7] = -1;
        for (var i = 0; i < 10; i++)
        {
            Feed(Zeros, 149);
            Feed(click, 1);
        }

        Assert.Equal(MicrophoneFaults.None, _health.Faults);
    }

    [Fact]
    public void A_click_does_not_make_a_dead_microphone_alive_but_sound_does()
    {
        Feed(Zeros, 150);

        Feed(Quiet, 9);
        Feed(Zeros, 1);
        Assert.Equal(MicrophoneFaults.Silent, _health.Faults);

        Assert.Equal(1, Feed(Quiet, 20));
        Assert.Equal(MicrophoneFaults.None, _health.Faults);
    }

    [Theory]
    [InlineData(32_767)]
    [InlineData(-32_768)]
    public void Cut_off_peaks_are_clipping(int rail)
    {
        Assert.Equal(1, Feed(Rails((short)rail, run: 4), 50));

        Assert.Equal(MicrophoneFaults.Clips, _health.Faults & MicrophoneFaults.Clips);
        Assert.Equal(4 / 320.0, _health.ClippedShare, 6);
    }

    [Fact]
    public void Single_peaks_at_full_scale_are_not()
    {
        Feed(Rails(short.MaxValue, run: 2), 500);

        Assert.Equal(0, _health.ClippedShare);
        Assert.Equal(MicrophoneFaults.None, _health.Faults);
    }

    [Fact]
    public void A_run_is_seen_across_the_edge_of_a_frame()
    {
        var first = new short[AudioFormat.FrameSamples];
        var second = new short[AudioFormat.FrameSamples];
        first.AsSpan()[^2..].Fill(short.MaxValue);
        second.AsSpan()[..1].Fill(short.MaxValue);

        Feed(first, 1);
        Feed(second, 1);

        Assert.Equal(3.0 / AudioFormat.SampleRate, _health.ClippedShare, 9);
    }

    [Fact]
    public void Clipping_is_forgotten_after_a_minute_without_it()
    {
        Feed(Rails(short.MaxValue, run: 8), 50);

        Feed(Quiet, 50 * 60);
        Assert.Equal(MicrophoneFaults.Clips, _health.Faults & MicrophoneFaults.Clips);
        Feed(Quiet, 50);

        Assert.Equal(MicrophoneFaults.None, _health.Faults);
    }

    [Theory]
    [InlineData(1_200)]
    [InlineData(-1_200)]
    public void A_constant_offset_under_a_voice_is_found(int offset)
    {
        Speak(seconds: 10, offset);

        Assert.Equal(MicrophoneFaults.Offset, _health.Faults);
        Assert.Equal(offset / 32768.0, _health.Offset, 2);
    }

    [Fact]
    public void A_voice_alone_has_no_offset()
    {
        Speak(seconds: 20, offset: 0);

        Assert.Equal(MicrophoneFaults.None, _health.Faults);
    }

    [Fact]
    public void An_offset_goes_away_at_half_the_threshold()
    {
        Speak(seconds: 10, offset: 1_200);
        Speak(seconds: 30, offset: 700);
        Assert.Equal(MicrophoneFaults.Offset, _health.Faults);

        Speak(seconds: 30, offset: 300);

        Assert.Equal(MicrophoneFaults.None, _health.Faults);
    }

    [Fact]
    public void A_reset_forgets_everything()
    {
        Feed(Zeros, 150);

        Assert.True(_health.Reset());
        Assert.False(_health.Reset());

        Assert.Equal(MicrophoneFaults.None, _health.Faults);
        Assert.Equal(0, Feed(Zeros, 149));
    }

    /// <summary>How often the faults changed.</summary>
    private int Feed(short[] frame, int times)
    {
        var changes = 0;
        for (var i = 0; i < times; i++) changes += _health.Add(frame) ? 1 : 0;
        return changes;
    }

    private void Speak(int seconds, int offset)
    {
        var voice = Signal.Voice(AudioFormat.SampleRate * seconds);
        for (var i = 0; i < voice.Length; i++) voice[i] = (short)((voice[i] / 4) + offset);
        for (var at = 0; at < voice.Length; at += AudioFormat.FrameSamples)
            _health.Add(voice.AsSpan(at, AudioFormat.FrameSamples));
    }

    private static short[] Rails(short rail, int run)
    {
        var frame = new short[AudioFormat.FrameSamples];
        for (var i = 0; i < frame.Length; i++) frame[i] = (short)(i % 2 == 0 ? 400 : -400);
        frame.AsSpan(40, run).Fill(rail);
        return frame;
    }
}
