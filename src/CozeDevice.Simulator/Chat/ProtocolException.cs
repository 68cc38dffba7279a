namespace CozeDevice.Simulator.Chat;

/// <summary>An uplink event that is refused; becomes an <c>error</c> event, the socket stays.</summary>
/// <param name="code">The error code.</param>
/// <param name="message">What is wrong, with the path of the field.</param>
internal sealed class ProtocolException(int code, string message) : Exception(message)
{
    /// <summary>A parameter is wrong.</summary>
    internal const int BadParameter = 4000;

    /// <summary>The conversation does not exist.</summary>
    internal const int NoConversation = 4002;

    /// <summary>The conversation has a running chat already.</summary>
    internal const int ChatRunning = 4016;

    /// <summary>There is nothing to cancel.</summary>
    internal const int NothingToCancel = 4104;

    /// <summary>The simulator itself failed.</summary>
    internal const int Internal = 5000;

    /// <summary>A wrong parameter.</summary>
    internal ProtocolException(string message)
        : this(BadParameter, message)
    {
    }

    /// <summary>An event nobody knows.</summary>
    internal static ProtocolException UnknownEvent(string type) =>
        new($"event_type: unknown event {(type.Length <= 64 ? type : type[..64])}");

    /// <summary>The error code.</summary>
    internal int Code { get; } = code;
}
