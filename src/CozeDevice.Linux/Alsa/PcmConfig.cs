using CozeDevice.Audio;

namespace CozeDevice.Linux.Alsa;

/// <summary>How a granted device is used: all counts in frames of the device.</summary>
/// <remarks>Pure. Any period will do: a stream is moved in house frames of 20 ms whatever the period is, and a device that holds
/// less than two of them takes a frame in pieces.</remarks>
/// <param name="Direction">Which half.</param>
/// <param name="Grant">What the device granted.</param>
internal sealed record PcmConfig(AudioDirection Direction, PcmGrant Grant)
{
    private const int FilledFrames = 4; // house frames: 80 ms bridge a pause of the scheduler, and a barge-in drops them

    /// <summary>Frames of the device in 20 ms.</summary>
    public int FrameLength => Grant.Rate * AudioFormat.FrameMs / 1000;

    /// <summary>Whether our own converter stands between the device and the house rate.</summary>
    public bool IsResampled => Grant.Rate != AudioFormat.SampleRate;

    /// <summary>What must be free before the next frame is written (playback).</summary>
    public int Room => HoldsTwo ? Grant.Buffer - Filled + FrameLength : Math.Max(1, Grant.Buffer / 2);

    /// <summary>What must be there to be read or free to be written before a wait ends.</summary>
    public int AvailMin => Direction == AudioDirection.Playback ? Room : HoldsTwo ? FrameLength : Math.Max(1, Grant.Buffer / 2);

    /// <summary>What must be written before playback starts by itself: two periods and two frames, so that the next one may be late.
    /// Never more than what can be written before it starts.</summary>
    public int StartThreshold => Math.Clamp(2 * Math.Max(Grant.Period, FrameLength), 1, Grant.Buffer - Room + 1);

    private bool HoldsTwo => Grant.Buffer >= 2 * FrameLength;

    /// <summary>The most that is filled: with long periods two of them and a frame, since the device frees whole periods; if it can
    /// be, two periods less than the buffer, but always enough to bridge one.</summary>
    private int Filled
    {
        get
        {
            var wanted = Math.Max(FilledFrames * FrameLength, (2 * Grant.Period) + FrameLength);
            var least = Math.Min(Grant.Period + (2 * FrameLength), Grant.Buffer);
            return Math.Clamp(Grant.Buffer - (2 * Grant.Period), least, Math.Max(least, Math.Min(wanted, Grant.Buffer)));
        }
    }

    /// <summary>Converts a count of the device to the house rate, rounded up.</summary>
    /// <param name="frames">Frames of the device.</param>
    public long ToHouse(long frames) => ((frames * AudioFormat.SampleRate) + Grant.Rate - 1) / Grant.Rate;

    /// <summary>For logs: <c>48000 Hz, 2 channels, period 20.0 ms, buffer 120.0 ms</c>.</summary>
    public override string ToString() => string.Create(
        System.Globalization.CultureInfo.InvariantCulture,
        $"{Grant.Rate} Hz, {Grant.Channels} {(Grant.Channels == 1 ? "channel" : "channels")}, period {Ms(Grant.Period):F1} ms, buffer {Ms(Grant.Buffer):F1} ms");

    private double Ms(int frames) => 1000.0 * frames / Grant.Rate;
}
