using System.Runtime.InteropServices;
using System.Threading.Channels;
using CozeDevice.Audio;
using CozeDevice.Codecs;
using CozeDevice.Linux.Opus;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace CozeDevice.Tests.Support.Audio;

/// <summary>A playback pump on a bench: fake speaker, real buffer and codecs, a clock that jumps. <c>Step</c> is called by
/// hand.</summary>
internal sealed class PlaybackBench : IDisposable
{
    public static readonly WireFormat Pcm = new(AudioCodec.Pcm, 16_000);

    private readonly Channel<AudioNotice> _notices = Channel.CreateUnbounded<AudioNotice>();

    public PlaybackBench(bool hasDevice = true, ICodecs? codecs = null, IEchoCanceller? echo = null, SpeakerActivity? activity = null)
    {
        if (hasDevice) Devices.Playbacks.Enqueue(Speaker);
        Pump = new PlaybackPump(
            new PlaybackOptions { Device = "speaker" }, Devices, codecs ?? new LinuxCodecs(), Buffer, Volume, _notices.Writer,
            Pacer, TimeProvider.System, NullLogger<PlaybackPump>.Instance)
        { Echo = echo, Activity = activity };
    }

    public FakePlayback Speaker { get; } = new();

    public FakeDevices Devices { get; } = new();

    public PlayoutBuffer Buffer { get; } = new();

    public Volume Volume { get; } = new();

    public ManualPacer Pacer { get; } = new();

    public PlaybackPump Pump { get; }

    /// <summary>Sends samples as PCM at 16 kHz in one delta.</summary>
    public bool Send(long stream, ReadOnlySpan<short> samples) => Buffer.Write(stream, Pcm, MemoryMarshal.AsBytes(samples));

    public void Step(int times = 1)
    {
        for (var i = 0; i < times; i++) Pump.Step();
    }

    /// <summary>Steps until the pump parks.</summary>
    public void Settle()
    {
        var parks = Pacer.Parks;
        for (var i = 0; Pacer.Parks == parks; i++)
        {
            Assert.True(i < 100_000, "the pump never comes to rest");
            Pump.Step();
        }
    }

    public AudioNotice[] Notices()
    {
        List<AudioNotice> notices = [];
        while (_notices.Reader.TryRead(out var notice)) notices.Add(notice);
        return [.. notices];
    }

    public void Dispose() => Pump.Dispose();
}
