using CozeDevice.Audio;

namespace CozeDevice.Tests.Support.Audio;

/// <summary>A speaker that keeps what it is given, and says it was heard at once unless a test sets a delay.</summary>
internal sealed class FakePlayback : IPcmPlayback
{
    private readonly List<short> _samples = [];

    public short[] Samples => [.. _samples];

    public int Frames => _samples.Count / AudioFormat.FrameSamples;

    public Queue<PcmStatus> Statuses { get; } = [];

    public int Delay { get; set; }

    public int Drops { get; private set; }

    public int Idles { get; private set; }

    public int Finishes { get; private set; }

    public bool IsDisposed { get; private set; }

    public PcmRecovered Recovered { get; private set; }

    public bool IsRemovable { get; set; }

    public bool IsPresent { get; set; } = true;

    /// <summary>Keeps no samples, for tests that count allocations.</summary>
    public bool Forgets { get; set; }

    public PcmStatus Wait() => PcmStatus.Ok;

    public PcmStatus Write(ReadOnlySpan<short> frame)
    {
        if (frame.Length != AudioFormat.FrameSamples) throw new ArgumentException("Not a frame of 20 ms.", nameof(frame));
        var status = Statuses.TryDequeue(out var next) ? next : PcmStatus.Ok;
        if (status == PcmStatus.Xrun) Recovered += new PcmRecovered(1, 0, AudioFormat.FrameSamples);
        if (status is PcmStatus.Ok or PcmStatus.Xrun && !Forgets) _samples.AddRange(frame);
        return status;
    }

    public void Drop() => Drops++;

    public void Idle() => Idles++;

    public void Finish() => Finishes++;

    public void Dispose() => IsDisposed = true;
}
