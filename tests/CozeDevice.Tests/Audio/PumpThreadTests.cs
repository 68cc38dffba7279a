using System.Threading.Channels;
using CozeDevice.Audio;
using CozeDevice.Codecs;
using CozeDevice.Linux.Opus;
using CozeDevice.Tests.Support.Audio;
using Microsoft.Extensions.Logging.Abstractions;
using NSubstitute;
using Xunit;

namespace CozeDevice.Tests.Audio;

/// <summary>The loops on their own threads: they park, stop and never die silently.</summary>
public sealed class PumpThreadTests
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(10);

    private readonly Channel<AudioNotice> _notices = Channel.CreateUnbounded<AudioNotice>();
    private readonly RecordingThreads _threads = new();

    [Fact]
    public async Task The_threads_have_their_names_and_end_with_their_pumps()
    {
        var capture = Capture(new FileAndNullDevices(TimeProvider.System));
        var playback = Playback(new FileAndNullDevices(TimeProvider.System));
        capture.Start(_threads);
        playback.Start(_threads);

        capture.Dispose();
        playback.Dispose();

        await capture.Completion.WaitAsync(Deadline);
        await playback.Completion.WaitAsync(Deadline);
        Assert.Equal(["coze-mic", "coze-speaker"], _threads.Started.Select(t => t.Name));
        Assert.All(_threads.Started, t => Assert.False(t.IsAlive));
    }

    [Fact]
    public async Task A_parked_pump_wakes_for_a_press_and_for_the_end()
    {
        var capture = Capture(new FileAndNullDevices(TimeProvider.System), preRollMs: 0);
        capture.Start(_threads);
        capture.Open(1);
        capture.Close(1, UtteranceEnd.Clear);
        await Notice<CaptureClosed>();
        capture.Dispose();

        await capture.Completion.WaitAsync(Deadline);
    }

    [Fact]
    public async Task A_defect_on_the_mic_thread_is_the_failure_of_its_completion()
    {
        var devices = Substitute.For<IAudioDevices>();
        devices.OpenCapture("null").Returns(_ => throw new InvalidOperationException("a defect"));
        using var capture = Capture(devices);
        capture.Start(_threads);

        var error = await Assert.ThrowsAsync<InvalidOperationException>(() => capture.Completion.WaitAsync(Deadline));

        Assert.Equal("a defect", error.Message);
    }

    [Fact]
    public async Task A_defect_on_the_speaker_thread_is_the_failure_of_its_completion()
    {
        var devices = Substitute.For<IAudioDevices>();
        devices.OpenPlayback("null").Returns(_ => throw new InvalidOperationException("a defect"));
        using var playback = Playback(devices);
        playback.Start(_threads);

        var error = await Assert.ThrowsAsync<InvalidOperationException>(() => playback.Completion.WaitAsync(Deadline));

        Assert.Equal("a defect", error.Message);
    }

    [Theory]
    [InlineData(AudioCodec.Pcm, 24_000)]
    [InlineData(AudioCodec.G711A, 8_000)]
    [InlineData(AudioCodec.Opus, 16_000)]
    public async Task A_decoder_that_was_prepared_plays_the_first_reply_like_a_fresh_one(AudioCodec codec, int rate)
    {
        if (codec == AudioCodec.Opus) Assert.SkipUnless(new LinuxCodecs().HasOpus, "libopus.so.0 is not installed");
        var format = new WireFormat(codec, rate);
        var bytes = new byte[1_000];
        new Random(1).NextBytes(bytes);
        bytes[0] = 9 << 3; // for Opus: one packet of 20 ms

        Assert.Equal(await Hear(format, bytes, expected: null), await Hear(format, bytes, expected: format));
    }

    [Fact]
    public void Sound_that_arrives_after_the_end_is_no_error()
    {
        var playout = new PlayoutBuffer();
        Playback(new FileAndNullDevices(TimeProvider.System), playout).Dispose();

        playout.Write(1, PlaybackBench.Pcm, new byte[640]);
        playout.Discard(2);
    }

    private async Task<short[]> Hear(WireFormat format, byte[] bytes, WireFormat? expected)
    {
        var speaker = new FakePlayback();
        var devices = new FakeDevices();
        devices.Playbacks.Enqueue(speaker);
        var playout = new PlayoutBuffer();
        using var playback = new PlaybackPump(
            new PlaybackOptions { Device = "speaker", Expected = expected }, devices, new LinuxCodecs(), playout, new Volume(),
            _notices.Writer, new SystemPacer(TimeProvider.System), TimeProvider.System, NullLogger<PlaybackPump>.Instance);
        playout.Write(1, format, bytes);
        playout.Complete(1);
        playback.Start(_threads);
        await Notice<PlaybackDrained>();
        return speaker.Samples;
    }

    private async Task Notice<T>()
        where T : AudioNotice
    {
        while (await _notices.Reader.ReadAsync().AsTask().WaitAsync(Deadline) is not T) { }
    }

    private CapturePump Capture(IAudioDevices devices, int preRollMs = 200) => new(
        new CaptureOptions { Device = "null", PreRollMs = preRollMs }, devices, new PcmEncoder(), new FakeSink(),
        _notices.Writer, new SystemPacer(TimeProvider.System), TimeProvider.System, NullLogger<CapturePump>.Instance);

    private PlaybackPump Playback(IAudioDevices devices, PlayoutBuffer? playout = null) => new(
        new PlaybackOptions { Device = "null" }, devices, new LinuxCodecs(), playout ?? new PlayoutBuffer(), new Volume(),
        _notices.Writer, new SystemPacer(TimeProvider.System), TimeProvider.System, NullLogger<PlaybackPump>.Instance);

    private sealed class RecordingThreads : IAudioThreads
    {
        private readonly PlainThreads _threads = new();

        public List<Thread> Started { get; } = [];

        public Thread Start(string name, Action run)
        {
            var thread = _threads.Start(name, run);
            Started.Add(thread);
            return thread;
        }
    }
}
