using CozeDevice.Audio;

namespace CozeDevice.Tests.Support.Audio;

/// <summary>A canceller whose frames are kept, before and after.</summary>
internal sealed class RecordedEcho(EchoCanceller canceller, int seconds) : IEchoCanceller
{
    private readonly short[] _heard = new short[seconds * AudioFormat.SampleRate];
    private readonly short[] _left = new short[seconds * AudioFormat.SampleRate];
    private int _count;

    public bool IsTrusted => canceller.IsTrusted;

    public EchoStatus Status => canceller.Status;

    /// <summary>Seconds recorded.</summary>
    public double Seconds => Volatile.Read(ref _count) / (double)AudioFormat.SampleRate;

    /// <summary>Whether all of it is recorded.</summary>
    public bool IsFull => Volatile.Read(ref _count) + AudioFormat.FrameSamples > _heard.Length;

    public void Played(ReadOnlySpan<short> frame, int delay) => canceller.Played(frame, delay);

    public void PlaybackBroke(bool isNewDevice) => canceller.PlaybackBroke(isNewDevice);

    public void CaptureBroke(bool isNewDevice) => canceller.CaptureBroke(isNewDevice);

    public void Cancel(Span<short> frame, int waiting)
    {
        if (!IsFull) frame.CopyTo(_heard.AsSpan(_count));
        canceller.Cancel(frame, waiting);
        if (IsFull) return;
        frame.CopyTo(_left.AsSpan(_count));
        Volatile.Write(ref _count, _count + frame.Length);
    }

    /// <summary>ERLE between two times, in decibels.</summary>
    public double Attenuation(double from, double to) => EchoMeasures.Attenuation(_heard, _left, from, to);

    /// <summary>How much of a person's voice is left, in decibels.</summary>
    public double NearGain(short[] near, double from, double to) => EchoMeasures.NearGain(_left, near, from, to);

    public void Dispose() => canceller.Dispose();
}
