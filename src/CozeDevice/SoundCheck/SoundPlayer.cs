using CozeDevice.Audio;

namespace CozeDevice.SoundCheck;

/// <summary>Plays a whole sound and waits until its last sample was heard. Blocks; owned by one thread.</summary>
/// <param name="device">The speaker.</param>
/// <param name="name">Its configured name, for messages.</param>
internal sealed class SoundPlayer(IPcmPlayback device, string name)
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(AudioFormat.FrameMs);
    private static readonly TimeSpan DrainSlack = TimeSpan.FromSeconds(2);

    private readonly DeviceWatch _watch = new(name, AudioDirection.Playback);

    /// <summary>Times the speaker ran empty in the middle.</summary>
    public int Xruns => _watch.Xruns;

    /// <summary>Plays it; cancelling silences the speaker at once.</summary>
    /// <param name="samples">The sound, at the rate of the house.</param>
    /// <param name="volume">0 to 100; 100 leaves every sample as it is.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>Whether it was heard to its end.</returns>
    /// <exception cref="AudioDeviceException">The device was lost, or never finishes.</exception>
    public bool Play(ReadOnlySpan<short> samples, Volume volume, CancellationToken cancellationToken)
    {
        // Nothing waits for the loop: whoever cancels drops what the speaker holds.
        using (cancellationToken.UnsafeRegister(static state => ((IPcmPlayback)state!).Drop(), device))
        {
            Span<short> frame = stackalloc short[AudioFormat.FrameSamples];
            for (var at = 0; at < samples.Length && !cancellationToken.IsCancellationRequested; at += frame.Length)
            {
                var rest = samples[at..];
                frame.Clear(); // behind the last sample
                rest[..Math.Min(rest.Length, frame.Length)].CopyTo(frame);
                volume.Apply(frame);
                Write(frame, cancellationToken);
            }

            if (!cancellationToken.IsCancellationRequested) Drain(cancellationToken);
        }

        if (cancellationToken.IsCancellationRequested) device.Drop(); // also a frame that slipped in behind the first drop
        device.Idle();
        return !cancellationToken.IsCancellationRequested;
    }

    private void Write(ReadOnlySpan<short> frame, CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            // Room that is promised and then not there is no transfer: only the write counts.
            var status = device.Wait();
            if (cancellationToken.IsCancellationRequested) return;
            if (status is PcmStatus.Ok or PcmStatus.Xrun) status = device.Write(frame);
            if (_watch.Transferred(status)) return;
        }
    }

    private void Drain(CancellationToken cancellationToken)
    {
        device.Finish();
        var limit = Duration(device.Delay) + DrainSlack;
        var waited = TimeSpan.Zero;
        while (device.Delay is > 0 and var delay)
        {
            if (waited > limit) throw new AudioDeviceException(name, $"{name} does not finish playing");
            var pause = Duration(delay) < Look ? Duration(delay) : Look;
            if (cancellationToken.WaitHandle.WaitOne(pause)) return;
            waited += pause;
        }
    }

    private static TimeSpan Duration(int samples) =>
        TimeSpan.FromMilliseconds(Math.Ceiling(samples * 1000.0 / AudioFormat.SampleRate));
}
