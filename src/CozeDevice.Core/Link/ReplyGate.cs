namespace CozeDevice.Link;

/// <summary>Decides, for everything that comes down the wire, which turn it belongs to: the one place where Coze's chat ids
/// meet our turn ids.</summary>
/// <remarks>
/// Coze's <c>conversation.chat.canceled</c> carries no chat id, deltas of a cancelled reply still arrive, and generated audio
/// has the chat id "0" (protocol §5.4). So: a new turn makes every chat seen so far stale; while a cancel of ours is
/// unanswered, a new chat is believed only after the service acknowledged this turn's utterance; the block ends with
/// <c>canceled</c> or after 3 s. Written by the dispatcher (turns) and the receive loop (events); every member is thread-safe,
/// short and allocation-free in the steady state.
/// </remarks>
/// <param name="time">Monotonic clock.</param>
public sealed class ReplyGate(TimeProvider time)
{
    /// <summary>How long an unanswered cancel blocks (protocol §4.11).</summary>
    public static readonly TimeSpan CancelPatience = TimeSpan.FromSeconds(3);

    private const int MaxStale = 32;
    private const string Generated = "0";

    private enum Sign
    {
        Asked,
        Created,
        Spoken,
    }

    private readonly Lock _lock = new();
    private readonly Queue<string> _stale = new(MaxStale + 1);
    private int _lastTurn;
    private int _turn;
    private bool _expecting;
    private bool _mayGreet;
    private bool _acknowledged;
    private bool _created;
    private string? _chat;
    private string? _unsure;
    private bool _unsureSpoke;
    private bool _opened;
    private bool _generating;
    private bool _interrupted;
    private long _cancelSent;
    private int _cancels;
    private int _completes;
    private int _acknowledgements;

    /// <summary>Allocates the id of a new turn; ids only grow.</summary>
    public int NextTurn() => Interlocked.Increment(ref _lastTurn);

    /// <summary>A turn begins that the other end saw first (hands-free speech): its id is allocated and in force at once, so that
    /// no press can come between.</summary>
    /// <returns>The turn.</returns>
    public int BeginNext()
    {
        lock (_lock)
        {
            int turn = NextTurn();
            Open(turn, expecting: true);
            return turn;
        }
    }

    /// <summary>Audio came that no turn asked for: the greeting, if one was asked for and nobody has begun a turn since.</summary>
    /// <returns>The greeting's turn, in force at once, or 0.</returns>
    public int BeginGreeting(string chatId)
    {
        lock (_lock)
        {
            if (!_mayGreet)
                return 0;
            Open(NextTurn(), expecting: true);
            return Bind(chatId, Sign.Spoken);
        }
    }

    /// <summary>A new turn begins: everything of older turns is stale from now on.</summary>
    /// <param name="turn">The turn; one older than the turn in force is ignored.</param>
    /// <param name="expecting">Whether an answer may come at once (a text, generated audio, hands-free speech); false for
    /// push-to-talk, where it may come only behind <see cref="ExpectReply"/>.</param>
    public void Begin(int turn, bool expecting)
    {
        lock (_lock)
        {
            if (turn >= _turn)
                Open(turn, expecting);
        }
    }

    /// <summary><c>complete</c> of the turn went onto the socket: an answer may come.</summary>
    public void ExpectReply(int turn)
    {
        lock (_lock)
        {
            _completes++;
            if (turn == _turn)
                _expecting = true;
        }
    }

    /// <summary>A cancel of ours went onto the socket.</summary>
    public void CancelSent()
    {
        lock (_lock)
        {
            _cancels++;
            _cancelSent = time.GetTimestamp();
        }
    }

    /// <summary>A new socket: no cancel is open there, and no chat of the old socket can speak on it.</summary>
    /// <param name="mayGreet">Whether the service was asked for a greeting, which nobody's turn asks for.</param>
    public void BeginSession(bool mayGreet = false)
    {
        lock (_lock)
        {
            Forget();
            _mayGreet = mayGreet && !_expecting;
            (_cancels, _completes, _acknowledgements) = (0, 0, 0);
            (_generating, _interrupted) = (false, false);
        }
    }

    /// <summary><c>input_audio_buffer.completed</c> came. Once as many came as <c>complete</c> were sent, chats created from
    /// then on are this turn's, even while a cancel is unanswered.</summary>
    /// <returns>The turn, or 0 when it acknowledges an older utterance.</returns>
    public int Acknowledged()
    {
        lock (_lock)
        {
            if (_acknowledgements < _completes)
                _acknowledgements++;
            if (!_expecting || _acknowledgements < _completes)
                return 0;
            // What has answered before is older. The user's own message may come on either side of this event.
            if (_unsureSpoke)
                Settle();
            _acknowledged = true;
            return _turn;
        }
    }

    /// <summary>An event of the answer without a chat id came (a final transcript, a caption).</summary>
    /// <returns>The turn it may belong to, or 0.</returns>
    public int Current()
    {
        lock (_lock)
            return _expecting && (_acknowledged || !Blocked()) ? _turn : 0;
    }

