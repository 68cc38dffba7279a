using System.Net.WebSockets;
using System.Text;
using System.Text.Json;

namespace CozeDevice.Tests.Support.Link;

/// <summary>The service's end of a socket, by hand: reads events, sends what a test wants. Every wait has a deadline.</summary>
internal sealed class ServicePeer(SocketPair pair)
{
    public const string Updated =
        """{"event_type":"chat.updated","data":{"output_audio":{"codec":"pcm","pcm_config":{"sample_rate":16000}}}}""";

    private const double Limit = 10;

    public WebSocket Socket => pair.Service;

    public Task SendAsync(string json) => SendAsync(Encoding.UTF8.GetBytes(json));

    public Task SendAsync(
        byte[] message, WebSocketMessageType type = WebSocketMessageType.Text, bool isEnd = true) =>
        Socket.SendAsync(message, type, isEnd, CancellationToken.None).Within(Limit);

    /// <summary>Closes the socket and the stream beneath it.</summary>
    public async Task CloseAsync(int code = 1000)
    {
        await Socket.CloseOutputAsync((WebSocketCloseStatus)code, null, CancellationToken.None).Within(Limit);
        pair.HangUp();
    }

    /// <summary>Sends a delta of audio of a chat.</summary>
    public Task SpeakAsync(string chat, params byte[] audio) => SendAsync(Delta(chat, audio));

    public static byte[] Delta(string chat, byte[] audio) => Encoding.UTF8.GetBytes(
        $$$"""{"event_type":"conversation.audio.delta","data":{"chat_id":"{{{chat}}}","content":"{{{Convert.ToBase64String(audio)}}}"}}""");

    /// <summary>Reads the next event; null after a close.</summary>
    public async Task<JsonElement?> ReadAsync()
    {
        using MemoryStream message = new();
        byte[] buffer = new byte[16 * 1024];
        while (true)
        {
            WebSocketReceiveResult part = await Socket.ReceiveAsync(buffer, CancellationToken.None).Within(Limit);
            if (part.MessageType == WebSocketMessageType.Close)
                return null;
            message.Write(buffer, 0, part.Count);
            if (part.EndOfMessage)
                return JsonDocument.Parse(message.ToArray()).RootElement;
        }
    }

    /// <summary>Reads the next event's type; null after a close.</summary>
    public async Task<string?> ReadTypeAsync() => (await ReadAsync())?.GetProperty("event_type").GetString();

    /// <summary>Takes <c>chat.update</c> and answers it.</summary>
    public async Task<JsonElement> OpenAsync(string updated = Updated)
    {
        JsonElement? update = await ReadAsync();
        await SendAsync(updated);
        return update!.Value;
    }
}
