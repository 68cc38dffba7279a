using System.Net.WebSockets;
using System.Text;
using CozeDevice.Simulator;

namespace CozeDevice.Tests.Simulator;

/// <summary>A bare client for the simulator's sockets: sends raw JSON, reads events. Every wait has a deadline.</summary>
internal sealed class WireClient : IAsyncDisposable
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(20);

    private readonly ClientWebSocket _socket;

    private WireClient(ClientWebSocket socket) => _socket = socket;

    /// <summary>Every event read so far.</summary>
    public List<WireEvent> Seen { get; } = [];

    public WebSocketCloseStatus? CloseStatus => _socket.CloseStatus;

    public static ClientWebSocket NewSocket(string? token = "pat_test")
    {
        ClientWebSocket socket = new();
        socket.Options.CollectHttpResponseDetails = true;
        if (token is not null)
        {
            socket.Options.SetRequestHeader("Authorization", $"Bearer {token}");
        }

        return socket;
    }

    public static async Task<WireClient> ConnectAsync(
        SimulatorHost host, string query = "bot_id=7350000000000000001", string path = "/v1/chat", string? token = "pat_test")
    {
        ClientWebSocket socket = NewSocket(token);
        await socket.ConnectAsync(new Uri(host.WebSocketUri, $"{path}?{query}"), default).WaitAsync(Deadline);
        return new WireClient(socket);
    }

    /// <summary>Connects and sends a <c>chat.update</c>, and waits for its answer.</summary>
    public static async Task<WireClient> OpenAsync(SimulatorHost host, string data)
    {
        WireClient client = await ConnectAsync(host);
        await client.SendAsync("chat.update", data);
        await client.UntilAsync("chat.updated");
        return client;
    }

    public Task SendAsync(string type, string? data = null) => SendRawAsync(
        data is null ? $$"""{"event_type":"{{type}}"}""" : $$"""{"event_type":"{{type}}","data":{{data}}}""");

    public Task SendRawAsync(string text) => _socket
        .SendAsync(Encoding.UTF8.GetBytes(text).AsMemory(), WebSocketMessageType.Text, true, default)
        .AsTask().WaitAsync(Deadline);

    public Task SendBinaryAsync(byte[] bytes) => _socket
        .SendAsync(bytes.AsMemory(), WebSocketMessageType.Binary, true, default).AsTask().WaitAsync(Deadline);

    public Task AppendAsync(ReadOnlySpan<byte> audio) =>
        SendAsync("input_audio_buffer.append", $$"""{"delta":"{{Convert.ToBase64String(audio)}}"}""");

    /// <summary>Sends an utterance in appends of a size, and its end.</summary>
    public async Task SayAsync(byte[] audio, int appendBytes)
    {
        for (int start = 0; start < audio.Length; start += appendBytes)
        {
            await AppendAsync(audio.AsSpan(start, Math.Min(appendBytes, audio.Length - start)));
        }

        await SendAsync("input_audio_buffer.complete");
    }

    /// <summary>Reads one message; <see langword="null"/> after a close.</summary>
    public async Task<WireEvent?> ReadAsync()
    {
        using MemoryStream message = new();
        byte[] buffer = new byte[64 * 1024];
        ValueWebSocketReceiveResult result;
        do
        {
            result = await _socket.ReceiveAsync(buffer.AsMemory(), default).AsTask().WaitAsync(Deadline);
            if (result.MessageType == WebSocketMessageType.Close)
            {
                return null;
            }

            message.Write(buffer, 0, result.Count);
        }
        while (!result.EndOfMessage);
        WireEvent read = WireEvent.Read(message.ToArray(), result.MessageType);
        Seen.Add(read);
        return read;
    }

    /// <summary>Reads until an event of a type has come, and returns what came up to it.</summary>
    public async Task<List<WireEvent>> UntilAsync(string type)
    {
        List<WireEvent> events = [];
        while (true)
        {
            WireEvent read = await ReadAsync() ?? throw new InvalidOperationException(
                $"closed with {_socket.CloseStatus} before {type}; saw {string.Join(", ", events.Select(e => e.Type))}");
            events.Add(read);
            if (read.Type == type)
            {
                return events;
            }
        }
    }

    /// <summary>Reads until the other end closes.</summary>
    public async Task<List<WireEvent>> UntilClosedAsync()
    {
        List<WireEvent> events = [];
        while (await ReadAsync() is { } read)
        {
            events.Add(read);
        }

        return events;
    }

    /// <summary>Closes with 1000 and reads on until the server has answered: a socket given up with unread data is reset, and
    /// the close frame may be lost with it.</summary>
    public Task CloseAsync() => _socket.CloseAsync(WebSocketCloseStatus.NormalClosure, null, default).WaitAsync(Deadline);

    public async ValueTask DisposeAsync()
    {
        if (_socket.State == WebSocketState.Open)
        {
            using CancellationTokenSource limit = new(Deadline);
            await _socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, limit.Token);
        }

        _socket.Dispose();
    }
}
