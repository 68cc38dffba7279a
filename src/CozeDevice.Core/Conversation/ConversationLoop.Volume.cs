using CozeDevice.Audio;

namespace CozeDevice.Conversation;

/// <content>The volume: set by commands, and by whoever else moves the card's mixer.</content>
public sealed partial class ConversationLoop
{
    private int _toldVolume;

    private void SetVolume(int percent)
    {
        Volume volume = _parts.Volume;
        int wanted = Math.Clamp(percent, 0, volume.Max);
        bool isNews = wanted != volume.Percent || !volume.IsSet;
        volume.Percent = wanted;
        _parts.Mixer?.Ask(wanted); // also what is no news here: somebody else may have moved the card since
        if (isNews)
            ShowVolume();
    }

    // The machine knows nothing of the mixer: it has no say in how a turn goes.
    private void Mix(AudioNotice notice)
    {
        switch (notice)
        {
            case DeviceReady { Direction: AudioDirection.Playback }:
                _parts.Mixer?.Look();
                break;
            case MixerChanged when _parts.Volume.Percent != _toldVolume: // nobody has set it, and the default is another
                ShowVolume();
                break;
            // A wish of ours that is not carried out yet is younger than this move, and will win.
            case MixerMoved moved when moved.Asked == _parts.Mixer?.Asked && moved.Percent != _parts.Volume.Percent:
                _parts.Volume.Percent = moved.Percent;
                ShowVolume();
                break;
        }
    }

    private void ShowVolume()
    {
        _snapshot = MakeSnapshot();
        PublishVolume();
    }

    private void PublishVolume()
    {
        int percent = _parts.Volume.Percent;
        _toldVolume = percent;
        int? set = _parts.Volume.IsSet ? percent : null;
        _feed.Publish(new VolumeEvent(percent, _state.Muted) { At = AtMs });
        Guard(() => SettingsChanged?.Invoke(set, _state.Muted));
    }

    private MixerView? MixerNow()
    {
        if (_parts.Mixer?.Reading is not { } reading)
            return null;
        MixerState state = reading.State;
        bool isHeard = state.IsOn && double.IsFinite(state.Decibels);
        return new MixerView(
            reading.Element.Card, reading.Element.Name,
            reading.Element.HasDecibels && isHeard ? Math.Round(state.Decibels, 2) : null);
    }
}
