namespace CozeDevice.Protocol;

/// <summary>An uplink event (protocol §3). Closed hierarchy; <c>input_audio_buffer.append</c> takes the byte path.</summary>
public abstract record ClientEvent
{
    private protected ClientEvent() { }
}

/// <summary><c>chat.update</c>: the whole configuration, sent as soon as the socket is open.</summary>
/// <param name="Config">The configuration, already validated.</param>
public sealed record UpdateChat(ChatConfig Config) : ClientEvent;

/// <summary><c>input_audio_buffer.complete</c>: end of the utterance.</summary>
public sealed record CompleteInput : ClientEvent;

/// <summary><c>input_audio_buffer.clear</c>: throw the buffered audio away.</summary>
public sealed record ClearInput : ClientEvent;

/// <summary><c>conversation.message.create</c>: a text or multimodal turn, or context.</summary>
/// <param name="Role"><c>user</c> or <c>assistant</c>.</param>
/// <param name="ContentType"><c>text</c> or <c>object_string</c>.</param>
/// <param name="Content">Text, or the JSON text of an array of parts.</param>
public sealed record CreateMessage(string Role, string ContentType, string Content) : ClientEvent;

/// <summary><c>conversation.clear</c>: a new context section.</summary>
public sealed record ClearConversation : ClientEvent;

/// <summary>The answer to one tool call.</summary>
/// <param name="ToolCallId"><c>tool_calls[].id</c> of the request.</param>
/// <param name="Output">Text, usually JSON text.</param>
public sealed record ToolOutput(string ToolCallId, string Output);

/// <summary><c>conversation.chat.submit_tool_outputs</c>: answers every call of one request.</summary>
/// <param name="ChatId">The chat id of the request.</param>
/// <param name="Outputs">One per call.</param>
public sealed record SubmitToolOutputs(string ChatId, IReadOnlyList<ToolOutput> Outputs) : ClientEvent;

/// <summary><c>conversation.chat.cancel</c>: stop the current reply. Harmless when nothing runs.</summary>
public sealed record CancelChat : ClientEvent;

/// <summary><c>input_text.generate_audio</c>: speak this text without the model.</summary>
/// <param name="Text">UTF-8 length in (0, 1024) bytes.</param>
public sealed record GenerateAudio(string Text) : ClientEvent;
