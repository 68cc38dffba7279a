using CozeDevice.Audio;
using static CozeDevice.Linux.Posix.Errno;

namespace CozeDevice.Linux.Alsa;

/// <summary>What an error of a stream means.</summary>
/// <remarks><c>snd_pcm_recover</c> is not used: it waits for a sleeping card in steps of a second that nobody can end, does not
/// start a capture stream again, and answers 0 for ever when a sound server has died.</remarks>
internal static class PcmRecovery
{
    /// <summary>Recoveries without a frame moved in between before the device counts as gone. PipeWire's plug-in answers EPIPE for
    /// ever once its server has died.</summary>
    internal const int MostInARow = 5;

    /// <summary>Decides. Nothing is fatal to an appliance: what is not known is opened again.</summary>
    /// <param name="errno">Positive.</param>
    /// <param name="direction">Which half.</param>
    internal static PcmAction After(int errno, AudioDirection direction) => errno switch
    {
        EINTR or EAGAIN => PcmAction.Retry,
        EPIPE => direction == AudioDirection.Capture ? PcmAction.PrepareAndStart : PcmAction.Prepare,
        ESTRPIPE => PcmAction.Resume,
        _ => PcmAction.Reopen,
    };

    /// <summary>Decides what an attempt to resume a sleeping card means.</summary>
    /// <param name="result">What <c>snd_pcm_resume</c> returned.</param>
    /// <param name="isRunning">Whether the stream runs now; some plug-ins claim success and do nothing.</param>
    /// <param name="direction">Which half.</param>
    /// <returns><see cref="PcmAction.Retry"/> if the driver is not awake yet, <see cref="PcmAction.Resume"/> if the stream goes on.</returns>
    internal static PcmAction AfterResume(int result, bool isRunning, AudioDirection direction) => result switch
    {
        -EAGAIN => PcmAction.Retry,
        >= 0 when isRunning => PcmAction.Resume,
        _ => direction == AudioDirection.Capture ? PcmAction.PrepareAndStart : PcmAction.Prepare,
    };
}
