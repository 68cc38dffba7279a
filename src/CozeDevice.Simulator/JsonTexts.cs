using System.Text.Json;

namespace CozeDevice.Simulator;

/// <summary>Texts and names of JSON, of which the parser does not say whether they are any.</summary>
internal static class JsonTexts
{
    /// <summary>Whether all in it are whole. An escape without its other half throws only when the text is asked for.</summary>
    internal static bool AreWhole(JsonElement value)
    {
        try
        {
            return value.ValueKind switch
            {
                JsonValueKind.String => value.GetString() is not null,
                JsonValueKind.Array => value.EnumerateArray().All(AreWhole),
                JsonValueKind.Object => value.EnumerateObject().All(pair => pair.Name is not null && AreWhole(pair.Value)),
                _ => true,
            };
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }
}
