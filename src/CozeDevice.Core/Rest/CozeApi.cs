using CozeDevice.Account;
using Microsoft.Extensions.Logging;

namespace CozeDevice.Rest;

/// <summary>The REST calls of the service (protocol §7). Thread-safe; one per program.</summary>
internal sealed class CozeApi : IDisposable
{
    private readonly RestTransport _transport;

    /// <summary>Makes a client.</summary>
    /// <param name="settings">Where the service is.</param>
    /// <param name="tokens">Asked before each call.</param>
    /// <param name="time">Clock of deadlines, waits and rates.</param>
    /// <param name="logger">Where attempts are told.</param>
    /// <param name="random">Numbers from 0 to 1 for the back-off.</param>
    internal CozeApi(RestSettings settings, ITokenSource tokens, TimeProvider time, ILogger logger, Func<double> random)
    {
        _transport = new RestTransport(settings, tokens, time, logger, random);
        Rooms = new(_transport);
        Voices = new(_transport);
        Conversations = new(_transport);
        Chats = new(_transport);
        Audio = new(_transport);
    }

    /// <summary>RTC rooms.</summary>
    internal RoomApi Rooms { get; }

    /// <summary>Voices.</summary>
    internal VoiceApi Voices { get; }

    /// <summary>Conversations.</summary>
    internal ConversationApi Conversations { get; }

    /// <summary>Chats in text.</summary>
    internal ChatApi Chats { get; }

    /// <summary>Speech, transcription, files.</summary>
    internal AudioApi Audio { get; }

    /// <inheritdoc/>
    public void Dispose() => _transport.Dispose();
}
