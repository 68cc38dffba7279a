namespace CozeDevice.Audio;

// Speech whose beginning or end no button marks, on the mic thread.
public sealed partial class CapturePump
{
    private const int OnsetMs = 300; // longer than an onset takes to be believed

    private readonly EndPointer? _voice;
    private readonly PreRoll _onset; // since nothing of the device's own voice is heard
    private VoiceWatch _watch;
    private int _watchedTurn;
    private int _patience; // frames without speech that are still borne
    private bool _isVoiceTold;

    /// <summary>Knows when the device hears itself, or null where it never plays.</summary>
    public HalfDuplexGate? HalfDuplex { get; init; }

    /// <summary>Watches an open gate: <see cref="VoiceHeard"/> and <see cref="VoiceEnded"/> follow, or <see cref="VoiceMissed"/>.</summary>
    /// <param name="turn">The turn id.</param>
    /// <param name="patience">How long nothing need be said.</param>
    public void Watch(int turn, TimeSpan patience) =>
        Post(new GateRequest(GateAction.Watch, turn, default) { Frames = FramesOf(patience) });

    /// <summary>Opens the gate when somebody speaks, with what was heard just before, and watches it then. Waits until the device no
    /// longer hears itself.</summary>
    /// <param name="turn">The turn id.</param>
    /// <param name="patience">How long nothing need be said.</param>
    public void Await(int turn, TimeSpan patience) =>
        Post(new GateRequest(GateAction.Await, turn, default) { Frames = FramesOf(patience) });

    /// <summary>The button decides from now on.</summary>
    /// <param name="turn">The turn id.</param>
    public void Unwatch(int turn) => Post(new GateRequest(GateAction.Unwatch, turn, default));

    private static int FramesOf(TimeSpan time) => (int)(time.TotalMilliseconds / AudioFormat.FrameMs);

    /// <summary>An endless stream holds silence in place of the device's own voice; the pre-roll too.</summary>
    private void HushItself()
    {
        if (!_options.IsHandsFree || HalfDuplex?.IsClosed(_capture!.Waiting) != true) return;
        _frame.AsSpan().Clear();
        lock (_lock) _counters = _counters with { FramesSilenced = _counters.FramesSilenced + 1 };
    }

    private void BeginWatch(int turn, VoiceWatch watch, int patience)
    {
        if (_voice is null || _isMuted || (watch == VoiceWatch.Open && _turn != turn)) return;
        (_watch, _watchedTurn, _patience, _isVoiceTold) = (watch, turn, patience, false);
        if (watch != VoiceWatch.Awaited) return;
        _onset.Clear();
        _voice.Begin();
    }

    private void EndWatch(int turn)
    {
        if (_watchedTurn == turn) _watch = VoiceWatch.None;
    }

    /// <summary>Looks for speech in the frame just read.</summary>
    private void Listen()
    {
        if (_voice is null || _isMuted) return;
        if (HalfDuplex?.HearsItself(_capture?.Waiting ?? 0) == true)
        {
            _onset.Clear();
            return;
        }

        var hasEnded = _voice.Add(_frame);
        if (_watch == VoiceWatch.None) return;
        if (_watch == VoiceWatch.Awaited) _onset.Push(_frame);
        if (_voice.HasSpeech) HearVoice(_watchedTurn, hasEnded);
        else if (--_patience <= 0) MissVoice(_watchedTurn);
    }

    private void HearVoice(int turn, bool hasEnded)
    {
        if (_watch == VoiceWatch.Awaited)
        {
            BeginTurn(turn);
            _watch = VoiceWatch.Open;
            for (var i = 0; i < _onset.Count && _turn == turn; i++) Send(turn, _onset[i]);
        }

        if (!_isVoiceTold) _notices.TryWrite(new VoiceHeard(turn));
        _isVoiceTold = true;
        if (!hasEnded) return;
        _watch = VoiceWatch.None;
        _notices.TryWrite(new VoiceEnded(turn));
    }

    private void MissVoice(int turn)
    {
        _watch = VoiceWatch.None;
        _notices.TryWrite(new VoiceMissed(turn));
    }

    private enum VoiceWatch
    {
        /// <summary>The button marks the end.</summary>
        None,

        /// <summary>The gate is open, and a pause will close it.</summary>
        Open,

        /// <summary>The gate opens when somebody speaks.</summary>
        Awaited,
    }
}
