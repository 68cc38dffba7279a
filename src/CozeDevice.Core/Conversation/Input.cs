using CozeDevice.Audio;
using CozeDevice.Link;
using CozeDevice.Protocol;

namespace CozeDevice.Conversation;

/// <summary>Everything that can happen to the machine.</summary>
public abstract record Input
{
    private protected Input() { }
}

/// <summary>The button goes down.</summary>
/// <param name="Turn">The id of the turn this press may begin.</param>
/// <param name="Source">Which of <see cref="Holders"/>.</param>
/// <param name="At">When the contact closed, or null for now. Not later than now.</param>
public sealed record ButtonDown(int Turn, int Source = Holders.Control, TimeSpan? At = null) : Input;

/// <summary>The button goes up.</summary>
/// <param name="Source">Which of <see cref="Holders"/>.</param>
/// <param name="At">When the contact opened, or null for now. Not later than now.</param>
public sealed record ButtonUp(int Source = Holders.Control, TimeSpan? At = null) : Input;

/// <summary>Stop what is going on; no new turn.</summary>
/// <param name="Turn">A fresh id, so that everything older is stale.</param>
public sealed record CancelRequested(int Turn) : Input;

/// <summary>The microphone is muted or unmuted.</summary>
/// <param name="Muted">The new state.</param>
public sealed record MuteRequested(bool Muted) : Input;

/// <summary>A text is to be spoken.</summary>
/// <param name="Turn">The id of the turn it may begin.</param>
/// <param name="Text">The text.</param>
public sealed record SayRequested(int Turn, string Text) : Input;

/// <summary>The model is asked in text.</summary>
/// <param name="Turn">The id of the turn it may begin.</param>
/// <param name="Text">The question.</param>
public sealed record AskRequested(int Turn, string Text) : Input;

/// <summary>The last answer is to be heard once more.</summary>
/// <param name="Turn">The id of the turn it may begin.</param>
/// <param name="HasAnswer">Whether there is one.</param>
public sealed record RepeatRequested(int Turn, bool HasAnswer) : Input;

/// <summary>The device is to say by itself that nobody is signed in.</summary>
/// <param name="Turn">A fresh id for the sound.</param>
public sealed record AnnounceRequested(int Turn) : Input;

/// <summary>The bot is to forget what was said.</summary>
public sealed record ClearContextRequested : Input;

/// <summary>Another light is to be shown at rest.</summary>
/// <param name="Name">One of <see cref="Panel.LightPatterns.Names"/>.</param>
public sealed record LightRequested(string Name) : Input;

/// <summary>An update begins or ends.</summary>
/// <param name="Limit">How long it may last; zero ends it.</param>
public sealed record UpdatingRequested(TimeSpan Limit) : Input;

/// <summary>The tools of a request are done.</summary>
/// <param name="Turn">The turn.</param>
/// <param name="Request">The request.</param>
/// <param name="Outputs">One per answered call.</param>
public sealed record ToolsFinished(int Turn, RequiresAction Request, IReadOnlyList<ToolOutput> Outputs) : Input;

/// <summary>News of the link.</summary>
/// <param name="Notice">The news.</param>
public sealed record FromLink(LinkNotice Notice) : Input;

/// <summary>News of an audio thread.</summary>
/// <param name="Notice">The news.</param>
/// <param name="Next">The id of the turn that may begin with it, or 0 for none.</param>
public sealed record FromAudio(AudioNotice Notice, int Next = 0) : Input;

/// <summary>A deadline may have passed.</summary>
public sealed record Tick : Input;
