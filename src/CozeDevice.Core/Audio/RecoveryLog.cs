using Microsoft.Extensions.Logging;

namespace CozeDevice.Audio;

/// <summary>Tells people of recoveries: the first at once, and what follows at most every ten seconds.</summary>
/// <remarks>Owned by the pump's thread.</remarks>
internal sealed class RecoveryLog(AudioDirection direction, IPacer pacer, ILogger logger)
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(10);

    private PcmRecovered _told;
    private TimeSpan _next;

    /// <summary>Something was recovered from.</summary>
    /// <param name="total">All since the start.</param>
    public void Note(PcmRecovered total)
    {
        if (total == _told || pacer.Now < _next) return;
        var news = total - _told;
        AudioLog.Recovered(logger, direction, news.Xruns, news.Suspends, news.LostMs);
        (_told, _next) = (total, pacer.Now + Pause);
    }
}
