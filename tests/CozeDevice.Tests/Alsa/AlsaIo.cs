using System.Diagnostics;
using CozeDevice.Audio;
using Xunit;

namespace CozeDevice.Tests.Alsa;

/// <summary>Moves sound through a stream as the pumps do, each step with a limit.</summary>
internal static class AlsaIo
{
    private const int Frame = AudioFormat.FrameSamples;
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);

    /// <summary>Reads frames; time-outs are tried again.</summary>
    public static short[] Read(IPcmCapture capture, int frames)
    {
        var samples = new short[frames * Frame];
        var watch = Stopwatch.StartNew();
        for (var i = 0; i < frames;)
        {
            Assert.True(watch.Elapsed < Limit, "the microphone delivers nothing");
            var status = capture.Read(samples.AsSpan(i * Frame, Frame));
            Assert.NotEqual(PcmStatus.Gone, status);
            if (status is PcmStatus.Ok or PcmStatus.Xrun) i++;
        }

        return samples;
    }

    /// <summary>Writes frames, waiting for room before each.</summary>
    /// <returns>Frames before which an underrun was recovered.</returns>
    public static int Play(IPcmPlayback playback, ReadOnlySpan<short> sound)
    {
        var xruns = 0;
        for (var i = 0; i < sound.Length; i += Frame)
        {
            AwaitRoom(playback);
            var status = playback.Write(sound.Slice(i, Frame));
            Assert.True(status is PcmStatus.Ok or PcmStatus.Xrun, $"the speaker says {status}");
            if (status == PcmStatus.Xrun) xruns++;
        }

        return xruns;
    }

    /// <summary>Waits until there is room for a frame.</summary>
    public static void AwaitRoom(IPcmPlayback playback)
    {
        var watch = Stopwatch.StartNew();
        PcmStatus status;
        while ((status = playback.Wait()) == PcmStatus.Timeout) Assert.True(watch.Elapsed < Limit, "the speaker takes nothing");
        Assert.Equal(PcmStatus.Ok, status);
    }

    /// <summary>Ends the stream and waits until its last sample was heard.</summary>
    public static void Drain(IPcmPlayback playback)
    {
        playback.Finish();
        AwaitSilence(playback);
        playback.Idle();
    }

    /// <summary>Waits until nothing written is left to be heard.</summary>
    public static void AwaitSilence(IPcmPlayback playback)
    {
        var watch = Stopwatch.StartNew();
        using var pause = new SystemPacer(TimeProvider.System);
        while (playback.Delay > 0)
        {
            Assert.True(watch.Elapsed < Limit, "the sound never ends");
            pause.WaitUntil(pause.Now + TimeSpan.FromMilliseconds(1));
        }
    }

    /// <summary>The sound without the silence around it.</summary>
    public static short[] Trim(short[] samples)
    {
        var first = Array.FindIndex(samples, s => s != 0);
        var last = Array.FindLastIndex(samples, s => s != 0);
        return first < 0 ? [] : samples[first..(last + 1)];
    }
}
