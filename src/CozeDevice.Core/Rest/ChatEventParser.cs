using System.Text;
using System.Text.Json;
using CozeDevice.Protocol;

namespace CozeDevice.Rest;

/// <summary>Events of a chat stream: the same names and data as on the socket (protocol §7.6).</summary>
internal static class ChatEventParser
{
    /// <summary>Reads one; null for data that is no JSON, which is dropped as on the socket.</summary>
    internal static ServerEvent? Parse(string name, ReadOnlySpan<byte> data)
    {
        try
        {
            var type = Encoding.UTF8.GetBytes(name);
            // The parsers expect whole JSON: this throws where it is none.
            var check = new Utf8JsonReader(data, new JsonReaderOptions { MaxDepth = ObjectReader.MaxDepth });
            while (check.Read())
            {
            }
            return ServerEventParser.Parse(ProtocolNames.Find(type), new Envelope { Type = type, Data = data });
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
