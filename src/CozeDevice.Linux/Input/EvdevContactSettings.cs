namespace CozeDevice.Linux.Input;

/// <summary>A button that is a key of an input device.</summary>
/// <param name="Device">The device's name, its path (better below <c>/dev/input/by-id</c>), or <c>auto</c> for the one with the
/// fewest keys among those that have the key.</param>
/// <param name="Key">The number of the key.</param>
/// <param name="Grab">Whether its events are kept from everybody else.</param>
internal sealed record EvdevContactSettings(string Device, ushort Key, bool Grab)
{
    /// <summary>The word for the first device that has the key.</summary>
    public const string Auto = "auto";
}
