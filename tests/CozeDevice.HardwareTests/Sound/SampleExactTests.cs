using CozeDevice.Audio;
using CozeDevice.HardwareTests.Board;
using CozeDevice.Linux.Alsa;
using CozeDevice.Tests.Support;
using Xunit;

namespace CozeDevice.HardwareTests.Sound;

/// <summary>A real card, through the kernel: what goes in comes out.</summary>
public sealed class SampleExactTests : IDisposable
{
    private const int Seconds = 4;
    private const double Limit = 60;

    private readonly TestLog _log = new();

    public SampleExactTests() => Requires.Card(LoopbackCard.Id);

    public void Dispose() => _log.Dispose();

    [Theory]
    [InlineData(LoopbackCard.AgentDirect)]
    [InlineData(LoopbackCard.Agent)]
    public async Task What_is_played_is_heard_sample_for_sample(string device)
    {
        short[] ramp = Ramp.Make(Seconds * AudioFormat.SampleRate);
        await using Recorder recorder = await Recorder.StartAsync();
        using IPcmPlayback speaker = Devices().OpenPlayback(device);

        await AudioThread.RunAsync(() => Steps.Play(speaker, ramp)).Within(Limit);
        await KernelFile.UntilAsync(() => speaker.Delay == 0, "all of it was heard");
        await recorder.ForAsync(TimeSpan.FromMilliseconds(200));

        RampReading reading = Ramp.Read(recorder.Samples);
        // A machine that stalls may make the card run dry; then that is counted, and nothing else is wrong.
        Assert.True(reading.IsWhole(ramp.Length) && speaker.Recovered.Xruns == reading.Gaps.Count, $"{reading}; {speaker.Recovered}");
        Assert.Empty(recorder.Complaints);
        Figures.Print($"played through {device}", $"{reading.Heard} samples heard, {reading.Gaps.Count} interruptions");
    }

    [Theory]
    [InlineData(LoopbackCard.AgentDirect)]
    [InlineData(LoopbackCard.Agent)]
    public async Task What_is_said_is_captured_sample_for_sample(string device)
    {
        short[] ramp = Ramp.Make(Seconds * AudioFormat.SampleRate);
        using IPcmCapture microphone = Devices().OpenCapture(device);
        short[] captured = [];
        Task capturing = AudioThread.RunAsync(() => captured = Steps.CaptureSound(microphone));
        await using Player player = await Player.StartAsync(ramp);
        await capturing.Within(Limit);

        RampReading reading = Ramp.Read(captured);
        // Overruns before the first sample leave no trace in the ramp; one in it takes samples away, and adds none.
        Assert.True(
            reading.Heard + reading.Lost == ramp.Length && reading.Inserted == 0 && microphone.Recovered.Xruns >= reading.Gaps.Count,
            $"{reading}; {microphone.Recovered}");
        Assert.Empty(player.Complaints);
        Figures.Print($"captured through {device}", $"{reading.Heard} samples captured, {reading.Gaps.Count} interruptions");
    }

    private AlsaDevices Devices() => new(TimeProvider.System, _log.For<AlsaDevices>());
}
