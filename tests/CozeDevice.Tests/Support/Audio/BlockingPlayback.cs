using CozeDevice.Audio;
using Xunit;

namespace CozeDevice.Tests.Support.Audio;

/// <summary>A speaker whose buffer holds one frame: the second frame waits until a drop makes room.</summary>
internal sealed class BlockingPlayback : IPcmPlayback
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(10);

    private readonly object _lock = new();
    private readonly SemaphoreSlim _blocked = new(0);
    private int _waiting;

    /// <summary>Frames that were never dropped.</summary>
    public int Held
    {
        get
        {
            lock (_lock) return _waiting;
        }
    }

    /// <summary>Whether a blocked write was never woken.</summary>
    public bool HasTimedOut { get; private set; }

    public int Delay => Held * AudioFormat.FrameSamples;

    /// <summary>Waits until a writer is blocked.</summary>
    public void AwaitBlockedWriter() => Assert.True(_blocked.Wait(Deadline), "no write came to block");

    /// <summary>Frames handed over since the start.</summary>
    public int Taken { get; private set; }

    public PcmStatus Wait()
    {
        lock (_lock)
        {
            if (_waiting > 0) _blocked.Release();
            while (_waiting > 0)
            {
                if (Monitor.Wait(_lock, Deadline)) continue;
                HasTimedOut = true;
                return PcmStatus.Timeout;
            }

            return PcmStatus.Ok;
        }
    }

    public PcmStatus Write(ReadOnlySpan<short> frame)
    {
        lock (_lock)
        {
            if (_waiting > 0) return PcmStatus.Timeout;
            _waiting++;
            Taken++;
            return PcmStatus.Ok;
        }
    }

    public void Drop()
    {
        lock (_lock)
        {
            _waiting = 0;
            Monitor.PulseAll(_lock);
        }
    }

    public void Idle() { }

    public void Dispose() { }
}
