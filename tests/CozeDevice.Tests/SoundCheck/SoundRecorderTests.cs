using CozeDevice.Audio;
using CozeDevice.SoundCheck;
using CozeDevice.Tests.Support.Audio;
using Xunit;

namespace CozeDevice.Tests.SoundCheck;

public sealed class SoundRecorderTests : IDisposable
{
    private readonly FakeCapture _device = new();
    private readonly List<short> _taken = [];

    public void Dispose() => _device.Dispose();

    [Fact]
    public void As_many_frames_as_asked_for_are_taken_in_order()
    {
        Record(3);
        Assert.Equal([1, 2, 3], Firsts());
        Assert.Equal(1, _device.Rewinds);
    }

    [Fact]
    public void A_late_frame_is_waited_for_and_a_lost_one_is_counted()
    {
        _device.Statuses.Enqueue(PcmStatus.Timeout);
        _device.Statuses.Enqueue(PcmStatus.Xrun);
        var recorder = Record(2);
        Assert.Equal([1, 2], Firsts());
        Assert.Equal(1, recorder.Xruns);
    }

    [Theory]
    [InlineData(PcmStatus.Gone, 1, "mic is gone")]
    [InlineData(PcmStatus.Timeout, 20, "mic delivers no sound")]
    public void A_lost_or_stuck_device_is_an_error(PcmStatus status, int times, string message)
    {
        for (var i = 0; i < times; i++) _device.Statuses.Enqueue(status);
        Assert.Equal(message, Assert.Throws<AudioDeviceException>(() => Record(2)).Message);
    }

    [Fact]
    public void Cancelling_ends_it_behind_a_whole_frame()
    {
        using var cancel = new CancellationTokenSource();
        _device.DuringRead = () =>
        {
            if (_device.NextFrame == 4) cancel.Cancel();
        };
        Record(1_000, cancel.Token);
        Assert.Equal([1, 2, 3, 4], Firsts());
    }

    [Theory]
    [InlineData(0.1, 5)]
    [InlineData(0.101, 6)]
    [InlineData(2, 100)]
    [InlineData(3600, 180_000)]
    public void Seconds_are_rounded_up_to_frames(double seconds, long frames) =>
        Assert.Equal(frames, ListeningRequest.FramesOf(seconds));

    private SoundRecorder Record(long frames, CancellationToken cancellationToken = default)
    {
        var recorder = new SoundRecorder(_device, "mic");
        recorder.Record(frames, frame => _taken.AddRange(frame), cancellationToken);
        return recorder;
    }

    private short[] Firsts() => [.. _taken.Chunk(AudioFormat.FrameSamples).Select(frame => frame[0])];
}
