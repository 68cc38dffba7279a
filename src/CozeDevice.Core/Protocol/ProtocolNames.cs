using System.Text;

namespace CozeDevice.Protocol;

/// <summary>Every event name of <c>/v1/chat</c> as UTF-8 (protocol §3, §4). Members are called like the
/// records.</summary>
public static class ProtocolNames
{
    private const int LongestName = 64;

    /// <summary>Uplink.</summary>
    public static ReadOnlySpan<byte> UpdateChat => "chat.update"u8;

    /// <summary>Uplink.</summary>
    public static ReadOnlySpan<byte> CompleteInput => "input_audio_buffer.complete"u8;

    /// <summary>Uplink.</summary>
    public static ReadOnlySpan<byte> ClearInput => "input_audio_buffer.clear"u8;

    /// <summary>Uplink.</summary>
    public static ReadOnlySpan<byte> CreateMessage => "conversation.message.create"u8;

    /// <summary>Uplink.</summary>
    public static ReadOnlySpan<byte> ClearConversation => "conversation.clear"u8;

    /// <summary>Uplink.</summary>
    public static ReadOnlySpan<byte> SubmitToolOutputs => "conversation.chat.submit_tool_outputs"u8;

    /// <summary>Uplink.</summary>
    public static ReadOnlySpan<byte> CancelChat => "conversation.chat.cancel"u8;

    /// <summary>Uplink.</summary>
    public static ReadOnlySpan<byte> GenerateAudio => "input_text.generate_audio"u8;

    /// <summary>Downlink.</summary>
    public static ReadOnlySpan<byte> ChatCreated => "chat.created"u8;

    /// <summary>Downlink.</summary>
    public static ReadOnlySpan<byte> ChatUpdated => "chat.updated"u8;

    /// <summary>Downlink.</summary>
    public static ReadOnlySpan<byte> InputCompleted => "input_audio_buffer.completed"u8;

    /// <summary>Downlink.</summary>
    public static ReadOnlySpan<byte> InputCleared => "input_audio_buffer.cleared"u8;

    /// <summary>Downlink.</summary>
    public static ReadOnlySpan<byte> SpeechStarted => "input_audio_buffer.speech_started"u8;

    /// <summary>Downlink.</summary>
    public static ReadOnlySpan<byte> SpeechStopped => "input_audio_buffer.speech_stopped"u8;

    /// <summary>Downlink.</summary>
    public static ReadOnlySpan<byte> TranscriptUpdate => "conversation.audio_transcript.update"u8;

    /// <summary>Downlink.</summary>
    public static ReadOnlySpan<byte> TranscriptCompleted => "conversation.audio_transcript.completed"u8;

    /// <summary>Downlink.</summary>
    public static ReadOnlySpan<byte> MessageDelta => "conversation.message.delta"u8;

    /// <summary>Downlink.</summary>
    public static ReadOnlySpan<byte> MessageCompleted => "conversation.message.completed"u8;

    /// <summary>Downlink.</summary>
    public static ReadOnlySpan<byte> TurnCreated => "conversation.chat.created"u8;

    /// <summary>Downlink.</summary>
    public static ReadOnlySpan<byte> TurnInProgress => "conversation.chat.in_progress"u8;

    /// <summary>Downlink.</summary>
    public static ReadOnlySpan<byte> TurnCompleted => "conversation.chat.completed"u8;

    /// <summary>Downlink.</summary>
    public static ReadOnlySpan<byte> TurnFailed => "conversation.chat.failed"u8;

    /// <summary>Downlink.</summary>
    public static ReadOnlySpan<byte> TurnCanceled => "conversation.chat.canceled"u8;

    /// <summary>Downlink.</summary>
    public static ReadOnlySpan<byte> RequiresAction => "conversation.chat.requires_action"u8;

    /// <summary>Downlink.</summary>
    public static ReadOnlySpan<byte> SentenceStart => "conversation.audio.sentence_start"u8;

    /// <summary>Downlink.</summary>
    public static ReadOnlySpan<byte> AudioDelta => "conversation.audio.delta"u8;

    /// <summary>Downlink.</summary>
    public static ReadOnlySpan<byte> AudioCompleted => "conversation.audio.completed"u8;

    /// <summary>Downlink.</summary>
    public static ReadOnlySpan<byte> ConversationCleared => "conversation.cleared"u8;

    /// <summary>Downlink.</summary>
    public static ReadOnlySpan<byte> Error => "error"u8;

    /// <summary>Downlink.</summary>
    public static ReadOnlySpan<byte> DumpAudio => "dump.audio"u8;

    /// <summary>Whether the service sends an event of this name, so that a subscription to it is not silently
    /// useless.</summary>
    public static bool IsServerEvent(string name)
    {
        Span<byte> utf8 = stackalloc byte[LongestName];
        return Encoding.UTF8.TryGetBytes(name, utf8, out var length)
            && Find(utf8[..length]) != ServerEventKind.Unknown;
    }

    /// <summary>The kind of a downlink event; the most frequent is compared first.</summary>
    internal static ServerEventKind Find(ReadOnlySpan<byte> name)
    {
        if (name.SequenceEqual(AudioDelta))
            return ServerEventKind.AudioDelta;
        if (name.SequenceEqual(ChatCreated))
            return ServerEventKind.ChatCreated;
        if (name.SequenceEqual(ChatUpdated))
            return ServerEventKind.ChatUpdated;
        if (name.SequenceEqual(InputCompleted))
            return ServerEventKind.InputCompleted;
        if (name.SequenceEqual(InputCleared))
            return ServerEventKind.InputCleared;
        if (name.SequenceEqual(SpeechStarted))
            return ServerEventKind.SpeechStarted;
        if (name.SequenceEqual(SpeechStopped))
            return ServerEventKind.SpeechStopped;
        if (name.SequenceEqual(TranscriptUpdate))
            return ServerEventKind.TranscriptUpdate;
        if (name.SequenceEqual(TranscriptCompleted))
            return ServerEventKind.TranscriptCompleted;
        if (name.SequenceEqual(MessageDelta))
            return ServerEventKind.MessageDelta;
        if (name.SequenceEqual(MessageCompleted))
            return ServerEventKind.MessageCompleted;
        if (name.SequenceEqual(TurnCreated))
            return ServerEventKind.TurnCreated;
        if (name.SequenceEqual(TurnInProgress))
            return ServerEventKind.TurnInProgress;
        if (name.SequenceEqual(TurnCompleted))
            return ServerEventKind.TurnCompleted;
        if (name.SequenceEqual(TurnFailed))
            return ServerEventKind.TurnFailed;
        if (name.SequenceEqual(TurnCanceled))
            return ServerEventKind.TurnCanceled;
        if (name.SequenceEqual(RequiresAction))
            return ServerEventKind.RequiresAction;
        if (name.SequenceEqual(SentenceStart))
            return ServerEventKind.SentenceStart;
        if (name.SequenceEqual(AudioCompleted))
            return ServerEventKind.AudioCompleted;
        if (name.SequenceEqual(ConversationCleared))
            return ServerEventKind.ConversationCleared;
        if (name.SequenceEqual(Error))
            return ServerEventKind.Error;
        if (name.SequenceEqual(DumpAudio))
            return ServerEventKind.DumpAudio;
        return ServerEventKind.Unknown;
    }
}
