using System.Threading.Channels;
using CozeDevice.Audio;
using CozeDevice.Protocol;

namespace CozeDevice.Link;

/// <summary>What <see cref="OutboundQueue.TryTake"/> found.</summary>
internal enum OutboundKind
{
    /// <summary>Nothing to send.</summary>
    None,

    /// <summary>A control event.</summary>
    Control,

    /// <summary>An audio frame.</summary>
    Frame,
}

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

    /// <summary>The service refused a whole utterance for a reason that is gone: it goes out once more, end mark included, behind
    /// what waits now. Nothing happens once its answer has begun.</summary>
    public void SendAgain(int turn)
    {
        lock (_gate)
        {
            if (keepUtterances && turn == _utterance.Turn && _utterance is { Released: false, End: UtteranceEnd.Complete, EndTaken: true })
                _utterance.Rewind();
        }
        Wake();
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
    /// <param name="payload">Receives the bytes of a frame.</param>
    /// <param name="length">Bytes of the frame.</param>
    /// <param name="turn">The turn of a frame or of an end mark, else 0.</param>
    /// <param name="first">Whether it is the first frame of its utterance in this session.</param>
    /// <param name="control">The control event.</param>
    internal OutboundKind TryTake(
        Span<byte> payload, out int length, out int turn, out bool first, out ClientEvent? control)
    {
        (length, turn, first, control) = (0, 0, false, null);
        lock (_gate)
        {
            if (_control.TryDequeue(out control))
                return OutboundKind.Control;
            if (_utterance.Turn == 0)
                return OutboundKind.None;
            turn = _utterance.Turn;
            if (_utterance.End == UtteranceEnd.Clear)
                return TakeClear(out control);
            if (_utterance.HasFrame)
            {
                first = !_utterance.Started;
                ReadOnlySpan<byte> frame = _utterance.Take();
                frame.CopyTo(payload);
                length = frame.Length;
                if (!keepUtterances)
                    _utterance.ForgetTaken();
                return OutboundKind.Frame;
            }
            if (_utterance is { End: UtteranceEnd.Complete, EndTaken: false })
            {
                _utterance.EndTaken = true;
                control = new CompleteInput();
                return OutboundKind.Control;
            }
            return OutboundKind.None;
        }
    }

    // Too short a press: what waits is dropped, and what the server already has is cleared there.
    private OutboundKind TakeClear(out ClientEvent? control)
    {
        bool sent = _utterance.Started;
        _utterance.Reset(0);
        control = sent ? new ClearInput() : null;
        return sent ? OutboundKind.Control : OutboundKind.None;
    }

    private void DropUtterance()
    {
        if (_utterance is { Started: true, EndTaken: false } && _control.Count < MaxControl)
            _control.Enqueue(new ClearInput());
        _utterance.Reset(0);
    }
}
