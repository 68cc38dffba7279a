using CozeDevice.Audio;
using CozeDevice.Linux.Speex;
using CozeDevice.Tests.Linux;
using CozeDevice.Tests.Support;
using CozeDevice.Tests.Support.Audio;
using Xunit;

namespace CozeDevice.Tests.Audio.Echo;

/// <summary>A canceller allocates nothing per frame: aligning, searching, learning, over breaks and seconds.</summary>
public sealed class EchoAllocationTests : IDisposable
{
    private const int Frame = AudioFormat.FrameSamples;

    private readonly TestLog _log = new();

    [SpeexFact]
    public void Cancelling_allocates_nothing()
    {
        var time = new ManualTimeProvider();
        using var canceller = new EchoCanceller(new EchoOptions(), SpeexEchoFilter.Create(200), time, _log.For<EchoCanceller>());
        var (voice, frame) = (Signal.Noise(100 * Frame, amplitude: 8_000), new short[Frame]);
        var at = 0;
        Run(frames: 400);

        var before = GC.GetAllocatedBytesForCurrentThread();
        Run(frames: 200);
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        Assert.Equal(0, allocated);
        Assert.True(canceller.IsTrusted);

        void Run(int frames)
        {
            for (var i = 0; i < frames; i++, at = (at + 1) % 100)
            {
                var played = voice.AsSpan(at * Frame, Frame);
                canceller.Played(played, 4 * Frame);
                time.Advance(AudioFormat.FrameMs);
                voice.AsSpan((at + 96) % 100 * Frame, Frame).CopyTo(frame);
                canceller.Cancel(frame, waiting: 0);
            }
        }
    }

    [SpeexFact]
    public void Breaks_and_searching_allocate_no_more_than_what_is_logged()
    {
        var time = new ManualTimeProvider();
        using var canceller = new EchoCanceller(
            new EchoOptions(), SpeexEchoFilter.Create(200), time,
            Microsoft.Extensions.Logging.Abstractions.NullLogger<EchoCanceller>.Instance);
        var (noise, frame) = (Signal.Noise(100 * Frame, amplitude: 8_000), new short[Frame]);
        Run(breaks: 3);

        var before = GC.GetAllocatedBytesForCurrentThread();
        Run(breaks: 5);

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.Equal(8, canceller.Status.Alignments);
        Assert.Null(canceller.Status.DelayMs); // nothing it heard was what was played

        void Run(int breaks)
        {
            for (var i = 0; i < breaks; i++)
            {
                for (var at = 0; at < 99; at++)
                {
                    canceller.Played(noise.AsSpan(at * Frame, Frame), 4 * Frame);
                    time.Advance(AudioFormat.FrameMs);
                    noise.AsSpan((98 - at) * Frame, Frame).CopyTo(frame);
                    frame.AsSpan().Reverse();
                    canceller.Cancel(frame, waiting: 0);
                }

                canceller.PlaybackBroke(isNewDevice: false);
                canceller.CaptureBroke(isNewDevice: false);
            }
        }
    }

    public void Dispose() => _log.Dispose();
}
