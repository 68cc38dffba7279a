using CozeDevice.Audio;
using CozeDevice.SoundCheck;
using CozeDevice.Tests.Support.Audio;
using Xunit;

namespace CozeDevice.Tests.SoundCheck;

public sealed class SignalVerdictTests
{
    private const int ThreeSeconds = 3 * AudioFormat.SampleRate;

    [Fact]
    public void Speech_at_a_usual_level_is_good() => AssertVerdict("good", Signal.Voice(ThreeSeconds));

    [Fact]
    public void Only_zeros_are_a_dead_microphone_however_short()
    {
        AssertVerdict("silence", new short[ThreeSeconds]);
        AssertVerdict("silence", new short[AudioFormat.FrameSamples]);
    }

    [Fact]
    public void A_file_followed_by_silence_is_no_dead_microphone()
    {
        short[] samples = [.. Signal.Voice(AudioFormat.SampleRate), .. new short[5 * AudioFormat.SampleRate]];
        AssertVerdict("good", samples);
    }

    [Fact]
    public void Nothing_recorded_is_said_so() => AssertVerdict("empty", []);

    [Fact]
    public void Peaks_cut_off_at_full_scale_clip()
    {
        var samples = Signal.Sine(AudioFormat.SampleRate, 300, ThreeSeconds, amplitude: 32_000);
        for (var i = 0; i < samples.Length; i++) samples[i] = (short)Math.Clamp(2 * samples[i], short.MinValue, short.MaxValue);
        AssertVerdict("clips", samples);
    }

    [Fact]
    public void A_loud_sound_that_just_fits_does_not_clip() =>
        AssertVerdict("good", Signal.Sine(AudioFormat.SampleRate, 300, ThreeSeconds, amplitude: 32_767));

    [Fact]
    public void A_constant_part_is_an_offset_and_no_sound()
    {
        var samples = Signal.Noise(ThreeSeconds, amplitude: 8);
        for (var i = 0; i < samples.Length; i++) samples[i] += 3_000;
        AssertVerdict("dc_offset quiet", samples);
    }

    [Fact]
    public void The_noise_of_an_open_microphone_is_very_quiet_and_no_fault()
    {
        var report = Report(Signal.Noise(ThreeSeconds, amplitude: 20));
        var finding = Assert.Single(SignalVerdict.Of(report));
        Assert.Equal(("quiet", false), (finding.Code, finding.IsFault));
    }

    [Fact]
    public void The_figures_are_those_of_the_whole_recording()
    {
        var report = Report(Signal.Sine(AudioFormat.SampleRate, 400, ThreeSeconds, amplitude: 16_384));
        Assert.Equal("3.0 s, peak -6.0 dBFS, rms -9.0 dBFS", SignalVerdict.Figures(report));
    }

    private static void AssertVerdict(string codes, short[] samples) =>
        Assert.Equal(codes, string.Join(' ', SignalVerdict.Of(Report(samples)).Select(finding => finding.Code)));

    private static SignalReport Report(short[] samples)
    {
        var check = new SignalCheck();
        for (var at = 0; at < samples.Length; at += AudioFormat.FrameSamples) check.Add(samples.AsSpan(at, AudioFormat.FrameSamples));
        return check.Report();
    }
}
