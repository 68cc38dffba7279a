namespace CozeDevice.Hosting;

/// <summary>Looks at the loops that matter every two seconds and beats for each that moves: dispatcher, microphone, speaker.</summary>
/// <remarks>A loop that is parked is healthy; one that should step and does not is not. The link needs no heart of its own:
/// it waits on deadlines, and the dispatcher carries them.</remarks>
internal sealed class Liveness : IDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(10);

    private readonly Device _device;
    private readonly Heartbeat _microphone;
    private readonly Heartbeat _speaker;
    private readonly ITimer _timer;
    private long _captured;
    private long _played;

    /// <summary>Starts looking.</summary>
    public Liveness(Device device, TimeProvider time)
    {
        _device = device;
        var dispatcher = new Heartbeat("dispatcher", Limit, time);
        _microphone = new Heartbeat("microphone", Limit, time);
        _speaker = new Heartbeat("speaker", Limit, time);
        Heartbeats = [dispatcher, _microphone, _speaker];
        device.Loop.Stepped = dispatcher.Beat;
        _timer = time.CreateTimer(_ => Look(), null, Interval, Interval);
    }

    /// <summary>What the watchdog watches.</summary>
    public IReadOnlyList<Heartbeat> Heartbeats { get; }

    /// <inheritdoc/>
    public void Dispose() => _timer.Dispose();

    private void Look()
    {
        _device.Loop.Nudge();
        Look(_microphone, _device.Capture.IsParked, _device.Capture.Steps, ref _captured);
        Look(_speaker, _device.Playback.IsParked, _device.Playback.Steps, ref _played);
    }

    private static void Look(Heartbeat heart, bool parked, long steps, ref long last)
    {
        if (parked || steps != last)
            heart.Beat();
        last = steps;
    }
}
