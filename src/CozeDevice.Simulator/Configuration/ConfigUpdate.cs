using System.Text.Json;
using CozeDevice.Simulator.Chat;

namespace CozeDevice.Simulator.Configuration;

/// <summary>Applies the update event of a socket to its configuration.</summary>
internal static class ConfigUpdate
{
    /// <summary>The configuration after an update; one without <c>data</c> changes nothing.</summary>
    /// <param name="config">The configuration before.</param>
    /// <param name="uplink">The update event.</param>
    /// <param name="keepsTurnMode">The turn mode keeps its value.</param>
    /// <exception cref="ProtocolException">A member is not allowed.</exception>
    internal static ChatConfig Updated(this ChatConfig config, UplinkEvent uplink, bool keepsTurnMode = false)
    {
        try
        {
            return uplink.Data.ValueKind == JsonValueKind.Object ? config.With(uplink.Data, keepsTurnMode) : config;
        }
        catch (ConfigException exception)
        {
            throw new ProtocolException(exception.Message);
        }
    }
}
