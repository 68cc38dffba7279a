using CozeDevice.Audio;
using CozeDevice.Protocol;

namespace CozeDevice.Conversation;

/// <summary>Everything the machine can ask for. Carried out in order by <see cref="ConversationLoop"/>.</summary>
public abstract record Effect
{
    private protected Effect() { }
}

/// <summary>A new turn id is in force: everything older is stale on the wire and silent at the speaker, at once.</summary>
/// <param name="Turn">The turn.</param>
/// <param name="Expecting">Whether an answer may come at once.</param>
public sealed record Hush(int Turn, bool Expecting = false) : Effect;

/// <summary>A turn is over: what may still come of it is stale on the wire and silent at the speaker.</summary>
/// <param name="Turn">The turn.</param>
public sealed record Silence(int Turn) : Effect;

/// <summary>The endless hands-free stream opens or closes.</summary>
/// <param name="Open">Whether it opens.</param>
public sealed record HandsFreeStream(bool Open) : Effect;

/// <summary>The end mark of an utterance is set without waiting for the microphone.</summary>
/// <param name="Turn">The turn.</param>
public sealed record FinishUtterance(int Turn) : Effect;

/// <summary>The capture gate opens, pre-roll first.</summary>
/// <param name="Turn">The turn.</param>
public sealed record OpenMic(int Turn) : Effect;

/// <summary>The capture gate closes.</summary>
/// <param name="Turn">The turn.</param>
/// <param name="End">What stands behind the last frame.</param>
/// <param name="HasTail">False where a pause is behind the last word already.</param>
public sealed record CloseMic(int Turn, UtteranceEnd End, bool HasTail = true) : Effect;

/// <summary>An open gate is watched: a pause is to be the end.</summary>
/// <param name="Turn">The turn.</param>
/// <param name="Patience">How long nothing need be said.</param>
public sealed record WatchVoice(int Turn, TimeSpan Patience) : Effect;

/// <summary>The button marks the end after all.</summary>
/// <param name="Turn">The turn.</param>
public sealed record LeaveVoice(int Turn) : Effect;

/// <summary>The capture gate opens when somebody speaks, and is watched then.</summary>
/// <param name="Turn">The turn.</param>
/// <param name="Patience">How long nothing need be said.</param>
public sealed record AwaitVoice(int Turn, TimeSpan Patience) : Effect;

/// <summary>The hands-free stream holds what the microphone records also while the device speaks, or no longer does.</summary>
/// <param name="IsHeld">Whether the button is held.</param>
public sealed record HoldGate(bool IsHeld) : Effect;

/// <summary>The kept utterance is given up.</summary>
/// <param name="Turn">The turn.</param>
public sealed record DropUtterance(int Turn) : Effect;

/// <summary>A control event is sent.</summary>
/// <param name="Event">The event.</param>
public sealed record Send(ClientEvent Event) : Effect;

/// <summary>Device tools run.</summary>
/// <param name="Turn">The turn.</param>
/// <param name="Request">The request.</param>
public sealed record RunTools(int Turn, RequiresAction Request) : Effect;

/// <summary>The answer is whole: the playout drains and tells.</summary>
/// <param name="Turn">The turn.</param>
public sealed record EndPlayout(int Turn) : Effect;

/// <summary>The last answer is played from memory.</summary>
/// <param name="Turn">The turn it is played as.</param>
public sealed record Replay(int Turn) : Effect;

/// <summary>A local sound is played.</summary>
/// <param name="Turn">The turn.</param>
/// <param name="Reason">Why.</param>
public sealed record PlayPrompt(int Turn, PromptReason Reason) : Effect;

/// <summary>The link is dialled at once if there is none.</summary>
public sealed record HurryLink : Effect;

/// <summary>The session is dead: it ends and a new one is dialled.</summary>
/// <param name="Why">One line.</param>
public sealed record RestartLink(string Why) : Effect;

/// <summary>The next session begins a new conversation.</summary>
public sealed record ForgetConversation : Effect;

/// <summary>The microphone is muted or unmuted.</summary>
/// <param name="Muted">The new state.</param>
public sealed record SetMuted(bool Muted) : Effect;

/// <summary>A command is refused.</summary>
/// <param name="Error">A short code.</param>
/// <param name="Message">One line.</param>
public sealed record Refuse(string Error, string Message) : Effect;

/// <summary>Something worth counting happened.</summary>
/// <param name="Name">The counter's name.</param>
public sealed record Count(string Name) : Effect;
