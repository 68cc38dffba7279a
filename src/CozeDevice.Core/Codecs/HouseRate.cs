using CozeDevice.Audio;

namespace CozeDevice.Codecs;

/// <summary>The way between the rate of the wire and the 16 kHz inside the device.</summary>
internal static class HouseRate
{
    /// <summary>A resampler from 16 kHz to the rate of the wire, or null if there is nothing to do.</summary>
    /// <param name="wire">The coded audio.</param>
    /// <exception cref="CodecException">The rate is not supported.</exception>
    public static Resampler? To(WireFormat wire) => Make(wire, AudioFormat.SampleRate, wire.SampleRate);

    /// <summary>A resampler from the rate of the wire to 16 kHz, or null if there is nothing to do.</summary>
    /// <param name="wire">The coded audio.</param>
    /// <exception cref="CodecException">The rate is not supported.</exception>
    public static Resampler? From(WireFormat wire) => Make(wire, wire.SampleRate, AudioFormat.SampleRate);

    private static Resampler? Make(WireFormat wire, int from, int to)
    {
        if (!Resampler.Supports(wire.SampleRate))
        {
            throw new CodecException(
                $"{wire.Codec} at {wire.SampleRate} Hz is not supported; use 8000, 16000, 22050, 24000, 32000, 44100 or 48000 Hz");
        }

        return from == to ? null : new Resampler(from, to);
    }
}
