using System.Diagnostics;
using CozeDevice.Audio;
using CozeDevice.HardwareTests.Board;
using CozeDevice.Linux.Alsa;
using CozeDevice.Tests.Support;
using Xunit;

namespace CozeDevice.HardwareTests.Sound;

/// <summary>Cards that do not offer 16 kHz mono in periods of 20 ms: nearly all of them.</summary>
public sealed class OddDeviceTests : IDisposable
{
    private const double Limit = 60;
    private const int Seconds = 2;

    private readonly TestLog _log = new();

    public OddDeviceTests()
    {
        Requires.Card("Ac97");
        Requires.Card(UsbCard.Id);
    }

    public void Dispose() => _log.Dispose();

    [Theory]
    [InlineData("Ac97", "hw:CARD=Ac97")] // 48 kHz stereo only
    [InlineData("Uda1341", "hw:CARD=Uda1341")] // stereo, a buffer of 4095 frames
    [InlineData("Audio", "hw:CARD=Audio")] // USB, 48 kHz stereo only
    [InlineData("Rme9652", "plughw:CARD=Rme9652")] // 26 channels of 32 bits, exactly two periods
    public async Task It_plays_at_the_pace_of_its_clock(string card, string device)
    {
        using IPcmPlayback speaker = Devices().OpenPlayback(device);
        string granted = Granted(card, 'p');
        var watch = Stopwatch.StartNew();

        await AudioThread.RunAsync(() => Steps.Play(speaker, Ramp.Make(Seconds * AudioFormat.SampleRate))).Within(Limit);
        await KernelFile.UntilAsync(() => speaker.Delay == 0, "all of it was heard");

        Figures.Print($"{Seconds} s through {device}", $"{watch.Elapsed.TotalSeconds:0.00} s, {speaker.Recovered.Xruns} underruns; {granted}");
        Assert.InRange(watch.Elapsed.TotalSeconds, Seconds * 0.95, Seconds * 5);
    }

    [Theory]
    [InlineData("Ac97", "hw:CARD=Ac97")]
    [InlineData("Uda1341", "hw:CARD=Uda1341")]
    [InlineData("Rme9652", "plughw:CARD=Rme9652")]
    public async Task It_captures_at_the_pace_of_its_clock(string card, string device)
    {
        using IPcmCapture microphone = Devices().OpenCapture(device);
        string granted = Granted(card, 'c');
        var watch = Stopwatch.StartNew();

        await AudioThread.RunAsync(() => Steps.Capture(microphone, Seconds * AudioFormat.SampleRate)).Within(Limit);

        Figures.Print($"{Seconds} s from {device}", $"{watch.Elapsed.TotalSeconds:0.00} s, {microphone.Recovered.Xruns} overruns; {granted}");
        Assert.InRange(watch.Elapsed.TotalSeconds, Seconds * 0.9, Seconds * 5);
    }

    [Fact]
    public void What_cannot_be_used_directly_is_refused_with_what_it_offers_and_what_would_work()
    {
        var refused = Assert.Throws<AudioDeviceException>(() => Devices().OpenPlayback("hw:CARD=Rme9652"));

        Assert.Contains("S32_LE", refused.Message, StringComparison.Ordinal);
        Assert.Contains("\"plughw:CARD=Rme9652\"", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_card_that_is_not_there_is_refused_by_name()
    {
        var refused = Assert.Throws<AudioDeviceException>(() => Devices().OpenCapture("plughw:CARD=Absent"));

        Assert.Contains("\"plughw:CARD=Absent\"", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(48_000, 2)]
    [InlineData(44_100, 2)]
    [InlineData(8_000, 1)]
    public async Task Speech_through_a_card_with_another_rate_is_the_same_speech(int rate, int channels)
    {
        // The other half of the loopback decides what this half can do.
        await using Recorder recorder = await Recorder.StartAsync(rate, channels);
        using IPcmPlayback speaker = Devices().OpenPlayback(LoopbackCard.AgentDirect);
        short[] speech = SoundRig.Speech;

        await AudioThread.RunAsync(() => Steps.Play(speaker, speech)).Within(Limit);
        await KernelFile.UntilAsync(() => speaker.Delay == 0, "all of it was heard");
        await recorder.ForAsync(TimeSpan.FromMilliseconds(200));

        short[] heard = Left(recorder.Samples, channels);
        // What the band of the card leaves of the speech, there and back.
        short[] reference = Resample(Resample(speech, AudioFormat.SampleRate, rate), rate, AudioFormat.SampleRate);
        IReadOnlyList<double> pieces = Alike.Compare(reference, Resample(heard, rate, AudioFormat.SampleRate));
        double alike = pieces.Share(0.95);
        Figures.Print($"speech through {rate} Hz", $"{alike:0%} of {pieces.Count} pieces the same, {speaker.Recovered.Xruns} underruns");
        Assert.True(alike > 0.5, string.Join(' ', pieces));
    }

    private static short[] Resample(short[] samples, int from, int to)
    {
        var resampler = new Resampler(from, to);
        var result = new short[resampler.MaxOutput(samples.Length)];
        return result[..resampler.Process(samples, result)];
    }

    private static short[] Left(short[] samples, int channels)
    {
        var left = new short[samples.Length / channels];
        for (int i = 0; i < left.Length; i++)
            left[i] = samples[i * channels];
        return left;
    }

    private static string Granted(string card, char direction) =>
        KernelFile.Read($"/proc/asound/{card}/pcm0{direction}/sub0/hw_params").ReplaceLineEndings(", ");

    private AlsaDevices Devices() => new(TimeProvider.System, _log.For<AlsaDevices>());
}
