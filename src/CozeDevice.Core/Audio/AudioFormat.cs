namespace CozeDevice.Audio;

/// <summary>Constants of the house: everything inside the device is 16 kHz mono signed 16-bit in frames of 20 ms.</summary>
public static class AudioFormat
{
    /// <summary>Samples per second inside the device, in hertz.</summary>
    public const int SampleRate = 16_000;

    /// <summary>Duration of one frame, in milliseconds. Every buffer of the audio path is a multiple of it.</summary>
    public const int FrameMs = 20;

    /// <summary>Samples in one frame.</summary>
    public const int FrameSamples = SampleRate * FrameMs / 1000;

    /// <summary>Samples in the given number of milliseconds.</summary>
    /// <param name="milliseconds">A duration, not negative.</param>
    public static int Samples(int milliseconds) => SampleRate / 1000 * milliseconds;
}
