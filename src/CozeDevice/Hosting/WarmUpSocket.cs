using System.Net.WebSockets;
using System.Text;
using System.Threading.Channels;
using CozeDevice.Codecs;
using CozeDevice.Link;
using CozeDevice.Protocol;

namespace CozeDevice.Hosting;

/// <summary>The service of a rehearsal, in memory: it answers what it heard, event for event as Coze does.</summary>
/// <param name="format">The format of both directions.</param>
internal sealed class WarmUpSocket(WireFormat format) : WebSocket, IChatDialer
{
    private const int MostEchoed = 100;

    private readonly Channel<byte[]> _down = Channel.CreateUnbounded<byte[]>();
    private readonly List<string> _heard = [];
    private WebSocketState _state = WebSocketState.Open;
    private int _chats;

    /// <inheritdoc/>
    public override WebSocketCloseStatus? CloseStatus => null;

    /// <inheritdoc/>
    public override string? CloseStatusDescription => null;

    /// <inheritdoc/>
    public override WebSocketState State => _state;

    /// <inheritdoc/>
    public override string? SubProtocol => null;

    /// <inheritdoc/>
    public Task<WebSocket> DialAsync(Uri endpoint, string token, CancellationToken cancellationToken) =>
        Task.FromResult<WebSocket>(this);

    /// <inheritdoc/>
    public override ValueTask SendAsync(
        ReadOnlyMemory<byte> buffer, WebSocketMessageType messageType, bool endOfMessage, CancellationToken cancellationToken)
    {
        var message = Encoding.UTF8.GetString(buffer.Span);
        if (message.Contains("\"chat.update\"", StringComparison.Ordinal)) Configure();
        else if (message.Contains("\"input_audio_buffer.append\"", StringComparison.Ordinal)) Hear(message);
        else if (message.Contains("\"input_audio_buffer.complete\"", StringComparison.Ordinal)) Answer();
        else if (message.Contains("\"conversation.chat.cancel\"", StringComparison.Ordinal))
            Say("conversation.chat.canceled", """{"code":2,"msg":"canceled"}""");
        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public override Task SendAsync(
        ArraySegment<byte> buffer, WebSocketMessageType messageType, bool endOfMessage, CancellationToken cancellationToken) =>
        SendAsync(buffer.AsMemory(), messageType, endOfMessage, cancellationToken).AsTask();

    /// <inheritdoc/>
    public override async ValueTask<ValueWebSocketReceiveResult> ReceiveAsync(Memory<byte> buffer, CancellationToken cancellationToken)
    {
        if (!await _down.Reader.WaitToReadAsync(CancellationToken.None) || !_down.Reader.TryRead(out var message))
            return new(0, WebSocketMessageType.Close, endOfMessage: true);
        message.CopyTo(buffer);
        return new(message.Length, WebSocketMessageType.Text, endOfMessage: true);
    }

    /// <inheritdoc/>
    public override async Task<WebSocketReceiveResult> ReceiveAsync(ArraySegment<byte> buffer, CancellationToken cancellationToken)
    {
        var result = await ReceiveAsync(buffer.AsMemory(), cancellationToken);
        return new(result.Count, result.MessageType, result.EndOfMessage);
    }

    /// <inheritdoc/>
    public override Task CloseAsync(WebSocketCloseStatus closeStatus, string? statusDescription, CancellationToken cancellationToken) =>
        CloseOutputAsync(closeStatus, statusDescription, cancellationToken);

    /// <inheritdoc/>
    public override Task CloseOutputAsync(
        WebSocketCloseStatus closeStatus, string? statusDescription, CancellationToken cancellationToken)
    {
        Abort();
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public override void Abort()
    {
        _state = WebSocketState.Closed;
        _down.Writer.TryComplete();
    }

    /// <inheritdoc/>
    public override void Dispose() => Abort();

    private void Configure()
    {
        var (codec, rate) = (AudioCodecNames.NameOf(format.Codec), $$$"""{"sample_rate":{{{format.SampleRate}}}}""");
        Say(
            "chat.updated",
            $$$"""{"output_audio":{"codec":"{{{codec}}}","pcm_config":{{{rate}}},"opus_config":{{{rate}}}},"turn_detection":{"type":"client_interrupt"}}""");
    }

    private void Hear(string message)
    {
        const string Key = "\"delta\":\"";
        if (_heard.Count == MostEchoed) return;
        var start = message.IndexOf(Key, StringComparison.Ordinal) + Key.Length;
        _heard.Add(message[start..message.IndexOf('"', start)]);
    }

    private void Answer()
    {
        var chat = (++_chats).ToString(System.Globalization.CultureInfo.InvariantCulture);
        Say("conversation.audio_transcript.update", """{"content":"a"}""");
        Say("input_audio_buffer.completed", "{}");
        Say("conversation.audio_transcript.completed", """{"content":"a"}""");
        Say("conversation.message.completed", Message(chat, "text", "a", "user", "question"));
        Say("conversation.chat.created", Chat(chat, "created"));
        Say("conversation.chat.in_progress", Chat(chat, "in_progress"));
        Say("conversation.message.delta", Message(chat, "text", "\\u4e0a\\n"));
        Say("conversation.audio.sentence_start", """{"text":"a"}""");
        foreach (var payload in _heard) Say("conversation.audio.delta", Message(chat, "audio", payload));
        Say("conversation.audio.completed", Message(chat, "audio", ""));
        Say("conversation.message.completed", Message(chat, "text", "a"));
        Say("conversation.chat.completed", Chat(chat, "completed"));
        _heard.Clear();
    }

    private static string Chat(string id, string status) =>
        $$$"""{"id":"{{{id}}}","conversation_id":"1","bot_id":"1","status":"{{{status}}}","usage":{"token_count":1}}""";

    private static string Message(
        string chat, string form, string content, string role = "assistant", string type = "answer") =>
        $$"""{"id":"1","role":"{{role}}","type":"{{type}}","content":"{{content}}","content_type":"{{form}}","chat_id":"{{chat}}"}""";

    private void Say(string type, string data) => _down.Writer.TryWrite(Encoding.UTF8.GetBytes(
        $$$"""{"id":"1","event_type":"{{{type}}}","data":{{{data}}},"detail":{"logid":"1"}}"""));
}
