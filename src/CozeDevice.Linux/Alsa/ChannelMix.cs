namespace CozeDevice.Linux.Alsa;

/// <summary>One channel of the house and the channels of a device.</summary>
/// <remarks>Two channels of a microphone are averaged: a single microphone on a stereo input is on one side, and nobody knows on
/// which. Of more the first is taken: arrays deliver raw capsules there, and some the loudspeaker itself in the last
/// channels, which must not be mixed in.</remarks>
internal static class ChannelMix
{
    /// <summary>Makes one channel.</summary>
    /// <param name="frames">Interleaved samples of the device.</param>
    /// <param name="channels">How many in a frame.</param>
    /// <param name="mono">One sample per frame.</param>
    internal static void Down(ReadOnlySpan<short> frames, int channels, Span<short> mono)
    {
        switch (channels)
        {
            case 1:
                frames.CopyTo(mono);
                break;
            case 2:
                for (var i = 0; i < mono.Length; i++) mono[i] = (short)((frames[2 * i] + frames[(2 * i) + 1]) >> 1);
                break;
            default:
                for (var i = 0; i < mono.Length; i++) mono[i] = frames[i * channels];
                break;
        }
    }

    /// <summary>Puts the same sample on every channel.</summary>
    /// <param name="mono">One sample per frame.</param>
    /// <param name="channels">How many in a frame.</param>
    /// <param name="frames">Interleaved samples of the device.</param>
    internal static void Up(ReadOnlySpan<short> mono, int channels, Span<short> frames)
    {
        if (channels == 1) mono.CopyTo(frames);
        else for (var i = 0; i < mono.Length; i++) frames.Slice(i * channels, channels).Fill(mono[i]);
    }
}
