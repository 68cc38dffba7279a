using CozeDevice.Link;
using CozeDevice.Panel;

namespace CozeDevice.Conversation;

/// <summary>The actor around the machine: one reader of one inbox. It stamps time, steps, carries effects out in order and
/// publishes what changed.</summary>
/// <remarks>Everything that changes state happens on this one loop. Commands and snapshots may come from any thread. Split by
/// concern: the loop here, effects in <c>.Effects.cs</c>, the local feed in <c>.Feed.cs</c>, commands in <c>.Commands.cs</c>,
/// the volume in <c>.Volume.cs</c>.</remarks>
public sealed partial class ConversationLoop : IDeviceControl, IDisposable
{
    private readonly ConversationParts _parts;
    private readonly TimeProvider _time;
    private readonly long _start;
    private readonly ITimer _timer;
    private readonly TurnClock _clock;
    private DeviceState _state;

    /// <summary>Makes the actor; nothing happens before <see cref="RunAsync"/>.</summary>
    /// <param name="parts">What it works with.</param>
    /// <param name="muted">Whether the microphone starts muted.</param>
    public ConversationLoop(ConversationParts parts, bool muted)
    {
        (_parts, _time) = (parts, parts.Time);
        _start = _time.GetTimestamp();
        _clock = new TurnClock(_time, parts.Metrics);
        _linkClock = new LinkClock(_time, parts.Metrics);
        _state = DeviceState.Initial(Now) with
        {
            Muted = muted,
            // Whose conversation is remembered from before the start, nobody knows.
            ContextDue = parts.Settings.ClearAfterIdle > TimeSpan.Zero ? Now + parts.Settings.ClearAfterIdle : null,
        };
        _pattern = Indicator.Show(_state, Now);
        _snapshot = MakeSnapshot();
        _toldVolume = _snapshot.Volume;
        _timer = _time.CreateTimer(
            _ => parts.Inbox.Writer.TryWrite(new Tick()), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        parts.Capture.SetMuted(muted);
        parts.Metrics?.Observe(parts, Snapshot);
    }

    /// <summary>Told after each step: the heartbeat of the dispatcher.</summary>
    public Action? Stepped { get; set; }

    /// <summary>Told each pattern the LED should show.</summary>
    public Action<LedPattern>? Shown { get; set; }

    /// <summary>Told when volume or mute changed, so that it can be remembered. The volume is null while nobody has set
    /// it.</summary>
    public Action<int?, bool>? SettingsChanged { get; set; }

    private TimeSpan Now => _time.GetElapsedTime(_start);

    /// <summary>Runs until cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        Guard(() => Shown?.Invoke(_pattern));
        Arm();
        try
        {
            while (await _parts.Inbox.Reader.WaitToReadAsync(cancellationToken).ConfigureAwait(false))
            {
                // After each step, not after the last: a flood of news must not keep a deadline from being armed.
                while (_parts.Inbox.Reader.TryRead(out Input? input))
                {
                    Guard(() => Handle(input, cancellationToken));
                    Arm();
                    Stepped?.Invoke();
                }
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // Stopping.
        }
    }

    /// <summary>Asks for a sign of life: <see cref="Stepped"/> follows if the dispatcher runs.</summary>
    public void Nudge() => _parts.Inbox.Writer.TryWrite(new Tick());

    /// <inheritdoc/>
    public void Dispose()
    {
        _timer.Dispose();
        _run?.Dispose();
    }

    private void Handle(Input input, CancellationToken cancellationToken)
    {
        if (input is Commanded commanded)
        {
            Command(commanded, cancellationToken);
            return;
        }
        if (input is FaultReported reported)
        {
            Note(reported);
            return;
        }
        if (input is TurnEnded ended)
        {
            if (ended.Turn == _state.Turn.Turn && _state.Turn is not Ready)
                Step(new CancelRequested(_parts.Gate.NextTurn()), cancellationToken);
            return;
        }
        if (input is FromAudio { Notice: var notice })
            Mix(notice);
        if (_parts.Settings.FollowUp > TimeSpan.Zero && input is FromAudio { Notice: Audio.PlaybackDrained } drained)
            input = drained with { Next = _parts.Gate.NextTurn() };
        Step(input, cancellationToken);
        if (input is FromLink { Notice: WireEvent wire })
            Obey(wire, cancellationToken);
    }

    // A defect of one part (a broken LED, a full disk) must not silence the button: the rest goes on, the log says what to mend.
    private void Guard(Action part)
    {
        try
        {
            part();
        }
        catch (Exception failure)
        {
            _parts.Logger.StepFailed(failure);
        }
    }

    private Refuse? Step(Input input, CancellationToken cancellationToken)
    {
        DeviceState before = _state;
        Transition next = TurnMachine.Step(before, input, Now, _parts.Settings);
        _state = next.State;
        Measure(before, input);
        Account(before, input);
        Tally(next.Effects);
        // What must be silent is silent before anything is shown or sent.
        int first = 0;
        while (first < next.Effects.Count && next.Effects[first] is Hush or Silence)
            Execute(next.Effects[first++], cancellationToken);
        Guard(() => Publish(before, input));
        Refuse? refusal = null;
        for (int i = first; i < next.Effects.Count; i++)
        {
            if (next.Effects[i] is Refuse refuse)
                refusal = refuse;
            else
                Execute(next.Effects[i], cancellationToken);
        }
        EndToolsNobodyWaitsFor();
        // Whatever becomes of a turn, something is heard of it soon: the speaker is open before, and not released meanwhile.
        if (HasMoved(before) && _state.Turn is not Ready)
            _parts.Playback.Prepare();
        if (_state.Turn is Ready or Prompting or Listening { IsWaiting: true } && before.Turn is not Ready and not Prompting)
            _feed.Publish(new StatsEvent(Stats()) { At = AtMs });
        return refusal;
    }

    private bool HasMoved(DeviceState before) =>
        before.Turn.GetType() != _state.Turn.GetType() || before.Turn.Turn != _state.Turn.Turn;

    private void Measure(DeviceState before, Input input)
    {
        int turn = before.Turn.Turn;
        // Waiting for a voice, the latencies are still those of the answer before.
        bool isWaiting = _state.Turn is Listening { IsWaiting: true };
        bool begins = _state.Turn.Turn != turn || before.Turn is Listening { IsWaiting: true };
        if (_state.Turn is Listening or Thinking && begins && !isWaiting)
            _clock.Begin(input is ButtonDown ? _pressedAt : 0);
        switch (input)
        {
            case FromLink { Notice: FirstAppendSent append } when append.Turn == turn:
                _clock.Append(append.Timestamp);
                break;
            case FromLink { Notice: CompleteSent complete } when complete.Turn == turn:
                _clock.Complete(complete.Timestamp);
                break;
            case FromLink { Notice: QuestionSent question } when _state.Turn
                is Thinking { Waits.Kind: TurnKind.Ask } or Acting { Waits.Kind: TurnKind.Ask } or Speaking { Kind: TurnKind.Ask }:
                _clock.Complete(question.Timestamp);
                break;
            case FromLink { Notice: AudioArrived audio } when audio.Turn == turn:
                _clock.Audio(audio.Timestamp);
                break;
            case FromLink { Notice: WireEvent { Event: Protocol.Transcript transcript } wire } when wire.Turn == turn:
                _clock.Transcript(wire.Timestamp, transcript.Final);
                break;
            case FromLink { Notice: WireEvent { Event: Protocol.MessageDelta } wire } when wire.Turn == turn:
                _clock.Text(wire.Timestamp);
                break;
            case FromAudio { Notice: Audio.PlaybackStarted started } when started.Stream == Audio.PlayoutStream.OfAnswer(turn):
                _clock.Sound();
                break;
        }
    }

    private void Arm()
    {
        TimeSpan now = Now;
        TimeSpan? due = _state.Due;
        if (Indicator.NextChange(_state, now) is { } change && !(due < change))
            due = change;
        TimeSpan wait = due is not { } at ? Timeout.InfiniteTimeSpan : at > now ? at - now : TimeSpan.Zero;
        // Timers have whole milliseconds and may be early by a fraction: a deadline is looked at just behind it.
        _timer.Change(due is null ? wait : wait + TimeSpan.FromMilliseconds(1), Timeout.InfiniteTimeSpan);
    }
}
