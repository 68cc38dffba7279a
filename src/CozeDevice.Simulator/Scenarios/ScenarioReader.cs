using System.Text.Json;
using CozeDevice.Simulator.Handshake;
using CozeDevice.Simulator.Network;

namespace CozeDevice.Simulator.Scenarios;

/// <summary>Reads the JSON of a scenario. Strict: a slip in a scenario would test nothing.</summary>
internal static class ScenarioReader
{
    private static readonly JsonDocumentOptions Options = new()
    {
        CommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
    };

    private static readonly Dictionary<string, EmptyUtterance> Empties = new()
    {
        ["silent"] = EmptyUtterance.Silent,
        ["error"] = EmptyUtterance.Error,
        ["completed_chat"] = EmptyUtterance.CompletedChat,
    };

    private static readonly Dictionary<string, IdleCancel> Cancels = new()
    {
        ["none"] = IdleCancel.None,
        ["canceled"] = IdleCancel.Canceled,
        ["error"] = IdleCancel.Error,
    };

    private static readonly Dictionary<string, bool> Conversations = new()
    {
        ["accept"] = false,
        ["refuse"] = true,
    };

    /// <summary>Reads a scenario.</summary>
    /// <exception cref="ScenarioException">The text is not one.</exception>
    internal static Scenario Read(string name, string json)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(json, Options);
            if (!JsonTexts.AreWhole(document.RootElement)) throw new ScenarioException("a text or a name has half a character (\\ud800 to \\udfff)");
            ScenarioNode node = new("", document.RootElement);
            Scenario scenario = new()
            {
                Name = name,
                Description = node.Text("description") ?? "",
                Refusals = node.List("refuse", ReadRefusal),
                Replies = node.List("replies", ReplyReader.Read),
                Faults = node.List("faults", FaultReader.Read),
                Network = node.List("network", NetworkFaultReader.Read),
                NetworkSeed = node.Integer("network_seed", 0) ?? 1,
                Empty = node.Choice("empty", Empties, EmptyUtterance.Silent),
                IdleCancel = node.Choice("idle_cancel", Cancels, IdleCancel.None),
                LateDeltas = node.Milliseconds("late_deltas_ms"),
                RefusesUnknownConversations = node.Choice("unknown_conversation", Conversations, false),
                Prologue = node.Text("prologue") ?? Scenario.Parrot.Prologue,
            };
            node.Finish();
            return scenario;
        }
        catch (JsonException exception)
        {
            throw new ScenarioException(
                $"line {exception.LineNumber + 1}, column {exception.BytePositionInLine + 1}: must be valid JSON");
        }
    }

    private static Refusal ReadRefusal(ScenarioNode node)
    {
        int status = node.Integer("status", 400, 599) ?? throw node.Wrong("status", "is required, an HTTP status");
        int? code = node.Integer("code", 1);
        string message = node.Text("msg") ?? "refused by the scenario";
        Refusal refusal = new()
        {
            Status = status,
            Body = node.Text("body") ?? (code is { } number ? UpgradeRefusal.Create(status, number, message).Body : null),
            ContentType = node.Text("content_type") ?? "application/json",
            HasLogId = node.Flag("logid", true),
            RetryAfterSeconds = node.Integer("retry_after", 0),
            Connections = node.Connections("connections"),
        };
        node.Finish();
        return refusal;
    }
}
