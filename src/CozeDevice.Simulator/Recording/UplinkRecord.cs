using System.Text.Json;

namespace CozeDevice.Simulator.Recording;

/// <summary>One event a client sent.</summary>
/// <param name="Type">The <c>event_type</c>.</param>
/// <param name="Message">The whole message.</param>
/// <param name="At">When it arrived, on the simulator's clock.</param>
public sealed record UplinkRecord(string Type, JsonElement Message, DateTimeOffset At)
{
    /// <summary>The <c>id</c> the client gave it, if any.</summary>
    public string? Id =>
        Message.TryGetProperty("id", out JsonElement id) && id.ValueKind == JsonValueKind.String ? id.GetString() : null;
}
