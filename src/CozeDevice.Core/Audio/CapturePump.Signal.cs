using System.Runtime.CompilerServices;

namespace CozeDevice.Audio;

// How the microphone sounds, on the mic thread.
public sealed partial class CapturePump
{
    private readonly SignalHealth _signal = new();
    private long _level = Packed(AudioLevel.Silence);
    private bool _isHeard; // a sample of the open turn is not zero, or no microphone made it

    /// <summary>The level of the last frame; <see cref="AudioLevel.Silence"/> while muted. Any thread, no lock.</summary>
    public AudioLevel Level => Unpacked(Volatile.Read(ref _level));

    private static long Packed(AudioLevel level) => Unsafe.BitCast<AudioLevel, long>(level);

    private static AudioLevel Unpacked(long level) => Unsafe.BitCast<long, AudioLevel>(level);

    /// <summary>Looks at the frame just read. Muted, nobody listens, also not for faults.</summary>
    private void Examine()
    {
        Volatile.Write(ref _level, Packed(_isMuted ? AudioLevel.Silence : LevelMeter.Measure(_frame)));
        if (_isMuted || !_capture!.IsMicrophone) return;
        var before = _signal.Faults;
        if (_signal.Add(_frame)) TellSignal(before);
    }

    private void ForgetSignal()
    {
        Volatile.Write(ref _level, Packed(AudioLevel.Silence));
        if (_signal.Reset()) _notices.TryWrite(new MicrophoneSignal(MicrophoneFaults.None));
    }

    private void TellSignal(MicrophoneFaults before)
    {
        var (now, device) = (_signal.Faults, _options.Device);
        var (come, gone) = (now & ~before, before & ~now);
        if (come.HasFlag(MicrophoneFaults.Silent)) AudioLog.MicrophoneSilent(_logger, device);
        if (gone.HasFlag(MicrophoneFaults.Silent)) AudioLog.MicrophoneHeard(_logger, device);
        if (come.HasFlag(MicrophoneFaults.Clips)) AudioLog.MicrophoneClips(_logger, device, _signal.ClippedShare);
        if (gone.HasFlag(MicrophoneFaults.Clips)) AudioLog.MicrophoneUnclipped(_logger, device);
        if (come.HasFlag(MicrophoneFaults.Offset)) AudioLog.MicrophoneOffset(_logger, device, _signal.Offset);
        if (gone.HasFlag(MicrophoneFaults.Offset)) AudioLog.MicrophoneCentred(_logger, device);
        _notices.TryWrite(new MicrophoneSignal(now));
    }

    /// <summary>Notes whether anything at all is in a frame that is sent.</summary>
    private void Hear(ReadOnlySpan<short> frame) =>
        _isHeard |= _capture is not { IsMicrophone: true } || frame.ContainsAnyExcept((short)0);

    /// <summary>Whether a microphone recorded the turn and every sample is exactly zero, or there was no microphone at all: a
    /// room is never that quiet, so nobody could be understood.</summary>
    private bool IsDead => !_isHeard && (_sent > 0 || _health.IsLost);
}
