using CozeDevice.Protocol;

namespace CozeDevice.Link;

/// <summary>What a session needs to know, fixed for its lifetime.</summary>
public sealed record LinkSettings
{
    /// <summary>The whole address of the chat socket, query included. Holds no secret.</summary>
    public required Uri Endpoint { get; init; }

    /// <summary>What is sent in <c>chat.update</c>; the conversation id is added by the supervisor.</summary>
    public required ChatConfig Chat { get; init; }

    /// <summary>Longest dial, TLS and upgrade included (design §3).</summary>
    public TimeSpan DialLimit { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Longest wait for <c>chat.updated</c> (design §3).</summary>
    public TimeSpan ConfigureLimit { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>A session this old is healthy: the back-off starts anew when it ends.</summary>
    public TimeSpan HealthyAfter { get; init; } = TimeSpan.FromSeconds(30);
}
