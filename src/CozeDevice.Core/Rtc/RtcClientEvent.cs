using CozeDevice.Protocol;

namespace CozeDevice.Rtc;

/// <summary>A message up to the agent of an RTC room (protocol §10). Closed hierarchy. Send nothing before the agent has
/// joined.</summary>
public abstract record RtcClientEvent
{
    private protected RtcClientEvent() { }
}

/// <summary><c>session.update</c>: only what is given changes; an empty value overwrites.</summary>
/// <param name="Session">What changes.</param>
public sealed record UpdateSession(RtcSession Session) : RtcClientEvent;

/// <summary><c>input_audio_buffer.start</c>: push-to-talk begins in the media stream. Only in rooms made with
/// <c>client_interrupt</c>.</summary>
public sealed record StartInput : RtcClientEvent;

/// <summary><c>client.vad</c>: the client's own voice detection, on change. Only with <c>client_vad</c>.</summary>
/// <param name="IsSpeaking"><c>vad</c>.</param>
public sealed record ReportVoice(bool IsSpeaking) : RtcClientEvent;

/// <summary><c>session.pre_answer.update</c>: what is said while the answer is being made.</summary>
/// <param name="Answer">What is said.</param>
/// <param name="Trigger">When, or null for always.</param>
public sealed record UpdatePreAnswer(PreAnswer Answer, PreAnswerTrigger? Trigger) : RtcClientEvent;

/// <summary><c>mode.update</c>: what the room is for.</summary>
/// <param name="Mode"><c>chat</c>, <c>podcast</c> or <c>translate</c>.</param>
public sealed record UpdateMode(string Mode) : RtcClientEvent
{
    /// <summary><c>chat.user_language</c>, with mode <c>chat</c> only.</summary>
    public string? UserLanguage { get; init; }
}

/// <summary>An event that is the same on the socket: <see cref="CompleteInput"/>, <see cref="CancelChat"/>,
/// <see cref="SubmitToolOutputs"/>, <see cref="CreateMessage"/> or <see cref="GenerateAudio"/>.</summary>
/// <param name="Event">The event.</param>
public sealed record SameAsSocket(ClientEvent Event) : RtcClientEvent;
