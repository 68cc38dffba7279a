namespace CozeDevice.Audio;

/// <summary>What a device has been recovered from since it was opened.</summary>
/// <param name="Xruns">Times sound was lost: an overrun of the microphone, an underrun of the speaker that was not intended.</param>
/// <param name="Suspends">Times the card was suspended and resumed.</param>
/// <param name="LostSamples">Sound lost in all of them, in samples at 16 kHz: what the microphone heard and nobody read, or the
/// silence the speaker put into the middle of a stream.</param>
public readonly record struct PcmRecovered(long Xruns, long Suspends, long LostSamples)
{
    /// <summary>The sound lost, in milliseconds.</summary>
    public long LostMs => LostSamples * 1000 / AudioFormat.SampleRate;

    /// <summary>The sum of two.</summary>
    public static PcmRecovered operator +(PcmRecovered a, PcmRecovered b) =>
        new(a.Xruns + b.Xruns, a.Suspends + b.Suspends, a.LostSamples + b.LostSamples);

    /// <summary>What came after another state of the same count.</summary>
    public static PcmRecovered operator -(PcmRecovered a, PcmRecovered b) =>
        new(a.Xruns - b.Xruns, a.Suspends - b.Suspends, a.LostSamples - b.LostSamples);
}
