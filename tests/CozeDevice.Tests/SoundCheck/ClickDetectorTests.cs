using CozeDevice.Audio;
using CozeDevice.SoundCheck;
using CozeDevice.Tests.Support.Audio;
using Xunit;

namespace CozeDevice.Tests.SoundCheck;

public sealed class ClickDetectorTests
{
    private const int Window = 19_200; // 1.2 s, as the probe listens
    private const int Place = 7_321;

    private static readonly short[] Click = ClickSignal.Create();

    private readonly ClickDetector _detector = new(Click);

    [Theory]
    [InlineData(1.0)]
    [InlineData(0.01)]
    [InlineData(-0.3)] // an amplifier that turns the polarity around
    public void The_click_is_found_to_the_sample_at_any_loudness(double gain)
    {
        var match = _detector.Find(With(new short[Window], gain));
        Assert.Equal(Place, match?.Position);
        Assert.InRange(match!.Value.Strength, 0.95, 1.001);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void It_is_found_in_noise_of_several_times_its_power(int seed)
    {
        // Power of the click: half the square of its amplitude; of the noise: a third.
        var noise = Signal.Noise(Window, seed, amplitude: 16_000);
        var match = _detector.Find(With(noise, 0.35));
        Assert.InRange(match?.Position ?? -1, Place - 2, Place + 2);
    }

    [Fact]
    public void Noise_alone_is_never_a_click()
    {
        for (var seed = 0; seed < 12; seed++) Assert.Null(_detector.Find(Signal.Noise(Window, seed)));
    }

    [Fact]
    public void A_voice_is_never_a_click() => Assert.Null(_detector.Find(Signal.Voice(Window)));

    [Fact]
    public void Digital_silence_is_never_a_click() => Assert.Null(_detector.Find(new short[Window]));

    [Fact]
    public void Silence_after_a_loud_sound_is_never_a_click()
    {
        var heard = new short[Window];
        Signal.Noise(5_000).CopyTo(heard, 0);
        Assert.Null(_detector.Find(heard));
    }

    [Fact]
    public void Mains_hum_and_an_offset_do_not_hide_it()
    {
        var hum = Signal.Sine(AudioFormat.SampleRate, 50, Window, amplitude: 12_000);
        for (var i = 0; i < hum.Length; i++) hum[i] += 4_000;
        Assert.Equal(Place, _detector.Find(With(hum, 0.1))?.Position);
    }

    [Fact]
    public void The_way_is_measured_to_the_direct_sound_not_to_its_echo()
    {
        var heard = With(With(new short[Window], 0.5), 0.35, Place + 400);
        Assert.Equal(Place, _detector.Find(heard)?.Position);
    }

    [Fact]
    public void A_click_cut_off_at_full_scale_is_found() =>
        Assert.InRange(_detector.Find(With(new short[Window], 6))?.Position ?? -1, Place - 1, Place + 1);

    [Fact]
    public void A_recording_shorter_than_the_click_holds_none() => Assert.Null(_detector.Find(Click.AsSpan(0, 300)));

    private static short[] With(short[] sound, double gain, int place = Place)
    {
        short[] heard = [.. sound];
        for (var i = 0; i < Click.Length; i++)
            heard[place + i] = (short)Math.Clamp(heard[place + i] + (gain * Click[i]), short.MinValue, short.MaxValue);
        return heard;
    }
}
