namespace CozeDevice.Protocol;

/// <summary>A downlink event (protocol §4). Closed hierarchy; audio deltas take the byte path and are not records.</summary>
public abstract record ServerEvent
{
    private protected ServerEvent() { }

    /// <summary><c>detail.logid</c>, the same for a whole connection; for support.</summary>
    public string? LogId { get; init; }
}

/// <summary><c>chat.created</c>: the socket is usable. Optional at any time.</summary>
public sealed record ChatCreated : ServerEvent;

/// <summary><c>chat.updated</c>: the configuration in effect.</summary>
/// <param name="Output">The echoed downlink format, null where the echo names none we know.</param>
/// <param name="OutputName">The echoed codec name as text, for messages.</param>
/// <param name="ConversationId">The echoed conversation id, if any.</param>
public sealed record ChatUpdated(Codecs.WireFormat? Output, string? OutputName, string? ConversationId) : ServerEvent;

/// <summary><c>input_audio_buffer.completed</c>.</summary>
public sealed record InputCompleted : ServerEvent;

/// <summary><c>input_audio_buffer.cleared</c>.</summary>
public sealed record InputCleared : ServerEvent;

/// <summary><c>input_audio_buffer.speech_started</c> (voice activity detection only).</summary>
public sealed record SpeechStarted : ServerEvent;

/// <summary><c>input_audio_buffer.speech_stopped</c> (voice activity detection only).</summary>
public sealed record SpeechStopped : ServerEvent;

/// <summary><c>conversation.audio_transcript.update</c> (whole text so far) or <c>.completed</c> (final).</summary>
/// <param name="Text">The recognised text.</param>
/// <param name="Final">True for <c>.completed</c>.</param>
public sealed record Transcript(string Text, bool Final) : ServerEvent;

/// <summary><c>conversation.message.delta</c>: an increment of the answer's text.</summary>
/// <param name="ChatId"><c>data.chat_id</c>, empty where absent.</param>
/// <param name="Text">The increment, may be empty.</param>
public sealed record MessageDelta(string ChatId, string Text) : ServerEvent;

/// <summary><c>conversation.message.completed</c>: a message is whole.</summary>
/// <param name="ChatId"><c>data.chat_id</c>, empty where absent.</param>
/// <param name="Role"><c>user</c> or <c>assistant</c>.</param>
/// <param name="Type"><c>question answer function_call tool_output tool_response follow_up knowledge verbose</c>.</param>
/// <param name="Content">Text or JSON text.</param>
/// <param name="ContentType"><c>text object_string card audio</c>.</param>
public sealed record MessageCompleted(string ChatId, string Role, string Type, string Content, string ContentType)
    : ServerEvent;

/// <summary>Token counts of a turn (protocol §4.1).</summary>
/// <param name="Total"><c>token_count</c>.</param>
/// <param name="Output"><c>output_count</c> (or <c>output_tokens</c>).</param>
/// <param name="Input"><c>input_count</c> (or <c>input_tokens</c>).</param>
public sealed record ChatUsage(int Total, int Output, int Input);

/// <summary>An event whose data is a Chat object (protocol §4.1).</summary>
public abstract record ChatEvent : ServerEvent
{
    private protected ChatEvent() { }

    /// <summary><c>data.id</c>: the chat id. Empty where absent.</summary>
    public string ChatId { get; init; } = "";

    /// <summary><c>data.conversation_id</c>, to go on with after a reconnect. Empty where absent.</summary>
    public string ConversationId { get; init; } = "";
}

/// <summary><c>conversation.chat.created</c>: the model turn exists.</summary>
public sealed record TurnCreated : ChatEvent;

/// <summary><c>conversation.chat.in_progress</c>.</summary>
public sealed record TurnInProgress : ChatEvent;

/// <summary><c>conversation.chat.completed</c>.</summary>
public sealed record TurnCompleted : ChatEvent
{
    /// <summary>Token counts, where given.</summary>
    public ChatUsage? Usage { get; init; }
}

/// <summary><c>conversation.chat.failed</c>.</summary>
/// <param name="Code"><c>last_error.code</c>, 0 where absent.</param>
/// <param name="Message"><c>last_error.msg</c>.</param>
public sealed record TurnFailed(int Code, string Message) : ChatEvent;

/// <summary><c>conversation.chat.canceled</c>. Carries no chat id.</summary>
/// <param name="Code">1 user's voice, 2 client, 3 message; 0 where absent.</param>
/// <param name="Message">Text, may be empty.</param>
public sealed record TurnCanceled(int Code, string Message) : ServerEvent;

/// <summary>One call of <c>required_action.submit_tool_outputs.tool_calls</c>.</summary>
/// <param name="Id">Opaque call id.</param>
/// <param name="Type"><c>function</c> or <c>reply_message</c>.</param>
/// <param name="Name"><c>function.name</c>, empty where absent.</param>
/// <param name="Arguments"><c>function.arguments</c>: JSON text, not parsed, may be broken.</param>
public sealed record ToolCall(string Id, string Type, string Name, string Arguments);

/// <summary><c>conversation.chat.requires_action</c>: the device must run tools.</summary>
/// <param name="Calls">The calls, in order; may be empty.</param>
public sealed record RequiresAction(IReadOnlyList<ToolCall> Calls) : ChatEvent;

/// <summary><c>conversation.audio.sentence_start</c>: caption of the audio that follows.</summary>
/// <param name="Text">The caption.</param>
public sealed record SentenceStart(string Text) : ServerEvent;

/// <summary><c>conversation.audio.completed</c>: the last audio of the answer was sent (not played).</summary>
/// <param name="ChatId"><c>data.chat_id</c>; <c>"0"</c> for generated audio; empty where absent.</param>
public sealed record AudioCompleted(string ChatId) : ServerEvent;

/// <summary><c>conversation.cleared</c>.</summary>
public sealed record ConversationCleared : ServerEvent;

/// <summary><c>error</c> (protocol §4.14, codes §9). Not always fatal.</summary>
/// <param name="Code"><c>data.code</c>, null where absent or not a number.</param>
/// <param name="Message"><c>data.msg</c>.</param>
public sealed record ServerError(int? Code, string Message) : ServerEvent;

/// <summary>An event this version does not know, <c>dump.audio</c> included. Ignored, logged once per type.</summary>
/// <param name="Type">The event type, cut to 128 characters.</param>
public sealed record UnknownEvent(string Type) : ServerEvent;
