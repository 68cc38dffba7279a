using CozeDevice.Audio;
using CozeDevice.HardwareTests.Board;
using CozeDevice.Linux.Alsa;
using CozeDevice.Tests.Support;
using Xunit;

namespace CozeDevice.HardwareTests.Sound;

/// <summary>The agent stalls for longer than the card's buffer, again and again: the kernel stops the stream (it says so itself,
/// nothing here counts on time), and the next step must go on as if nothing had been, and count what was lost.</summary>
public sealed class XrunTests : IDisposable
{
    private const int FramesBetween = 8;
    private static readonly int Stalls = Figures.IsLong ? 1000 : 100;
    private static readonly double Limit = Figures.IsLong ? 1500 : 300;

    // Counted by the clock, since an xrun throws away the kernel's own count; this card's clock has ticks of a millisecond.
    private static readonly int ToleratedSamples = 5 * Stalls * AudioFormat.SampleRate / 1000;

    private readonly TestLog _log = new();

    public XrunTests() => Requires.Card(LoopbackCard.Id);

    public void Dispose() => _log.Dispose();

    [Fact]
    public async Task Every_overrun_of_the_microphone_is_recovered_and_what_was_lost_is_counted()
    {
        short[] ramp = Ramp.Make(AudioFormat.SampleRate * Stalls);
        using IPcmCapture microphone = Devices().OpenCapture(LoopbackCard.AgentDirect);
        var captured = new List<short>();
        PcmRecovered before = default;
        int recovered = 0;

        Task capturing = AudioThread.RunAsync(() =>
        {
            // The player is heard before the first stall.
            do captured.AddRange(Steps.Capture(microphone, AudioFormat.FrameSamples));
            while (captured[^1] == 0);
            before = microphone.Recovered;
            for (int stall = 0; stall < Stalls; stall++)
            {
                UntilStopped(LoopbackCard.CaptureStatus);
                short[] frame = Steps.Capture(microphone, FramesBetween * AudioFormat.FrameSamples);
                captured.AddRange(frame);
                recovered++;
            }
        });
        await using Player player = await Player.StartAsync(ramp);
        await capturing.Within(Limit);

        RampReading reading = Ramp.Read([.. captured]);
        PcmRecovered after = microphone.Recovered;
        (long xruns, long lost) = (after.Xruns - before.Xruns, after.LostSamples - before.LostSamples);
        Figures.Print(
            "overruns", $"{recovered} of {Stalls} recovered, {lost} samples counted as lost, {reading.Lost} were ({lost - reading.Lost:+0;-0;0})");
        Assert.Empty(player.Complaints);
        Assert.Equal(Stalls, recovered);
        Assert.InRange(xruns, Stalls, long.MaxValue);
        Assert.Equal(xruns, reading.Gaps.Count);
        Assert.Equal(0, reading.Inserted);
        Assert.InRange(lost - reading.Lost, -ToleratedSamples, ToleratedSamples);
    }

    [Fact]
    public async Task Every_underrun_of_the_speaker_is_recovered_and_its_silence_is_counted()
    {
        const int Chunk = FramesBetween * AudioFormat.FrameSamples;
        short[] ramp = Ramp.Make(Chunk * (Stalls + 1));
        await using Recorder recorder = await Recorder.StartAsync();
        using IPcmPlayback speaker = Devices().OpenPlayback(LoopbackCard.AgentDirect);
        int recovered = 0;

        await AudioThread.RunAsync(() =>
        {
            Steps.Write(speaker, ramp.AsSpan(0, Chunk));
            for (int stall = 1; stall <= Stalls; stall++)
            {
                UntilStopped(LoopbackCard.PlaybackStatus);
                Steps.Write(speaker, ramp.AsSpan(stall * Chunk, Chunk));
                recovered++;
            }
            speaker.Finish();
        }).Within(Limit);
        await KernelFile.UntilAsync(() => speaker.Delay == 0, "all of it was heard");
        await recorder.ForAsync(TimeSpan.FromMilliseconds(200));

        RampReading reading = Ramp.Read(recorder.Samples);
        PcmRecovered counted = speaker.Recovered;
        Figures.Print(
            "underruns", $"{recovered} of {Stalls} recovered, {counted.LostSamples} samples of silence counted, {reading.Inserted} were heard ({counted.LostSamples - reading.Inserted:+0;-0;0})");
        Assert.Empty(recorder.Complaints);
        Assert.Equal(Stalls, recovered);
        Assert.InRange(counted.Xruns, Stalls, long.MaxValue);
        Assert.Equal(counted.Xruns, reading.Gaps.Count);
        Assert.Equal(0, reading.Lost);
        Assert.Equal(ramp.Length, reading.Heard);
        Assert.InRange(counted.LostSamples - reading.Inserted, -ToleratedSamples, ToleratedSamples);
    }

    private static void UntilStopped(string status) =>
        KernelFile.UntilAsync(() => LoopbackCard.Is(status, "XRUN"), $"the kernel stops the stream: {status}").GetAwaiter().GetResult();

    private AlsaDevices Devices() => new(TimeProvider.System, _log.For<AlsaDevices>());
}
