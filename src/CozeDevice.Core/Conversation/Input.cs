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
public sealed record ButtonDown(int Turn) : Input;

/// <summary>The button goes up.</summary>
public sealed record ButtonUp : Input;

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
public sealed record FromAudio(AudioNotice Notice) : Input;

/// <summary>A deadline may have passed.</summary>
public sealed record Tick : Input;
