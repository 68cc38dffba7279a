namespace CozeDevice.Linux.Alsa;

/// <summary>What a device granted, read back after it was asked.</summary>
/// <param name="Rate">Samples per second, in hertz.</param>
/// <param name="Channels">Channels of one frame.</param>
/// <param name="Period">Frames between two wake-ups.</param>
/// <param name="Buffer">Frames the device holds.</param>
/// <param name="IsConvertedByAlsa">Whether libasound converts the rate, because no rate of the device is one of ours.</param>
internal readonly record struct PcmGrant(int Rate, int Channels, int Period, int Buffer, bool IsConvertedByAlsa = false);
