using System.Globalization;
using System.Net.WebSockets;
using System.Text;
using CozeDevice.Account;
using CozeDevice.Link;

namespace CozeDevice.Tests.Support.Endurance;

/// <summary>The service at the other end of a <see cref="MemorySocket"/>: opens every socket, answers every utterance as long as it is
/// told to be healthy, and notes what it heard. Called on the device's send loop.</summary>
internal sealed class MemoryService : IChatDialer, ITokenSource, IDisposable
{
    private const string Format = """{"codec":"pcm","pcm_config":{"sample_rate":16000}}""";

    private volatile MemorySocket? _socket;
    private int _chats;
    private int _appends;
    private int _completes;
    private int _dials;
    private int _outputs;

    /// <summary>Whether it answers utterances and cancels.</summary>
    public bool IsHealthy { get; set; } = true;

    /// <summary>Whether it can be reached.</summary>
    public bool IsUp { get; set; } = true;

    /// <summary>The newest socket, or null before the first dial.</summary>
    public MemorySocket? Socket => _socket;

    /// <summary>Dials so far, those that failed included.</summary>
    public int Dials => Volatile.Read(ref _dials);

    /// <summary>Frames heard since the last utterance was complete.</summary>
    public int Appends => Volatile.Read(ref _appends);

    /// <summary>Frames of the last complete utterance.</summary>
    public int LastUtterance { get; private set; }

    /// <summary>Utterances that were complete.</summary>
    public int Completes => Volatile.Read(ref _completes);

    /// <summary>Tool outputs received.</summary>
    public int ToolOutputs => Volatile.Read(ref _outputs);

    public ValueTask<string> GetTokenAsync(CancellationToken cancellationToken) => ValueTask.FromResult("pat_" + TestLog.Canary);

    public ValueTask<bool> RenewAsync(string refused, CancellationToken cancellationToken) => ValueTask.FromResult(false);

    public Task<WebSocket> DialAsync(Uri endpoint, string token, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _dials);
        if (!IsUp)
            return Task.FromException<WebSocket>(new DialException(new SessionEnd(SessionEndKind.Network, "no connection")));
        return Task.FromResult<WebSocket>(_socket = new MemorySocket(Hear));
    }

    /// <summary>Tells the configuration again, as at the opening.</summary>
    public static void Configure(MemorySocket socket) => Say(socket, "chat.updated", $$"""{"output_audio":{{Format}}}""");

    /// <summary>Its own voice detection heard somebody begin.</summary>
    public void HearVoice() => Say(_socket!, "input_audio_buffer.speech_started", "null");

    /// <summary>It heard somebody stop, and answers.</summary>
    public void HearPause()
    {
        Say(_socket!, "input_audio_buffer.speech_stopped", "null");
        Answer(_socket!);
    }

    public void Dispose() => _socket?.Dispose();

    private void Hear(MemorySocket socket, ReadOnlyMemory<byte> message)
    {
        ReadOnlySpan<byte> utf8 = message.Span;
        if (utf8.IndexOf("\"input_audio_buffer.append\""u8) >= 0)
            Interlocked.Increment(ref _appends);
        else if (utf8.IndexOf("\"chat.update\""u8) >= 0)
            Open(socket);
        else if (utf8.IndexOf("\"input_audio_buffer.complete\""u8) >= 0)
            Complete(socket);
        else if (utf8.IndexOf("\"input_audio_buffer.clear\""u8) >= 0)
            Interlocked.Exchange(ref _appends, 0);
        else if (utf8.IndexOf("\"conversation.chat.submit_tool_outputs\""u8) >= 0)
            Interlocked.Increment(ref _outputs);
        else if (IsHealthy && utf8.IndexOf("\"conversation.chat.cancel\""u8) >= 0)
            Say(socket, "conversation.chat.canceled", """{"code":2,"msg":"canceled"}""");
    }

    private void Open(MemorySocket socket)
    {
        Interlocked.Exchange(ref _appends, 0);
        Configure(socket);
    }

    private void Complete(MemorySocket socket)
    {
        LastUtterance = Interlocked.Exchange(ref _appends, 0);
        Interlocked.Increment(ref _completes);
        if (!IsHealthy)
            return;
        Say(socket, "input_audio_buffer.completed", "null");
        Answer(socket);
    }

    private void Answer(MemorySocket socket)
    {
        string chat = "healthy-" + Interlocked.Increment(ref _chats).ToString(CultureInfo.InvariantCulture);
        string sound = Convert.ToBase64String(new byte[6_400]);
        Say(socket, "conversation.audio_transcript.completed", """{"content":"a"}""");
        Say(socket, "conversation.message.completed", Message(chat, "a", "user", "question"));
        Say(socket, "conversation.chat.created", $$"""{"id":"{{chat}}","status":"created"}""");
        Say(socket, "conversation.chat.in_progress", $$"""{"id":"{{chat}}","status":"in_progress"}""");
        Say(socket, "conversation.message.delta", Message(chat, "a", "assistant", "answer"));
        Say(socket, "conversation.audio.delta", Message(chat, sound, "assistant", "answer"));
        Say(socket, "conversation.audio.completed", Message(chat, "", "assistant", "answer"));
        Say(socket, "conversation.chat.completed", $$"""{"id":"{{chat}}","status":"completed"}""");
    }

    private static string Message(string chat, string content, string role, string type) =>
        $$"""{"id":"1","role":"{{role}}","type":"{{type}}","content":"{{content}}","chat_id":"{{chat}}"}""";

    private static void Say(MemorySocket socket, string type, string data) => socket.Say(Encoding.UTF8.GetBytes(
        $$$"""{"id":"1","event_type":"{{{type}}}","data":{{{data}}},"detail":{"logid":"1"}}"""));
}
