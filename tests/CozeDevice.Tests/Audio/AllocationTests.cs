using CozeDevice.Audio;
using CozeDevice.Codecs;
using CozeDevice.Linux.Opus;
using CozeDevice.Tests.Linux;
using CozeDevice.Tests.Support.Audio;
using Xunit;

namespace CozeDevice.Tests.Audio;

/// <summary>The audio path allocates nothing per frame, so the collector has no reason to stop it.</summary>
public sealed class AllocationTests
{
    private const int WarmUpFrames = 100;
    private const int Frames = 500;

    [Theory]
    [InlineData(AudioCodec.Pcm)]
    [InlineData(AudioCodec.G711A)]
    [InlineData(AudioCodec.G711U)]
    public void Capturing_and_encoding_allocates_nothing(AudioCodec codec) => Assert.Equal(0, CaptureBytes(codec));

    [OpusFact]
    public void Capturing_and_encoding_Opus_allocates_nothing() => Assert.Equal(0, CaptureBytes(AudioCodec.Opus));

    [Theory]
    [InlineData(AudioCodec.Pcm, 16_000)]
    [InlineData(AudioCodec.Pcm, 24_000)]
    [InlineData(AudioCodec.G711A, 8_000)]
    [InlineData(AudioCodec.G711U, 8_000)]
    public void Receiving_decoding_and_writing_allocates_nothing(AudioCodec codec, int rate) =>
        Assert.Equal(0, PlaybackBytes(new WireFormat(codec, rate), new byte[codec == AudioCodec.Pcm ? rate / 25 : rate / 50]));

    [OpusFact]
    public void Receiving_decoding_and_writing_Opus_allocates_nothing()
    {
        using var encoder = new OpusEncoder(new OpusEncoderOptions());
        var payload = new byte[encoder.MaxPayloadBytes];
        var length = encoder.Encode(Signal.Voice(AudioFormat.FrameSamples), payload);

        Assert.Equal(0, PlaybackBytes(encoder.Format, payload[..length]));
    }

    [Fact]
    public void Watching_a_bad_microphone_allocates_nothing()
    {
        var noise = Signal.Noise(AudioFormat.FrameSamples, amplitude: short.MaxValue);
        noise.AsSpan(0, 100).Fill(short.MaxValue);
        using var bench = new CaptureBench(
            preRollMs: 200, microphone: new FakeCapture { IsMicrophone = true, Sound = i => noise[i % noise.Length] });
        bench.Step(2 * WarmUpFrames); // the news of it are told by then

        var before = GC.GetAllocatedBytesForCurrentThread();
        bench.Step(Frames);
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        Assert.True(bench.Pump.Level.PeakDb > -1);
        Assert.Equal(0, allocated);
    }

    [Fact]
    public void Measuring_jitter_and_following_a_card_allocates_nothing()
    {
        using var simulation = new PlayoutSimulation();
        var delta = new byte[2 * AudioFormat.FrameSamples];
        var arrivals = 0;
        Action arrive = () => { };
        arrive = () =>
        {
            simulation.Buffer.Write(2, PlaybackBench.Pcm, delta);
            simulation.Pacer.At(TimeSpan.FromMilliseconds((20 * ++arrivals) + (arrivals % 5 == 0 ? 15 : 0)), arrive);
        };
        simulation.Pacer.At(TimeSpan.Zero, arrive);
        Play(WarmUpFrames);

        var before = GC.GetAllocatedBytesForCurrentThread();
        Play(WarmUpFrames + Frames);

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.Equal(15, simulation.Buffer.Counters.ArrivalJitterMs);

        void Play(int frames)
        {
            while (simulation.Pump.Counters.FramesWritten < frames) simulation.Pump.Step();
        }
    }

    [Fact]
    public void A_gap_allocates_no_more_than_its_news()
    {
        using var simulation = new PlayoutSimulation();
        simulation.Told = static _ => { };
        var delta = new byte[8 * 2 * AudioFormat.FrameSamples];
        Play(20);

        var before = GC.GetAllocatedBytesForCurrentThread();
        Play(100);

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 100 * 100);
        Assert.InRange(simulation.Pump.Counters.Starvations, 110, 120);

        void Play(int gaps)
        {
            for (var i = 0; i < gaps; i++)
            {
                for (var j = 0; j < 2; j++) simulation.Buffer.Write(2, PlaybackBench.Pcm, delta);
                for (var parks = simulation.Pacer.Parks; simulation.Pacer.Parks == parks;) simulation.Step();
                simulation.Pacer.Advance(400);
            }
        }
    }

    [Fact]
    public void The_pre_roll_allocates_nothing()
    {
        using var bench = new CaptureBench(preRollMs: 200);
        bench.Step(WarmUpFrames);

        var before = GC.GetAllocatedBytesForCurrentThread();
        bench.Step(Frames);

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public void Recording_to_a_file_allocates_nothing()
    {
        var path = Path.GetTempFileName();
        using var playback = FilePlayback.Open("file:", path, isContinued: false, new ManualPacer());
        var frame = Signal.Noise(AudioFormat.FrameSamples);
        for (var i = 0; i < WarmUpFrames; i++) playback.Write(frame);

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < Frames; i++) playback.Write(frame);
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        File.Delete(path);
        Assert.Equal(0, allocated);
    }

    [Fact]
    public void Waiting_allocates_nothing()
    {
        using var pacer = new SystemPacer(TimeProvider.System);
        for (var i = 0; i < 3; i++) pacer.WaitUntil(pacer.Now + TimeSpan.FromMilliseconds(1));

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 20; i++) pacer.WaitUntil(pacer.Now + TimeSpan.FromMilliseconds(1));

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private static long CaptureBytes(AudioCodec codec)
    {
        using var bench = new CaptureBench(encoder: new LinuxCodecs().CreateEncoder(codec));
        bench.Sink.Forgets = true;
        bench.Pump.Open(1);
        bench.Step(WarmUpFrames);

        var before = GC.GetAllocatedBytesForCurrentThread();
        bench.Step(Frames);
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        Assert.Equal(WarmUpFrames + Frames, bench.Pump.Counters.FramesSent);
        return allocated;
    }

    private static long PlaybackBytes(WireFormat format, byte[] payload)
    {
        using var bench = new PlaybackBench();
        bench.Speaker.Forgets = true;
        bench.Speaker.Delay = 4 * AudioFormat.FrameSamples;
        bench.Volume.Percent = 80;
        for (var i = 0; i < 4; i++) bench.Buffer.Write(1, format, payload);
        Exchange(bench, format, payload, WarmUpFrames);

        var before = GC.GetAllocatedBytesForCurrentThread();
        Exchange(bench, format, payload, Frames);
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        Assert.True(bench.Pump.Counters.FramesWritten >= Frames);
        return allocated;
    }

    private static void Exchange(PlaybackBench bench, WireFormat format, byte[] payload, int frames)
    {
        for (var i = 0; i < frames; i++)
        {
            bench.Buffer.Write(1, format, payload);
            bench.Pump.Step();
        }
    }
}
