namespace CozeDevice.Audio;

/// <summary>A device cannot be opened or used.</summary>
/// <param name="device">The configured name of the device.</param>
/// <param name="message">One line: what is wrong, where, and what would be right.</param>
/// <param name="inner">The cause, if another exception was it.</param>
public sealed class AudioDeviceException(string device, string message, Exception? inner = null)
    : Exception(message, inner)
{
    /// <summary>The configured name of the device.</summary>
    public string Device { get; } = device;

    /// <summary>The program that uses the device, as <c>"pulseaudio" (pid 812)</c>, or null if that is not what is wrong.</summary>
    public string? Holder { get; init; }
}
