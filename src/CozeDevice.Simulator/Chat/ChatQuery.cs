using CozeDevice.Simulator.Handshake;
using CozeDevice.Simulator.Scenarios;

namespace CozeDevice.Simulator.Chat;

/// <summary>The query of <c>/v1/chat</c> (protocol §2.1).</summary>
internal static class ChatQuery
{
    /// <summary>The agent's id; checked before.</summary>
    internal static string BotId(string query) => QueryString.Value(query, "bot_id") ?? "";

    /// <summary>What is wrong with a query, if anything. A <c>workflow_id</c> may hold any text.</summary>
    internal static Refusal? Check(string query)
    {
        if (BotId(query).Length == 0)
        {
            return Bad("bot_id: required");
        }

        string? device = QueryString.Value(query, "device_id");
        return device is not null && !(long.TryParse(device, out long number) && number >= 0)
            ? Bad("device_id: must be a decimal number")
            : null;
    }

    private static Refusal Bad(string message) =>
        UpgradeRefusal.Create(400, ProtocolException.BadParameter, message);
}
