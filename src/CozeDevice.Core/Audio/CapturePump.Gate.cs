namespace CozeDevice.Audio;

// The gate, on the mic thread.
public sealed partial class CapturePump
{
    private const int TailFrames = 120 / AudioFormat.FrameMs;

    private readonly byte[] _payload;
    private int? _turn; // the open turn
    private int? _refusedTurn; // the sink took no more of it; its end mark is still to come
    private int? _closedTurn; // the last one CaptureClosed was told of
    private int _sent; // frames of the open turn
    private int _tail; // frames still to send, or 0 while the turn is live

    private void TakeRequests()
    {
        while (true)
        {
            GateRequest request;
            lock (_lock)
            {
                if (!_requests.TryDequeue(out request)) return;
            }

            switch (request.Action)
            {
                case GateAction.Open: OpenGate(request.Turn); break;
                case GateAction.Close: CloseGate(request.Turn, request.End, request.HasTail); break;
                case GateAction.Mute: Mute(); break;
                case GateAction.Unmute: _isMuted = false; break;
                case GateAction.Rewind: _capture?.Rewind(); break;
                case GateAction.Watch: BeginWatch(request.Turn, VoiceWatch.Open, request.Frames); break;
                case GateAction.Await: BeginWatch(request.Turn, VoiceWatch.Awaited, request.Frames); break;
                case GateAction.Unwatch: EndWatch(request.Turn); break;
            }
        }
    }

    private void OpenGate(int turn)
    {
        if (_turn is { } open) EndTurn(open, UtteranceEnd.Clear);
        _watch = VoiceWatch.None;
        if (_isMuted) return;
        _capture?.Rewind();
        _voice?.Begin();
        BeginTurn(turn);
        for (var i = 0; i < _preRoll.Count && _turn == turn; i++) Send(turn, _preRoll[i]);
    }

    private void BeginTurn(int turn)
    {
        _turn = turn;
        _sent = _tail = 0;
        _isHeard = false;
        _encoder.Reset();
        _sink.Begin(turn);
    }

    private void CloseGate(int turn, UtteranceEnd end, bool hasTail)
    {
        EndWatch(turn);
        if (_turn == turn)
        {
            if (end == UtteranceEnd.Complete && hasTail && _capture is not null) _tail = TailFrames;
            else EndTurn(turn, end);
        }
        else if (_refusedTurn == turn)
        {
            EndTurn(turn, end);
        }
        else if (_closedTurn is null || turn > _closedTurn)
        {
            TellClosed(turn); // it never opened
        }
    }

    private void Mute()
    {
        _isMuted = true;
        _preRoll.Clear();
        _onset.Clear();
        _watch = VoiceWatch.None;
        if (_turn is { } turn) EndTurn(turn, UtteranceEnd.Clear);
    }

    private void Send(int turn, ReadOnlySpan<short> frame)
    {
        var length = _encoder.Encode(frame, _payload);
        if (_isMuted) return;
        Hear(frame);
        if (!_sink.Write(turn, _payload.AsSpan(0, length)))
        {
            Refused(turn);
            return;
        }

        _sent++;
        lock (_lock)
        {
            _counters = _counters with { FramesSent = _counters.FramesSent + 1 };
            if (_sent == 1) _counters = _counters with { FirstFrameTurn = turn, FirstFrameAt = _time.GetTimestamp() };
        }

        if (_tail > 0 && --_tail == 0) EndTurn(turn, UtteranceEnd.Complete);
    }

    private void Refused(int turn)
    {
        var isEnding = _tail > 0;
        EndWatch(turn);
        _turn = null;
        _refusedTurn = turn;
        lock (_lock) _counters = _counters with { Overflows = _counters.Overflows + 1 };
        AudioLog.CaptureOverflow(_logger, turn);
        _notices.TryWrite(new CaptureOverflow(turn));
        if (isEnding) EndTurn(turn, UtteranceEnd.Complete); // the release came before: answer what there is
    }

    private void EndTurn(int turn, UtteranceEnd end)
    {
        EndWatch(turn);
        _turn = _refusedTurn = null;
        _tail = 0;
        Volatile.Write(ref _level, Packed(AudioLevel.Silence)); // the device may be closed now
        // What was thrown away may still be the first syllable of the next turn; what was sent is not said twice. A source
        // that starts again at each press does not go on from there.
        if (end != UtteranceEnd.Clear || _capture is not { IsMicrophone: true }) _preRoll.Clear();
        var isDead = end == UtteranceEnd.Complete && IsDead;
        _sink.End(turn, isDead ? UtteranceEnd.Clear : end);
        TellClosed(turn, isDead);
    }

    private void TellClosed(int turn, bool isDead = false)
    {
        _closedTurn = turn;
        _notices.TryWrite(new CaptureClosed(turn, isDead));
    }
}
