namespace CozeDevice.Panel;

/// <summary>An LED cannot be opened or written.</summary>
/// <param name="device">What it is called, for example <c>/dev/spidev0.0</c>.</param>
/// <param name="message">What is wrong and what would help, without the device's name.</param>
/// <param name="inner">The failure underneath, or null.</param>
public sealed class LedException(string device, string message, Exception? inner = null)
    : Exception($"{device}: {message}", inner)
{
    /// <summary>What it is called.</summary>
    public string Device { get; } = device;

    /// <summary>Whether the machine has no such thing at all.</summary>
    public bool IsMissing { get; init; }
}
