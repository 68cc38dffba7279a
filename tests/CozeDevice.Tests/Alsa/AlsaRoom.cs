using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Threading.Channels;
using CozeDevice.Audio;
using CozeDevice.Codecs;
using CozeDevice.Linux.Alsa;
using CozeDevice.Linux.Opus;
using CozeDevice.Linux.Posix;
using CozeDevice.Linux.Speex;
using CozeDevice.Tests.Support;
using CozeDevice.Tests.Support.Audio;
using static CozeDevice.Tests.Alsa.BenchDevice;

namespace CozeDevice.Tests.Alsa;

/// <summary>Both pumps on their threads, in real time, through the real libasound, with a canceller, in one of the bench's rooms.</summary>
internal sealed class AlsaRoom : IDisposable
{
    private static readonly WireFormat Pcm = new(AudioCodec.Pcm, AudioFormat.SampleRate);

    private readonly Channel<AudioNotice> _notices = Channel.CreateUnbounded<AudioNotice>();
    private readonly RealtimeThreads _threads;
    private readonly FakeSink _sink = new() { Forgets = true };
    private readonly PlayoutBuffer _playout = new();
    private readonly CapturePump _capture;
    private readonly PlaybackPump _playback;

    public AlsaRoom(int number, int delayMs, int seconds, TestLog log, int ppm = 0)
    {
        foreach (var device in (ReadOnlySpan<BenchDevice>)[Microphone, Speaker])
        {
            device[Slot.RateLeast] = AudioFormat.SampleRate;
            device[Slot.ChannelsLeast] = 1;
            device[Slot.Room] = number;
        }

        _threads = new RealtimeThreads(20, log.For<RealtimeThreads>()); // as the agent's, where that is allowed
        Microphone[Slot.RoomDelay] = delayMs * AudioFormat.SampleRate / 1000;
        Microphone.Answers(RoomResponse.Create(0.5));
        Speaker[Slot.Ppm] = ppm;
        var time = TimeProvider.System;
        Echo = new RecordedEcho(
            new EchoCanceller(new EchoOptions(), SpeexEchoFilter.Create(200), time, log.For<EchoCanceller>()), seconds);
        var devices = new FileAndNullDevices(time, new AlsaDevices(time, log.For<AlsaDevices>()));
        _capture = new CapturePump(
            new CaptureOptions { Device = Microphone.Name }, devices, new PcmEncoder(), _sink, _notices.Writer,
            new SystemPacer(time), time, log.For<CapturePump>())
        { Echo = Echo };
        _playback = new PlaybackPump(
            new PlaybackOptions { Device = Speaker.Name }, devices, new LinuxCodecs(), _playout, new Volume(), _notices.Writer,
            new SystemPacer(time), time, log.For<PlaybackPump>())
        { Echo = Echo };
    }

    public BenchDevice Microphone { get; } = new();

    public BenchDevice Speaker { get; } = new();

    public RecordedEcho Echo { get; }

    /// <summary>Whether sound was lost that nobody asked to lose: the machine was too busy.</summary>
    public bool IsDisturbed(int wantedXruns = 0) => Microphone[Slot.Xruns] > 0 || Speaker[Slot.Xruns] > wantedXruns;

    /// <summary>Starts both, listening.</summary>
    public void Start()
    {
        _playback.Start(_threads);
        _capture.Start(_threads);
        _capture.Open(1);
    }

    /// <summary>The device says something.</summary>
    public void Say(long stream, short[] speech)
    {
        _playout.Write(stream, Pcm, MemoryMarshal.AsBytes(speech.AsSpan()));
        _playout.Complete(stream);
    }

    /// <summary>A barge-in.</summary>
    public void Hush(long stream) => _playout.Discard(stream + 1);

    /// <summary>Waits for something, a minute at most.</summary>
    public static Task Until(Func<bool> isSo, [CallerArgumentExpression(nameof(isSo))] string what = "") =>
        Deadline.UntilAsync(isSo, 60, what);

    public void Dispose()
    {
        _capture.Dispose();
        _playback.Dispose();
        Echo.Dispose();
        Microphone.Dispose();
        Speaker.Dispose();
    }
}
