using System.Net.WebSockets;
using System.Text.Json;

namespace CozeDevice.Tests.Simulator;

/// <summary>One message from the simulator.</summary>
internal sealed record WireEvent(string Type, JsonElement Message)
{
    public bool HasData => Message.TryGetProperty("data", out _);

    public JsonElement Data => Message.GetProperty("data");

    public string Text(string name) => Data.GetProperty(name).GetString()!;

    public byte[] Audio => Data.GetProperty("content").GetBytesFromBase64();

    public static WireEvent Read(byte[] message, WebSocketMessageType type)
    {
        if (type != WebSocketMessageType.Text)
        {
            return new WireEvent("(binary)", default);
        }

        try
        {
            using JsonDocument document = JsonDocument.Parse(message);
            return new WireEvent(document.RootElement.GetProperty("event_type").GetString()!, document.RootElement.Clone());
        }
        catch (JsonException)
        {
            return new WireEvent("(garbage)", default);
        }
    }
}
