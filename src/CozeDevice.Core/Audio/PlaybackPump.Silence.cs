namespace CozeDevice.Audio;

// With an echo canceller the device never stands still, on the speaker thread: what was played and what was heard are then two
// counts that differ by a constant.
public sealed partial class PlaybackPump
{
    private static readonly int LeastCushion = AudioFormat.Samples(40); // as little as a device starts with: the next answer waits behind it
    private static readonly int MostCushion = AudioFormat.Samples(120);

    private static readonly short[] Silence = new short[AudioFormat.FrameSamples];

    private bool _standsStill; // it holds enough and does not move: it has long periods, and starts or shows progress with more
    private int _cushion = LeastCushion; // more after each underrun: some devices tell only in long periods how far they are
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
        var delay = _device!.Delay;
        if (delay > _cushion && !_standsStill)
        {
            _standsStill = _pacer.WaitUntil(_pacer.Now + Duration(delay - _cushion)) && _device.Delay >= delay;
            return;
        }

        _standsStill = false;
        if (_playout.Gate.WriteSilence(Silence) is not { } status || !Took(status, Silence)) return;
        _silence += Silence.Length;
        if (status == PcmStatus.Xrun) _cushion = Math.Min(_cushion + Silence.Length, MostCushion);
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