    /// <summary>An error about the turn came. If it came instead of the acknowledgement, that one is not waited for any more: the
    /// answer to the next utterance would stay in doubt as long as the cancel that followed the error is unanswered.</summary>
    /// <returns>The turn it may belong to, or 0.</returns>
    public int Refused()
    {
        lock (_lock)
        {
            int turn = Current();
            if (turn != 0 && !_acknowledged && _acknowledgements < _completes)
                _acknowledgements++;
            return turn;
        }
    }

    /// <summary>Whether the turn in force has its chat: an answer is on its way, or is heard.</summary>
    public bool IsAnswering
    {
        get { lock (_lock) return _expecting && _created; }
    }

    /// <summary>Interim recognition came: it may come while the button is still held.</summary>
    /// <returns>The turn being heard, or 0.</returns>
    public int Hearing()
    {
        lock (_lock)
            return Blocked() ? 0 : _turn;
    }

    /// <summary><c>conversation.chat.created</c> or <c>in_progress</c> came.</summary>
    /// <returns>The turn, or 0 where it is stale.</returns>
    public int Created(string chatId)
    {
        lock (_lock)
        {
            int turn = Bind(chatId, Sign.Created);
            if (turn == 0)
                return 0;
            _created = true;
            // An acknowledgement that was lost is made up for.
            _acknowledgements = _completes;
            return turn;
        }
    }

    /// <summary>The user's own message came: the first sign of a chat, possibly ahead of the acknowledgement.</summary>
    /// <returns>The turn, or 0 where it is stale.</returns>
    public int Asked(string chatId)
    {
        lock (_lock)
            return Bind(chatId, Sign.Asked);
    }

    /// <summary>Something with a chat id came: an audio or text delta, a message, the end of a chat.</summary>
    /// <returns>The turn, or 0 where it is stale.</returns>
    public int Match(string chatId)
    {
        lock (_lock)
            return Bind(chatId, Sign.Spoken);
    }

    /// <summary><c>conversation.audio.completed</c> came.</summary>
    /// <returns>The turn, or 0 where it is stale.</returns>
    public int AudioCompleted(string chatId)
    {
        lock (_lock)
        {
            int turn = Bind(chatId, Sign.Spoken);
            if (chatId == Generated)
                (_generating, _interrupted) = (false, false);
            return turn;
        }
    }

    /// <summary><c>conversation.chat.canceled</c> came. It is obeyed only after the current turn's chat was created and no
    /// cancel of ours is open; otherwise it answers that cancel, or is nobody's.</summary>
    /// <returns>The turn that was cancelled by the other side, or 0.</returns>
    public int Canceled()
    {
        lock (_lock)
        {
            if (Blocked())
            {
                _cancels--;
                Settle();
                return 0;
            }
            return _created ? _turn : 0;
        }
    }

    private void Open(int turn, bool expecting)
    {
        Forget();
        (_turn, _expecting, _opened, _mayGreet) = (turn, expecting, expecting, false);
        _interrupted |= _generating;
        _generating = false;
    }

    private void Forget()
    {
        Retire(_chat);
        Settle();
        (_chat, _acknowledged, _created) = (null, false, false);
    }

    // Whatever was in doubt was older.
    private void Settle()
    {
        Retire(_unsure);
        (_unsure, _unsureSpoke) = (null, false);
    }

    private int Bind(string chatId, Sign sign)
    {
        if (!_expecting)
        {
            // What speaks while nobody asked belongs to an older turn, even if its first sign comes now.
            if (chatId is not ("" or Generated) && _turn != 0)
                Retire(chatId);
            return 0;
        }
        if (_chat is not null && chatId == _chat)
            return _turn;
        if (chatId == Generated)
            return BindGenerated();
        if (chatId == "")
            return Blocked() ? 0 : _turn;
        if (_stale.Contains(chatId))
            return 0;
        if (Blocked() && !_acknowledged)
        {
            Doubt(chatId, sign);
            return 0;
        }
        // A turn has one chat. Another one takes its place only by being created (the service goes on after a tool);
        // without that, what carries it is late.
        if (_chat is not null && sign != Sign.Created)
            return 0;
        Retire(_chat);
        _chat = chatId;
        (_unsure, _unsureSpoke) = (null, false);
        return _turn;
    }

    // Every generated speech has the same id. Only one that was interrupted can be mistaken for another; an open cancel of a
    // chat with a real id must not silence it.
    private int BindGenerated()
    {
        if (_interrupted && (!_opened || Blocked()))
            return 0;
        (_generating, _interrupted) = (true, false);
        return _turn;
    }

    // Chats come in order: a newer one in doubt proves that the one before was older.
    private void Doubt(string chatId, Sign sign)
    {
        if (_unsure != chatId)
            Settle();
        _unsure = chatId;
        _unsureSpoke |= sign != Sign.Asked;
    }

    private bool Blocked()
    {
        if (_cancels == 0)
            return false;
        if (time.GetElapsedTime(_cancelSent) < CancelPatience)
            return true;
        _cancels = 0;
        return false;
    }

    private void Retire(string? chatId)
    {
        if (chatId is null || _stale.Contains(chatId))
            return;
        _stale.Enqueue(chatId);
        if (_stale.Count > MaxStale)
            _stale.Dequeue();
    }
}
