using CozeDevice.Simulator.Recording;
using CozeDevice.Simulator.Scenarios;
using Microsoft.Extensions.Logging;

namespace CozeDevice.Simulator.Chat;

/// <summary>What a session is given by its connection.</summary>
/// <param name="Scenario">How the service behaves.</param>
/// <param name="Conversations">The conversations that exist.</param>
/// <param name="Outbox">The way to the client.</param>
/// <param name="Record">What the connection brought.</param>
/// <param name="Time">The clock.</param>
/// <param name="Log">The log.</param>
/// <param name="Closing">Fires when the connection ends.</param>
internal sealed record SocketContext(
    Scenario Scenario,
    KnownConversations Conversations,
    Outbox Outbox,
    ConnectionRecord Record,
    TimeProvider Time,
    ILogger Log,
    CancellationToken Closing);
