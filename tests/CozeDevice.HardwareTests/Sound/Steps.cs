using CozeDevice.Audio;
using Xunit;

namespace CozeDevice.HardwareTests.Sound;

/// <summary>What the pumps do with a device, frame by frame, by hand.</summary>
internal static class Steps
{
    private const int MostTimeouts = 250; // in a row: 30 s

    /// <summary>Writes samples to their end and says that nothing follows.</summary>
    public static void Play(IPcmPlayback speaker, ReadOnlySpan<short> samples)
    {
        Write(speaker, samples);
        speaker.Finish();
    }

    /// <summary>Writes samples, whole frames of them.</summary>
    public static void Write(IPcmPlayback speaker, ReadOnlySpan<short> samples)
    {
        for (; samples.Length >= AudioFormat.FrameSamples; samples = samples[AudioFormat.FrameSamples..])
        {
            int timeouts = 0;
            while (speaker.Wait() != PcmStatus.Ok || speaker.Write(samples[..AudioFormat.FrameSamples]) == PcmStatus.Timeout)
                Assert.True(++timeouts < MostTimeouts, "the speaker takes nothing");
        }
    }

    /// <summary>Captures so many samples.</summary>
    public static short[] Capture(IPcmCapture microphone, int samples)
    {
        var captured = new short[samples / AudioFormat.FrameSamples * AudioFormat.FrameSamples];
        for (int at = 0; at < captured.Length; at += AudioFormat.FrameSamples)
            CaptureFrame(microphone, captured.AsSpan(at, AudioFormat.FrameSamples));
        return captured;
    }

    /// <summary>Captures from silence through sound to silence.</summary>
    public static short[] CaptureSound(IPcmCapture microphone)
    {
        var captured = new List<short>();
        var frame = new short[AudioFormat.FrameSamples];
        bool isSound = false;
        while (true)
        {
            CaptureFrame(microphone, frame);
            bool isSilence = !frame.AsSpan().ContainsAnyExcept((short)0);
            if (isSound && isSilence) return [.. captured];
            isSound |= !isSilence;
            captured.AddRange(frame);
        }
    }

    private static void CaptureFrame(IPcmCapture microphone, Span<short> frame)
    {
        int timeouts = 0;
        PcmStatus status;
        while ((status = microphone.Read(frame)) == PcmStatus.Timeout)
            Assert.True(++timeouts < MostTimeouts, "the microphone hears nothing");
        Assert.NotEqual(PcmStatus.Gone, status);
    }
}
