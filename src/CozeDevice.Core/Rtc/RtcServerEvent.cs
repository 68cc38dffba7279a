using CozeDevice.Protocol;

namespace CozeDevice.Rtc;

/// <summary><c>session.created</c>: the agent is in the room.</summary>
/// <param name="VoiceId"><c>data.voice_id</c>, empty where absent.</param>
public sealed record SessionCreated(string VoiceId) : ServerEvent;

/// <summary><c>session.updated</c>: the settings are in effect.</summary>
public sealed record SessionUpdated : ServerEvent;

/// <summary><c>conversation.created</c>.</summary>
/// <param name="ConversationId"><c>data.id</c> or <c>data.conversation_id</c>, empty where absent.</param>
public sealed record ConversationCreated(string ConversationId) : ServerEvent;

/// <summary><c>input_audio_buffer.started</c>: push-to-talk has begun.</summary>
public sealed record InputStarted : ServerEvent;

/// <summary><c>audio.user.speech_started</c> and <c>audio.user.speech_stopped</c>.</summary>
/// <param name="IsSpeaking">True for the first.</param>
public sealed record UserSpeech(bool IsSpeaking) : ServerEvent;

/// <summary><c>audio.agent.speech_started</c> and <c>audio.agent.speech_stopped</c>.</summary>
/// <param name="IsSpeaking">True for the first.</param>
public sealed record AgentSpeech(bool IsSpeaking) : ServerEvent;

/// <summary><c>session.pre_answer.updated</c>.</summary>
public sealed record PreAnswerUpdated : ServerEvent;

/// <summary><c>conversation.chat.pre_answer</c>: a filler is said.</summary>
public sealed record PreAnswerSpoken : ServerEvent;

/// <summary><c>mode.updated</c>.</summary>
/// <param name="Mode"><c>data.mode</c>, empty where absent.</param>
public sealed record ModeUpdated(string Mode) : ServerEvent;

/// <summary><c>live.created</c>: a stream for listeners exists.</summary>
public sealed record LiveCreated : ServerEvent;
