using System.Threading.Channels;
using CozeDevice.Audio;

namespace CozeDevice.Tests.Support.Audio;

/// <summary>A mixer pump without a thread, stepped by the test.</summary>
internal sealed class MixerBench : IDisposable
{
    private readonly Channel<AudioNotice> _notices = Channel.CreateUnbounded<AudioNotice>();

    public MixerBench(int? percent = 50, int max = 100, FakeMixer? mixer = null)
    {
        Volume = new Volume(percent, max);
        Mixer = mixer ?? new FakeMixer();
        Mixers.Mixers.Enqueue(Mixer);
        Pump = new MixerPump(
            new MixerOptions("plughw:Fake", "auto"), Mixers, Volume, _notices.Writer, Pacer, Log.For<MixerPump>());
    }

    public TestLog Log { get; } = new();

    public ManualPacer Pacer { get; } = new();

    public FakeMixers Mixers { get; } = new();

    public FakeMixer Mixer { get; }

    public Volume Volume { get; }

    public MixerPump Pump { get; }

    public void Step(int times = 1)
    {
        for (var i = 0; i < times; i++) Pump.Step();
    }

    /// <summary>What was told since the last call.</summary>
    public List<AudioNotice> Told()
    {
        List<AudioNotice> told = [];
        while (_notices.Reader.TryRead(out var notice)) told.Add(notice);
        return told;
    }

    public void Dispose()
    {
        Pump.Dispose();
        Log.Dispose();
    }
}
