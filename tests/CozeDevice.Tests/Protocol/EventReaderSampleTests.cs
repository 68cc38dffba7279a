using CozeDevice.Codecs;
using CozeDevice.Protocol;
using Xunit;

namespace CozeDevice.Tests.Protocol;

public sealed class EventReaderSampleTests
{
    public static TheoryData<string, ServerEvent> Expected => new()
    {
        { "chat.created", new ChatCreated() },
        {
            "chat.updated",
            new ChatUpdated(new WireFormat(AudioCodec.Opus, 16000), "opus", Sample.ConversationId)
        },
        { "input_audio_buffer.completed", new InputCompleted() },
        { "input_audio_buffer.cleared", new InputCleared() },
        { "input_audio_buffer.speech_started", new SpeechStarted() },
        { "input_audio_buffer.speech_stopped", new SpeechStopped() },
        { "conversation.audio_transcript.update", new Transcript("what time", Final: false) },
        { "conversation.audio_transcript.completed", new Transcript("what time is it", Final: true) },
        { "conversation.message.delta", new MessageDelta(Sample.ChatId, "It is ") },
        {
            "conversation.message.completed",
            new MessageCompleted(Sample.ChatId, "user", "question", "现在几点？", "text")
        },
        { "conversation.chat.created", Chat(new TurnCreated()) },
        { "conversation.chat.in_progress", Chat(new TurnInProgress()) },
        { "conversation.chat.completed", Chat(new TurnCompleted { Usage = new ChatUsage(57, 21, 36) }) },
        { "conversation.chat.failed", Chat(new TurnFailed(4013, "model error")) },
        { "conversation.chat.canceled", new TurnCanceled(2, "canceled by client") },
        { "conversation.audio.sentence_start", new SentenceStart("It is ten past nine.") },
        { "conversation.audio.completed", new AudioCompleted(Sample.ChatId) },
        { "conversation.cleared", new ConversationCleared() },
        { "error", new ServerError(4000, "The parameter audio is invalid. It should follow the format: wav.") },
        { "dump.audio", new UnknownEvent("dump.audio") },
    };

    [Theory]
    [MemberData(nameof(Expected), DisableDiscoveryEnumeration = true)]
    public void A_sample_becomes_its_record(string eventType, ServerEvent expected)
    {
        var actual = Sample.Read(eventType);

        Assert.Equal(expected with { LogId = Sample.LogId }, actual);
    }

    [Fact]
    public void A_tool_request_becomes_its_calls_in_order()
    {
        var request = Assert.IsType<RequiresAction>(Sample.Read("conversation.chat.requires_action"));

        Assert.Equal(Sample.ChatId, request.ChatId);
        Assert.Equal(Sample.ConversationId, request.ConversationId);
        Assert.Equal(Sample.LogId, request.LogId);
        Assert.Equal(
            [
                new ToolCall("BUJJS0FBQkNERUZHSElKS0w=", "function", "set_volume", """{"percent":40}"""),
                new ToolCall("BUJJS0FBQkNERUZHSElKS00=", "reply_message", "ask", "{}"),
            ],
            request.Calls);
    }

    [Fact]
    public void An_audio_delta_becomes_bytes_and_a_chat_id()
    {
        var reader = new EventReader();

        var kind = reader.Read(Sample.Bytes("conversation.audio.delta"), out var serverEvent);

        Assert.Equal(ReadKind.Audio, kind);
        Assert.Null(serverEvent);
        Assert.Equal(new byte[] { 0xff, 0xfe, 0xfd, 0xff }, reader.Audio.ToArray());
        Assert.Equal(Sample.ChatId, reader.AudioChatId);
    }

    [Fact]
    public void Every_downlink_event_has_a_sample()
    {
        var kinds = Enum.GetValues<ServerEventKind>().Where(kind => kind != ServerEventKind.Unknown);
        var sampled = Sample.Names.Select(name => ProtocolNames.Find(System.Text.Encoding.UTF8.GetBytes(name)));

        Assert.Equal(kinds.Order(), sampled.Order());
    }

    private static ChatEvent Chat(ChatEvent chat) =>
        chat with { ChatId = Sample.ChatId, ConversationId = Sample.ConversationId };
}
