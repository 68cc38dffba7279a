using CozeDevice.Audio;

namespace CozeDevice.Tests.Support.Audio;

/// <summary>A microphone whose frame number n is filled with the value n, and whose next statuses a test sets.</summary>
internal sealed class FakeCapture : IPcmCapture
{
    public short NextFrame { get; set; } = 1;

    /// <summary>Whether it says it is a real microphone.</summary>
    public bool IsMicrophone { get; init; }

    /// <summary>What it delivers instead: the sample at an index that counts from the first one ever read.</summary>
    public Func<int, short>? Sound { get; set; }

    /// <summary>Samples delivered.</summary>
    public int Delivered { get; private set; }

    public Queue<PcmStatus> Statuses { get; } = [];

    public int Rewinds { get; private set; }

    public bool IsDisposed { get; private set; }

    public PcmRecovered Recovered { get; private set; }

    /// <summary>Runs inside the read, as something another thread does meanwhile.</summary>
    public Action? DuringRead { get; set; }

    public PcmStatus Read(Span<short> frame)
    {
        DuringRead?.Invoke();
        var status = Statuses.TryDequeue(out var next) ? next : PcmStatus.Ok;
        if (status == PcmStatus.Xrun) Recovered += new PcmRecovered(1, 0, AudioFormat.FrameSamples);
        if (status is PcmStatus.Ok or PcmStatus.Xrun) Deliver(frame);
        return status;
    }

    public void Rewind() => Rewinds++;

    public void Dispose() => IsDisposed = true;

    private void Deliver(Span<short> frame)
    {
        frame.Fill(NextFrame++);
        for (var i = 0; Sound is not null && i < frame.Length; i++) frame[i] = Sound(Delivered + i);
        Delivered += frame.Length;
    }
}
