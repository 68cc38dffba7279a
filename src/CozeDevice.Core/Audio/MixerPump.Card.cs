namespace CozeDevice.Audio;

// The card, on the mixer thread: found, lost, set and followed.
public sealed partial class MixerPump
{
    private const int MaxTries = 12; // about three quarters of a minute; then the speaker tells when it is back
    private static readonly TimeSpan FirstDelay = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan LongestDelay = TimeSpan.FromSeconds(5);

    private MixerScale _scale;
    private MixerState _known; // where the control stood when we last looked: what differs was done by somebody else
    private int _carried; // number of the last wish carried out
    private int _tries;
    private TimeSpan _delay = FirstDelay;
    private TimeSpan _nextTry;
    private string? _told; // the last trouble in the log

    private void Find()
    {
        if (TakeHint()) (_tries, _delay, _nextTry) = (0, FirstDelay, TimeSpan.Zero);
        if (_pacer.Now < _nextTry)
        {
            if (!IsStopping()) _pacer.WaitUntil(_nextTry);
            return;
        }

        try
        {
            Use(_mixers.Open(_options.Device, _options.Element));
        }
        catch (MixerException e)
        {
            Close();
            Miss(e);
        }
    }

    private void Use(IMixer mixer)
    {
        int percent;
        lock (_lock)
        {
            _mixer = mixer;
            _wanted = null; // the volume is younger, or the same
            _carried = _asked;
            percent = _volume.PercentOn(isInHardware: true);
        }

        var element = mixer.Element;
        _scale = MixerScale.Of(element.MinDb, element.MaxDb);
        if (!mixer.State.IsOn && percent > 0) AudioLog.MixerWasOff(_logger, element.Name, element.Card);
        Put(mixer, percent);
        _volume.IsInHardware = true; // not before: louder than asked must never be heard
        (_tries, _delay, _told) = (0, FirstDelay, null);
        AudioLog.MixerReady(_logger, element.Name, element.Card, element.MinDb, element.MaxDb, percent);
        _notices.TryWrite(new MixerChanged());
    }

    private void Miss(MixerException e)
    {
        _nextTry = e.Kind == MixerTrouble.Gone && ++_tries < MaxTries ? _pacer.Now + _delay : TimeSpan.MaxValue;
        _delay = _delay * 2 < LongestDelay ? _delay * 2 : LongestDelay;
        if (e.Message == _told) return;
        _told = e.Message;
        switch (e.Kind)
        {
            case MixerTrouble.Misnamed: AudioLog.MixerMisnamed(_logger, e.Message); break;
            case MixerTrouble.Unsuitable: AudioLog.MixerMissing(_logger, e.Message); break;
            default: AudioLog.MixerLost(_logger, e.Message); break;
        }
    }

    private void Lose(string message)
    {
        Close();
        (_tries, _delay, _nextTry, _told) = (0, FirstDelay, _pacer.Now + FirstDelay, message);
        AudioLog.MixerLost(_logger, message);
    }

    private void Close()
    {
        IMixer? mixer;
        lock (_lock)
        {
            mixer = _mixer;
            (_mixer, _reading) = (null, null);
        }

        mixer?.Dispose();
        if (!_volume.IsInHardware) return;
        _volume.IsInHardware = false;
        _notices.TryWrite(new MixerChanged());
    }

    private void Follow(IMixer mixer)
    {
        mixer.Wait();
        var state = mixer.State;
        if (state == _known) return; // ours, or a wake
        Know(mixer.Element, state);
        var percent = state.IsOn ? _scale.Percent(state.Decibels) : 0;
        if (percent > _volume.Max)
        {
            AudioLog.MixerTooLoud(_logger, mixer.Element.Name, percent, _volume.Max);
            Put(mixer, _volume.Max);
            percent = _volume.Max;
        }
        else
        {
            AudioLog.MixerMoved(_logger, mixer.Element.Name, percent);
        }

        _notices.TryWrite(new MixerMoved(percent, _carried));
    }

    private void Put(IMixer mixer, int percent)
    {
        var state = percent > 0 ? mixer.Set(_scale.Decibels(percent)) : mixer.Silence();
        Know(mixer.Element, state);
    }

    private void Know(MixerElement element, MixerState state)
    {
        _known = state;
        lock (_lock) _reading = new MixerReading(element, state);
    }

    private int? TakeWish()
    {
        lock (_lock)
        {
            _isHinted = false; // the card is there
            var wanted = _wanted;
            (_wanted, _carried) = (null, _asked);
            return wanted;
        }
    }

    private bool TakeHint()
    {
        lock (_lock)
        {
            var isHinted = _isHinted;
            _isHinted = false;
            return isHinted;
        }
    }
}
