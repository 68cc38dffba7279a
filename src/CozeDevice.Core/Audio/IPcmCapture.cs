namespace CozeDevice.Audio;

/// <summary>A running capture stream that delivers whole 20 ms frames at 16 kHz mono.</summary>
/// <remarks>Owned by one thread (the mic thread). Only that thread calls its members.</remarks>
public interface IPcmCapture : IDisposable
{
    /// <summary>Blocks for at most one period plus 100 ms.</summary>
    /// <param name="frame">Exactly <see cref="AudioFormat.FrameSamples"/> samples, filled on <see cref="PcmStatus.Ok"/>
    /// and <see cref="PcmStatus.Xrun"/>.</param>
    PcmStatus Read(Span<short> frame);

    /// <summary>A turn begins: a <c>file:</c> source starts again from the beginning of its file. A no-op for a sound card.</summary>
    void Rewind();

    /// <summary>What was recovered from since it was opened.</summary>
    PcmRecovered Recovered => default;

    /// <summary>Samples recorded behind the frame read last that were not read yet, when that read ended; negative if the device does
    /// not say.</summary>
    int Waiting => 0;

    /// <summary>Whether this is a real microphone: one whose samples are all exactly zero for seconds is dead or switched off.</summary>
    bool IsMicrophone => false;
}
