namespace CozeDevice.Audio;

// With an echo canceller the device never stands still, on the speaker thread: what was played and what was heard are then two
// counts that differ by a constant.
public sealed partial class PlaybackPump
{
    private static readonly int Cushion = AudioFormat.Samples(40); // as little as a device starts with: the next answer waits behind it

    private static readonly short[] Silence = new short[AudioFormat.FrameSamples];

    private int _silence; // samples behind the last one of a stream

    /// <summary>Whether silence is written where nothing is to be heard.</summary>
    private bool NeverStops => Echo is not null && !IsDeviceMissing;

    /// <summary>Nothing is to be heard now.</summary>
    private void Rest()
    {
        if (NeverStops) PlaySilence();
        else Park();
    }

    /// <summary>Waits while the device holds enough, then gives it a frame of silence. Sound that comes ends the wait.</summary>
    private void PlaySilence()
    {
        if (_isStopping) return;
        var spare = _device!.Delay - Cushion;
        if (spare > 0)
        {
            _pacer.WaitUntil(_pacer.Now + Duration(spare));
            return;
        }

        if (_playout.Gate.WriteSilence(Silence) is { } status && Took(status, Silence)) _silence += Silence.Length;
    }

    /// <summary>Samples of a stream that were not heard yet.</summary>
    private int SoundLeft() => Math.Max(0, (_device?.Delay ?? 0) - _silence);

    private void TellEcho(PcmStatus status, ReadOnlySpan<short> frame)
    {
        if (!NeverStops) return;
        if (status == PcmStatus.Xrun) Echo!.PlaybackBroke(isNewDevice: false);
        Echo!.Played(frame, _device!.Delay);
    }
}
