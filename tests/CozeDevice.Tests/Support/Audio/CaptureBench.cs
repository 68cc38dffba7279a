using System.Threading.Channels;
using CozeDevice.Audio;
using CozeDevice.Codecs;

namespace CozeDevice.Tests.Support.Audio;

/// <summary>A capture pump on a bench: fake microphone, fake sink, a clock that jumps. <c>Step</c> is called by hand.</summary>
internal sealed class CaptureBench : IDisposable
{
    private readonly Channel<AudioNotice> _notices = Channel.CreateUnbounded<AudioNotice>();

    public CaptureBench(
        int preRollMs = 0, IFrameEncoder? encoder = null, bool hasDevice = true, FakeCapture? microphone = null,
        bool isHandsFree = false, int endPauseMs = 0, IEchoCanceller? echo = null)
    {
        Speaker = new SpeakerActivity(Time);
        Capture = microphone ?? new FakeCapture();
        if (hasDevice) Devices.Captures.Enqueue(Capture);
        Pump = new CapturePump(
            new CaptureOptions { Device = "mic", PreRollMs = preRollMs, IsHandsFree = isHandsFree, EndPauseMs = endPauseMs },
            Devices, encoder ?? new PcmEncoder(), Sink, _notices.Writer, Pacer, TimeProvider.System, Log.For<CapturePump>())
        {
            Echo = echo,
            HalfDuplex = new HalfDuplexGate(HalfDuplexMode.Auto, Speaker, () => IsCancellerTrusted, Time),
        };
    }

    /// <summary>The clock of the speaker: it stands still until a test moves it.</summary>
    public ManualTimeProvider Time { get; } = new();

    /// <summary>What is heard, for the gate.</summary>
    public SpeakerActivity Speaker { get; }

    public bool IsCancellerTrusted { get; set; }

    public FakeCapture Capture { get; }

    public TestLog Log { get; } = new();

    public FakeDevices Devices { get; } = new();

    public FakeSink Sink { get; } = new();

    public ManualPacer Pacer { get; } = new();

    public CapturePump Pump { get; }

    public void Step(int times = 1)
    {
        for (var i = 0; i < times; i++) Pump.Step();
    }

    public AudioNotice[] Notices()
    {
        List<AudioNotice> notices = [];
        while (_notices.Reader.TryRead(out var notice)) notices.Add(notice);
        return [.. notices];
    }

    public void Dispose()
    {
        Pump.Dispose();
        Log.Dispose();
    }
}
