using System.Globalization;
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
        return device is not null && !long.TryParse(device, NumberStyles.None, CultureInfo.InvariantCulture, out _)
            ? Bad("device_id: must be digits alone, at most those of an int64")
            : null;
    }

    private static Refusal Bad(string message) =>
        UpgradeRefusal.Create(400, ProtocolException.BadParameter, message);
}
