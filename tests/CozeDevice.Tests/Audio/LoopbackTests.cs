using System.Threading.Channels;
using CozeDevice.Audio;
using CozeDevice.Codecs;
using CozeDevice.Linux.Opus;
using CozeDevice.Tests.Support.Audio;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace CozeDevice.Tests.Audio;

/// <summary>Both pumps on their own threads, against the real clock: what the microphone file holds comes out of the speaker
/// file.</summary>
public sealed class LoopbackTests : IDisposable
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(20);

    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("cozedevice-");

    [Fact]
    public async Task A_spoken_file_comes_back_bit_for_bit_between_silence()
    {
        var spoken = Signal.Noise(AudioFormat.Samples(300));
        var mic = Path.Combine(_directory.FullName, "mic.wav");
        var speaker = Path.Combine(_directory.FullName, "speaker.wav");
        using (var writer = new WavWriter(mic, AudioFormat.SampleRate))
        {
            writer.Write(spoken);
            writer.WriteHeader();
        }

        var notices = Channel.CreateUnbounded<AudioNotice>();
        var playout = new PlayoutBuffer();
        var echo = new Echo(playout);
        var devices = new FileAndNullDevices(TimeProvider.System);
        using var playback = new PlaybackPump(
            new PlaybackOptions { Device = "file:" + speaker, PrebufferMs = 5_000 }, devices, new LinuxCodecs(), playout, new Volume(),
            notices.Writer, new SystemPacer(TimeProvider.System), TimeProvider.System, NullLogger<PlaybackPump>.Instance);
        using var capture = new CapturePump(
            new CaptureOptions { Device = "file:" + mic }, devices, new PcmEncoder(), echo, notices.Writer,
            new SystemPacer(TimeProvider.System), TimeProvider.System, NullLogger<CapturePump>.Instance);
        playback.Start(new PlainThreads());
        capture.Start(new PlainThreads());

        capture.Open(1);
        await echo.HasWholeFile.WaitAsync(Deadline);
        capture.Close(1, UtteranceEnd.Complete);
        while (await notices.Reader.ReadAsync().AsTask().WaitAsync(Deadline) is not PlaybackDrained) { }

        var heard = WavFile.Read(speaker).Samples.ToArray();
        var start = heard.AsSpan().IndexOf(spoken);
        Assert.True(start >= 0, "the spoken samples are not in the recording");
        Assert.True(heard.AsSpan(0, start).IndexOfAnyExcept((short)0) < 0);
        Assert.True(heard.AsSpan(start + spoken.Length).IndexOfAnyExcept((short)0) < 0);
    }

    public void Dispose() => _directory.Delete(recursive: true);

    /// <summary>A server that sends back what it gets.</summary>
    private sealed class Echo(PlayoutBuffer playout) : IFrameSink
    {
        private const int FileFrames = 300 / AudioFormat.FrameMs;
        private const int PreRollFrames = 200 / AudioFormat.FrameMs;

        private readonly TaskCompletionSource _hasWholeFile = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private int _frames;

        public Task HasWholeFile => _hasWholeFile.Task;

        public void Begin(int turn) { }

        public bool Write(int turn, ReadOnlySpan<byte> payload)
        {
            if (++_frames == FileFrames + PreRollFrames) _hasWholeFile.SetResult();
            return playout.Write(turn, PlaybackBench.Pcm, payload);
        }

        public void End(int turn, UtteranceEnd end) => playout.Complete(turn);
    }
}
