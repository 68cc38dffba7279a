using System.Threading.Channels;
using CozeDevice.Audio;
using CozeDevice.Protocol;

namespace CozeDevice.Link;

/// <summary>The one way onto the socket: control events and the frames of the current utterance, in order.</summary>
/// <remarks>
/// Any thread writes, the send loop of the running session reads. The end mark of an utterance stands behind its last
/// frame and cannot overtake it; other control events go ahead of waiting audio, so that a cancel is never stuck behind a
/// slow uplink. In push-to-talk the utterance is kept until the answer begins and is sent again by the next session.
/// </remarks>
/// <param name="keepUtterances">True in push-to-talk; false for an endless hands-free stream.</param>
public sealed class OutboundQueue(bool keepUtterances) : IFrameSink
{
    private const int MaxControl = 64;

    private readonly Lock _gate = new();
    private readonly Queue<ClientEvent> _control = new(MaxControl);
    private readonly Utterance _utterance = new();
    private readonly Channel<byte> _signal = Channel.CreateBounded<byte>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite, SingleReader = false });

    /// <summary>Whether the button marks the utterances, which are kept until the answer begins.</summary>
    public bool KeepsUtterances => keepUtterances;

    /// <summary>Whether an utterance waits to be sent, or to be answered and might be sent again.</summary>
    public bool SpeechWaits
    {
        get { lock (_gate) return keepUtterances && _utterance is { Turn: > 0, Released: false, End: null or UtteranceEnd.Complete }; }
    }

    /// <summary>Adds a control event.</summary>
    /// <returns>False when 64 already wait: the session is not draining and must end.</returns>
    public bool TryEnqueue(ClientEvent control)
    {
        lock (_gate)
        {
            if (_control.Count == MaxControl)
                return false;
            _control.Enqueue(control);
        }
        Wake();
        return true;
    }

    /// <inheritdoc/>
    public void Begin(int turn)
    {
        lock (_gate)
        {
            // Frames of an utterance that never got its end mark lie in the server's buffer: they must not join the new one.
            if (_utterance is { Turn: > 0, Started: true, EndTaken: false } && _control.Count < MaxControl)
                _control.Enqueue(new ClearInput());
            _utterance.Reset(turn);
        }
        Wake();
    }

    /// <inheritdoc/>
    public bool Write(int turn, ReadOnlySpan<byte> payload)
    {
        lock (_gate)
        {
            if (turn != _utterance.Turn || _utterance.End is not null || !_utterance.Add(payload))
                return false;
        }
        Wake();
        return true;
    }

    /// <inheritdoc/>
    public void End(int turn, UtteranceEnd end)
    {
        lock (_gate)
        {
            if (turn != _utterance.Turn || _utterance.End is not null)
                return;
            _utterance.End = end;
        }
        Wake();
    }

    /// <summary>The answer began: the utterance is never sent again.</summary>
    public void Release(int turn)
    {
        lock (_gate)
        {
            if (turn == _utterance.Turn)
                _utterance.Released = true;
        }
    }

    /// <summary>Gives an utterance up: what was not sent never will be.</summary>
    public void Abandon(int turn)
    {
        lock (_gate)
        {
            if (turn == _utterance.Turn)
                DropUtterance();
        }
        Wake();
    }

    /// <summary>A new session is online: control of the old one is void, a kept utterance starts from its beginning.</summary>
    public void BeginSession()
    {
        lock (_gate)
        {
            _control.Clear();
            if (_utterance.Released || !keepUtterances || _utterance.End is UtteranceEnd.Clear or UtteranceEnd.Silent)
                _utterance.Reset(_utterance.End is null && !_utterance.Released ? _utterance.Turn : 0);
            else
                _utterance.Rewind();
        }
        Wake();
    }

    /// <summary>Wakes the send loop, so that it looks at its stop flag.</summary>
    public void Wake() => _signal.Writer.TryWrite(0);

    /// <summary>Waits until something may be there.</summary>
    internal ValueTask<byte> WaitAsync() => _signal.Reader.ReadAsync(CancellationToken.None);

    /// <summary>Takes the next thing to send.</summary>
    /// <param name="payload">Receives the bytes of the frames. Room for one frame at least.</param>
    /// <param name="mostFrames">How many frames of one utterance may be taken together, at least 1.</param>
    internal Outgoing Take(Span<byte> payload, int mostFrames)
    {
        lock (_gate)
        {
            if (_control.TryDequeue(out ClientEvent? control))
                return new Outgoing(OutboundKind.Control) { Control = control };
            if (_utterance.Turn == 0)
                return default;
            if (_utterance.End == UtteranceEnd.Clear)
                return TakeClear();
            if (_utterance.HasFrame)
                return TakeFrames(payload, mostFrames);
            if (_utterance is { End: UtteranceEnd.Complete, EndTaken: false })
            {
                _utterance.EndTaken = true;
                return new Outgoing(OutboundKind.Control) { Control = new CompleteInput(), Turn = _utterance.Turn };
            }
            return default;
        }
    }

    private Outgoing TakeFrames(Span<byte> payload, int mostFrames)
    {
        bool isFirst = !_utterance.Started;
        int frames = 0, length = 0;
        do
        {
            ReadOnlySpan<byte> frame = _utterance.Take();
            frame.CopyTo(payload[length..]);
            length += frame.Length;
            frames++;
            if (!keepUtterances)
                _utterance.ForgetTaken();
        }
        while (frames < mostFrames && _utterance.HasFrame && _utterance.NextLength <= payload.Length - length);
        return new Outgoing(OutboundKind.Frame)
        {
            Length = length,
            Frames = frames,
            Turn = _utterance.Turn,
            IsFirst = isFirst,
            MoreWait = _utterance.HasFrame,
        };
    }

    // Too short a press: what waits is dropped, and what the server already has is cleared there.
    private Outgoing TakeClear()
    {
        (bool sent, int turn) = (_utterance.Started, _utterance.Turn);
        _utterance.Reset(0);
        return sent ? new Outgoing(OutboundKind.Control) { Control = new ClearInput(), Turn = turn } : default;
    }

    private void DropUtterance()
    {
        if (_utterance is { Started: true, EndTaken: false } && _control.Count < MaxControl)
            _control.Enqueue(new ClearInput());
        _utterance.Reset(0);
    }
}
