using static CozeDevice.Linux.Alsa.Libasound;

namespace CozeDevice.Linux.Alsa;

// Ending a stream before its end.
internal sealed unsafe partial class AlsaPlayback
{
    private const int LeadMs = 4; // what the card may have fetched already
    private const int FadeMs = 10;

    /// <inheritdoc/>
    public void Drop()
    {
        lock (_lock)
        {
            if (_isGone || _isDisposed) return;
            _drops++;
            _isDryIntended = true;
            _hasRecovered = _isGapOpen = false;
            if (!_canRewind || !TryFade()) Stop();
        }
    }

    /// <summary>Throws away everything at once and stands ready for the next stream.</summary>
    private void Stop()
    {
        Forget();
        _ = snd_pcm_drop(_pcm); // a device that is gone says so again when it is waited for
        _ = snd_pcm_prepare(_pcm);
        _queued = 0;
        _preparedAt = _time.GetTimestamp();
    }

    /// <summary>Takes back what was not heard yet and writes its beginning again, falling to silence within 10 ms: a cut in the middle
    /// of a wave is a click.</summary>
    /// <returns>False if there is too little to take back, or the device does not.</returns>
    private bool TryFade()
    {
        if (!IsRunning() || snd_pcm_avail(_pcm) < 0) return false; // asks the card how far it is
        var lead = LeadMs * _config.Grant.Rate / 1000;
        var back = Math.Min((long)snd_pcm_rewindable(_pcm), _queued) - lead;
        if (back <= 0) return false;
        var rewound = (int)snd_pcm_rewind(_pcm, (nuint)back);
        if (rewound <= 0) return false;
        Forget();
        _queued -= rewound;
        var fade = _mono.AsSpan(0, Math.Min(rewound, FadeMs * _config.Grant.Rate / 1000));
        _pending.Recall(rewound, fade);
        Fall(fade);
        _pending.TakenBack(rewound);
        _pending.Add(fade);
        Pad();
        Push();
        return true;
    }

    private void Forget()
    {
        _pending.Clear();
        _padding = 0;
        _hasTail = false;
        _resampler?.Reset();
        _line.Forget();
    }

    /// <summary>Lets samples fall to silence along half a wave of a cosine.</summary>
    internal static void Fall(Span<short> samples)
    {
        for (var i = 0; i < samples.Length; i++)
            samples[i] = (short)(samples[i] * (0.5 + (0.5 * Math.Cos(Math.PI * (i + 1) / samples.Length))));
    }
}
