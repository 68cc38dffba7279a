using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text;
using CozeDevice.HardwareTests.Board;
using CozeDevice.Linux.Posix;

namespace CozeDevice.HardwareTests.Gpio;

/// <summary>A finger on a button between a line and ground, whose contact bounces as bad ones do.</summary>
/// <remarks>On a thread of its own with real-time priority, so that what else the guest does makes no rests of bounces.</remarks>
internal sealed class Finger : IDisposable
{
    /// <summary>The longest time a contact rests while it bounces: what a quiet time of 5 ms must tell from a press.</summary>
    public static readonly TimeSpan LongestRest = TimeSpan.FromMilliseconds(4);

    private static readonly byte[] Up = Encoding.ASCII.GetBytes("pull-up\n"), Down = Encoding.ASCII.GetBytes("pull-down\n");

    private const int Priority = 50;

    private readonly FileStream _pull;
    private readonly Random _random = new(17);
    private readonly BlockingCollection<(bool Closed, TaskCompletionSource<bool> Done)> _moves = [];
    private readonly Thread _thread;

    public Finger(SimulatedChip chip, int line)
    {
        string folder = Directory.GetDirectories("/sys/devices/platform", "gpio-sim.*")
            .Single(device => Directory.Exists($"{device}/{chip.Name}"));
        _pull = new FileStream(
            $"{folder}/{chip.Name}/sim_gpio{line}/pull", FileMode.Open, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0);
        Set(false);
        _thread = new Thread(Run) { IsBackground = true, Name = "finger" };
        _thread.Start();
    }

    /// <summary>Closes or opens the contact, cleanly.</summary>
    public void Set(bool closed)
    {
        _pull.Write(closed ? Down : Up);
        _pull.Flush();
    }

    /// <summary>Closes or opens the contact with bounces of 1 to 8 ms in all.</summary>
    /// <returns>Whether no rest in between was longer than <see cref="LongestRest"/>: a machine that is busy elsewhere makes longer
    /// ones, which are real moves.</returns>
    public Task<bool> BounceAsync(bool closed)
    {
        var done = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        _moves.Add((closed, done));
        return done.Task;
    }

    public void Dispose()
    {
        _moves.CompleteAdding();
        _thread.Join();
        _moves.Dispose();
        _pull.Dispose();
    }

    private void Run()
    {
        RealtimeThreads.Request(Priority);
        foreach ((bool closed, TaskCompletionSource<bool> done) in _moves.GetConsumingEnumerable())
            done.SetResult(Bounce(closed));
    }

    private bool Bounce(bool closed)
    {
        double length = 1 + _random.NextDouble() * 7;
        var watch = Stopwatch.StartNew();
        TimeSpan last = TimeSpan.Zero; // before the last change
        bool isBouncing = true;
        Set(closed);
        while (true)
        {
            // Short rests mostly, as contacts have, and now and then a long one.
            double off = Rest(), on = Rest();
            if (watch.Elapsed.TotalMilliseconds + off + on > length)
                return isBouncing;
            Step(!closed, off);
            Step(closed, on);
        }

        void Step(bool level, double rest)
        {
            while ((watch.Elapsed - last).TotalMilliseconds < rest)
                Thread.SpinWait(20);
            TimeSpan before = watch.Elapsed;
            Set(level);
            // The longest it can have been: from before that change to behind this one.
            isBouncing &= watch.Elapsed - last <= LongestRest;
            last = before;
        }
    }

    private double Rest() => _random.Next(4) == 0 ? 0.5 + _random.NextDouble() * 2.5 : 0.02 + _random.NextDouble() * 0.4;
}
