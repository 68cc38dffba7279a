using CozeDevice.Simulator.Configuration;
using CozeDevice.Simulator.Recording;
using CozeDevice.Simulator.Scenarios;
using CozeDevice.Simulator.Turns;
using Microsoft.Extensions.Logging;

namespace CozeDevice.Simulator.Chat;

/// <summary>What one socket of <c>/v1/chat</c> means: its configuration, its audio, its running reply.</summary>
/// <remarks>Called from the receive loop only, one event at a time. A reply runs beside it and talks to the client
/// through the outbox; the session waits for its end before it says that it was canceled.</remarks>
internal sealed partial class ChatSession : ISocketSession
{
    private readonly string _botId;
    private readonly Scenario _scenario;
    private readonly KnownConversations _conversations;
    private readonly Outbox _outbox;
    private readonly ConnectionRecord _record;
    private readonly TimeProvider _time;
    private readonly ILogger _log;
    private readonly CancellationToken _connection;

    private ChatConfig _config = ChatConfig.Default();
    private string _conversationId;
    private string _sectionId;
    private bool _isConfigured;
    private bool _hasGreeted;
    private int _turns;
    private RunningReply? _reply;

    /// <summary>Makes the session of a connection.</summary>
    internal ChatSession(string botId, SocketContext context)
    {
        _botId = botId;
        _scenario = context.Scenario;
        _conversations = context.Conversations;
        _outbox = context.Outbox;
        _record = context.Record;
        _time = context.Time;
        _log = context.Log;
        _connection = context.Closing;
        _conversationId = _config.ConversationId;
        _sectionId = _conversationId;
        _conversations.Add(_conversationId);
    }

    /// <inheritdoc/>
    public void Open() => _outbox.Post("chat.created");

    /// <inheritdoc/>
    public async Task HandleAsync(UplinkEvent uplink)
    {
        switch (uplink.Type)
        {
            case "chat.update":
                await UpdateAsync(uplink);
                break;
            case "input_audio_buffer.append":
                await AppendAsync(uplink.RequiredAudio());
                break;
            case "input_audio_buffer.complete":
                await CompleteAsync();
                break;
            case "input_audio_buffer.clear":
                Clear();
                break;
            case "conversation.message.create":
                await CreateMessageAsync(uplink);
                break;
            case "conversation.clear":
                _sectionId = Ids.Next();
                _outbox.Post("conversation.cleared");
                break;
            case "conversation.chat.submit_tool_outputs":
                SubmitToolOutputs(uplink);
                break;
            case "conversation.chat.cancel":
                await CancelAsync();
                break;
            case "input_text.generate_audio":
                await GenerateAudioAsync(uplink);
                break;
            default:
                throw ProtocolException.UnknownEvent(uplink.Type);
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_reply is not null)
        {
            _reply.TryEnd();
            await _reply.StopAsync();
            _reply.Dispose();
        }

        _decoder?.Dispose();
    }

    private static string Printable(string text) => text.Length <= 64 ? text : text[..64];

    private async Task UpdateAsync(UplinkEvent uplink)
    {
        ChatConfig config = _config.Updated(uplink, keepsTurnMode: _isConfigured);
        if (config.ConversationId != _conversationId)
        {
            if (_scenario.RefusesUnknownConversations && !_conversations.Contains(config.ConversationId))
            {
                throw new ProtocolException(
                    ProtocolException.NoConversation, "chat_config.conversation_id: the conversation does not exist");
            }

            _conversationId = config.ConversationId;
            _sectionId = _conversationId;
            _conversations.Add(_conversationId);
        }

        bool hasNewInput = config.InputAudio != _config.InputAudio;
        _config = config;
        _isConfigured = true;
        if (hasNewInput || config.DetectsVoice)
        {
            ResetAudio();
        }

        _outbox.Subscribe(config.EventSubscriptions);
        _outbox.Post("chat.updated", config.ToEcho());
        if (config.NeedsPrologue && !_hasGreeted)
        {
            _hasGreeted = true;
            await SpeakAsync(config.PrologueContent ?? _scenario.Prologue);
        }
    }
}
