using System.Threading.Channels;
using CozeDevice.Audio;
using CozeDevice.Codecs;
using CozeDevice.Linux.Opus;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace CozeDevice.Tests.Support.Audio;

/// <summary>The real pump and buffer between a planned network and a card, on one clock: hours pass in seconds.</summary>
internal sealed class PlayoutSimulation : IAudioDevices, IDisposable
{
    private readonly Channel<AudioNotice> _notices = Channel.CreateUnbounded<AudioNotice>();
    private long _stream;

    public PlayoutSimulation(ICodecs? codecs = null, double idleReleaseSeconds = 0)
    {
        Pump = new PlaybackPump(
            new PlaybackOptions { Device = "speaker", IdleRelease = TimeSpan.FromSeconds(idleReleaseSeconds) }, this,
            codecs ?? new LinuxCodecs(), Buffer, new Volume(), _notices.Writer, Pacer, TimeProvider.System,
            NullLogger<PlaybackPump>.Instance);
    }

    public ManualPacer Pacer { get; } = new();

    /// <summary>The card that was opened last.</summary>
    public CardPlayback Speaker { get; private set; } = new(new ManualPacer());

    public PlayoutBuffer Buffer { get; } = new();

    public PlaybackPump Pump { get; }

    /// <summary>Times the card was opened.</summary>
    public int Opens { get; private set; }

    /// <summary>Whether there is no card to open.</summary>
    public bool IsUnplugged { get; set; }

    /// <summary>Whether the card keeps what is heard.</summary>
    public bool Keeps { get; init; }

    /// <summary>Called with each frame before the card takes it.</summary>
    public Action<short[]>? Writing { get; set; }

    /// <summary>Called with each notice, after the step that told it.</summary>
    public Action<AudioNotice>? Told { get; set; }

    public IPcmCapture OpenCapture(string name) => throw new NotSupportedException();

    public IPcmPlayback OpenPlayback(string name)
    {
        if (name == "null") return new NullPlayback(Pacer);
        if (IsUnplugged) throw new AudioDeviceException(name, $"{name} is not there");
        Opens++;
        return Speaker = new CardPlayback(Pacer) { Writing = Writing, Keeps = Keeps };
    }

    /// <summary>Plays one answer of 20 ms deltas of silence, end mark with the last one, and two seconds of rest behind it.</summary>
    /// <returns>When each of its underruns was over, since the first delta.</returns>
    public List<TimeSpan> Answer(TimeSpan[] arrivals)
    {
        var stream = _stream += 2;
        var start = Pacer.Now;
        var delta = new byte[2 * AudioFormat.FrameSamples];
        for (var i = 0; i < arrivals.Length; i++)
        {
            var isLast = i == arrivals.Length - 1;
            Pacer.At(start + arrivals[i], () =>
            {
                Buffer.Write(stream, PlaybackBench.Pcm, delta);
                if (isLast) Buffer.Complete(stream);
            });
        }

        List<TimeSpan> underruns = [];
        var seen = Pump.Counters.Starvations;
        var isOver = false;
        Told = notice => isOver |= notice == new PlaybackDrained(stream);
        while (!isOver)
        {
            Step();
            if (Pump.Counters.Starvations == seen) continue;
            seen = Pump.Counters.Starvations;
            underruns.Add(Pacer.Now - start);
        }

        Pacer.Advance(2_000);
        return underruns;
    }

    /// <summary>Steps until nothing is planned and the pump is parked.</summary>
    public void Settle()
    {
        for (var parks = Pacer.Parks; Pacer.HasPlans || Pacer.Parks == parks;) Step();
    }

    public void Step()
    {
        Assert.True(Pump.Steps < 10_000_000, "the pump never comes to rest");
        Pump.Step();
        while (_notices.Reader.TryRead(out var notice)) Told?.Invoke(notice);
    }

    public void Dispose() => Pump.Dispose();
}
