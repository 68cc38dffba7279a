namespace CozeDevice.Simulator.Rest;

/// <summary>MP3 streams that hold silence (ISO/IEC 11172-3 and 13818-3, layer III, mono).</summary>
internal static class Mp3Silence
{
    // Each row is one MPEG version with its three rates in the order of the header's rate index.
    private static readonly (int VersionBits, int FrameSamples, int[] Rates)[] Versions =
    [
        (0b11, 1152, [44100, 48000, 32000]),
        (0b10, 576, [22050, 24000, 16000]),
        (0b00, 576, [11025, 12000, 8000]),
    ];

    /// <summary>Silence.</summary>
    /// <param name="duration">At least this long; rounded up to whole frames.</param>
    /// <param name="rate">Samples in a second.</param>
    internal static byte[] Render(TimeSpan duration, int rate)
    {
        foreach (var (version, frameSamples, rates) in Versions)
        {
            var rateIndex = Array.IndexOf(rates, rate);
            if (rateIndex < 0) continue;

            // Bit rate index 4: 56 kbit/s in MPEG 1, 32 kbit/s in the lower sampling rates.
            var bitRate = version == 0b11 ? 56000 : 32000;
            var frameBytes = frameSamples / 8 * bitRate / rate;
            var frames = (int)Math.Ceiling(duration.TotalSeconds * rate / frameSamples);
            var stream = new byte[frames * frameBytes];
            for (var i = 0; i < frames; i++)
            {
                // Sync, version, layer III, no CRC; rate indices; mono. Side information of zeros: no coefficients.
                var frame = stream.AsSpan(i * frameBytes);
                frame[0] = 0xFF;
                frame[1] = (byte)(0xE0 | (version << 3) | 0b011);
                frame[2] = (byte)((4 << 4) | (rateIndex << 2));
                frame[3] = 0b1100_0000;
            }

            return stream;
        }

        throw new ArgumentOutOfRangeException(nameof(rate), rate, "MP3 has no such sampling rate.");
    }
}
