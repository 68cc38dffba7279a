using CozeDevice.Protocol;

namespace CozeDevice.Conversation;

/// <summary>What kind of turn waits for an answer.</summary>
public enum TurnKind
{
    /// <summary>Push-to-talk speech.</summary>
    Speech,

    /// <summary>Hands-free speech, found by the service's voice activity detection.</summary>
    HandsFree,

    /// <summary>A text spoken without the model (<c>input_text.generate_audio</c>).</summary>
    Say,

    /// <summary>A question in text (<c>conversation.message.create</c>).</summary>
    Ask,

    /// <summary>The last answer, from memory; the service knows nothing of it.</summary>
    Repeat,
}

/// <summary>The turn region of the machine (design §3). Every phase but <see cref="Ready"/> has a deadline, on the monotonic
/// clock; a phase without one does not compile.</summary>
/// <param name="Turn">The turn id, 0 before the first.</param>
public abstract record TurnPhase(int Turn)
{
    /// <summary>When this phase must have ended, or null in <see cref="Ready"/> alone.</summary>
    public abstract TimeSpan? Due { get; }
}

/// <summary>Nothing is going on.</summary>
/// <param name="Turn">The last turn.</param>
/// <param name="Reason">How it ended, if worth telling.</param>
public sealed record Ready(int Turn, string? Reason = null) : TurnPhase(Turn)
{
    /// <inheritdoc/>
    public override TimeSpan? Due => null;
}

/// <summary>The button is held (or hands-free speech was found): the capture gate is open.</summary>
/// <param name="Turn">The turn id.</param>
/// <param name="Since">When the press came.</param>
/// <param name="Deadline">The longest hold.</param>
/// <param name="HandsFree">Whether the service, not the button, marks the end.</param>
public sealed record Listening(int Turn, TimeSpan Since, TimeSpan Deadline, bool HandsFree = false) : TurnPhase(Turn)
{
    /// <summary>Who holds it open: the last to let go ends it. Empty in a hands-free turn.</summary>
    public Holders Holders { get; init; }

    /// <summary>Whether a pause, found here, ends it; nobody holds the button.</summary>
    public bool EndPointed { get; init; }

    /// <summary>Whether it began behind an answer, without the button.</summary>
    public bool FollowsUp { get; init; }

    /// <summary>Whether somebody was heard to speak, where a pause ends it.</summary>
    public bool Heard { get; init; }

    /// <summary>Whether its press stopped something: then it need not be mentioned that nothing was said.</summary>
    public bool Stopped { get; init; }

    /// <summary>Whether the button came into a turn that listened already: then a tap ends it.</summary>
    public bool EndsByTap { get; init; }

    /// <summary>When that was, or null.</summary>
    public TimeSpan? PressedAt { get; init; }

    /// <summary>Whether the gate is still closed: it opens when somebody speaks.</summary>
    public bool IsWaiting => FollowsUp && EndPointed && !Heard;

    /// <inheritdoc/>
    public override TimeSpan? Due => Deadline;
}

/// <summary>Released: the tail is being recorded, then <c>complete</c>.</summary>
/// <param name="Turn">The turn id.</param>
/// <param name="Released">When the release came.</param>
/// <param name="Deadline">500 ms later.</param>
public sealed record Finishing(int Turn, TimeSpan Released, TimeSpan Deadline) : TurnPhase(Turn)
{
    /// <inheritdoc/>
    public override TimeSpan? Due => Deadline;
}

/// <summary>What a phase that waits for the answer must know.</summary>
/// <param name="Kind">The kind of turn.</param>
/// <param name="LinkDue">Until when a missing link is waited for (8 s after the release).</param>
/// <param name="EventDue">10 s without any event of this turn.</param>
/// <param name="AnswerDue">20 s in all without text or audio; moved while tools run.</param>
/// <param name="AliveDue">4 s after <c>complete</c> without any event the session is dead; null once one came.</param>
/// <param name="Kept">Whether the utterance is kept and would be sent again by the next session (design §3, "Nothing said is
/// lost").</param>
/// <param name="Sent">Whether <c>complete</c> went onto the socket of the running session.</param>
/// <param name="Begun">Whether text or audio of the answer came.</param>
/// <param name="Audio">Whether audio of the answer came.</param>
/// <param name="Complete">Whether the service has sent everything.</param>
/// <param name="Again">Whether the utterance was sent a second time because the service asked for it: there is no third.</param>
public sealed record Await(
    TurnKind Kind,
    TimeSpan LinkDue,
    TimeSpan EventDue,
    TimeSpan AnswerDue,
    TimeSpan? AliveDue = null,
    bool Kept = false,
    bool Sent = false,
    bool Begun = false,
    bool Audio = false,
    bool Complete = false,
    bool Again = false);

/// <summary>The utterance is sent, or waits for the link; the answer is not heard yet.</summary>
/// <param name="Turn">The turn id.</param>
/// <param name="Waits">What it waits for.</param>
/// <param name="Online">Whether there is a session; without one only <see cref="Await.LinkDue"/> counts.</param>
public sealed record Thinking(int Turn, Await Waits, bool Online) : TurnPhase(Turn)
{
    /// <inheritdoc/>
    public override TimeSpan? Due => !Online ? Waits.LinkDue : Least(Least(Waits.EventDue, Waits.AliveDue), AnswerDue);

    private TimeSpan? AnswerDue => Waits.Begun ? null : Waits.AnswerDue;

    private static TimeSpan? Least(TimeSpan? a, TimeSpan? b) => a is null || b < a ? b : a;
}

/// <summary>Device tools run.</summary>
/// <param name="Turn">The turn id.</param>
/// <param name="Waits">What is waited for afterwards.</param>
/// <param name="Since">When the tools started: the answer's count stops here.</param>
/// <param name="Deadline">5 s per tool.</param>
/// <param name="Request">The request being served.</param>
public sealed record Acting(int Turn, Await Waits, TimeSpan Since, TimeSpan Deadline, RequiresAction Request)
    : TurnPhase(Turn)
{
    /// <inheritdoc/>
    public override TimeSpan? Due => Deadline;
}

/// <summary>The answer is being heard.</summary>
/// <param name="Turn">The turn id.</param>
/// <param name="Kind">The kind of turn.</param>
/// <param name="Complete">Whether the service has sent everything.</param>
/// <param name="Cut">Why nothing more comes although the reply is not whole: what came is played, then a prompt says so.</param>
/// <param name="Starved">Whether the playout ran empty.</param>
/// <param name="Deadline">Tools pending: theirs. Starved: 5 s. Otherwise longer than the playout buffer can hold.</param>
/// <param name="Pending">Tools that run while the answer is heard.</param>
public sealed record Speaking(
    int Turn,
    TurnKind Kind,
    bool Complete,
    PromptReason? Cut,
    bool Starved,
    TimeSpan Deadline,
    RequiresAction? Pending = null)
    : TurnPhase(Turn)
{
    /// <inheritdoc/>
    public override TimeSpan? Due => Deadline;
}

/// <summary>A local sound says why a turn did not work.</summary>
/// <param name="Turn">The turn id.</param>
/// <param name="Reason">Why.</param>
/// <param name="Deadline">The sound's length and 1 s.</param>
public sealed record Prompting(int Turn, PromptReason Reason, TimeSpan Deadline) : TurnPhase(Turn)
{
    /// <inheritdoc/>
    public override TimeSpan? Due => Deadline;
}
