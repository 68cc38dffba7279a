using System.Runtime.InteropServices;
using CozeDevice.Audio;
using CozeDevice.Linux.Posix;

namespace CozeDevice.Linux.Alsa;

/// <summary>One volume control of a card.</summary>
/// <remarks>The element is looked up again after events: the card may remove it, and libasound then frees it.</remarks>
internal sealed unsafe class AlsaMixer : IMixer
{
    private const int MaxEmptyWakes = 1000; // in a row: a control device that always says "look" and never has anything

    private readonly MixerHandle _mixer;
    private readonly WakeEvent _wake = new();
    private readonly string _name;
    private readonly uint _index;
    private readonly MixerSteps _steps;
    private readonly bool _hasSwitch;
    private nint _element;
    private int _emptyWakes;

    /// <summary>Takes over an open mixer.</summary>
    /// <param name="mixer">Loaded; disposed with this.</param>
    /// <param name="card">The card, as people write it.</param>
    /// <param name="name">The element's name.</param>
    /// <param name="index">Its number among those of the same name.</param>
    /// <param name="steps">Its steps.</param>
    /// <param name="element">The element.</param>
    public AlsaMixer(MixerHandle mixer, string card, string name, uint index, MixerSteps steps, nint element)
    {
        (_mixer, _name, _index, _steps, _element) = (mixer, name, index, steps, element);
        _hasSwitch = Libasound.snd_mixer_selem_has_playback_switch(element) != 0;
        Element = new MixerElement(
            card, MixerNames.Written(name, index), steps.Decibels(element, steps.First), steps.Decibels(element, steps.Max),
            steps.HasDecibels, _hasSwitch);
        State = Read();
    }

    /// <inheritdoc/>
    public MixerElement Element { get; }

    /// <inheritdoc/>
    public MixerState State { get; private set; }

    /// <summary>Name and number of an element.</summary>
    /// <param name="element">A simple element.</param>
    public static (string Name, uint Index) NameOf(nint element) =>
        (Marshal.PtrToStringUTF8(Libasound.snd_mixer_selem_get_name(element)) ?? "",
            Libasound.snd_mixer_selem_get_index(element));

    /// <inheritdoc/>
    public MixerState Set(double decibels)
    {
        Check(Libasound.snd_mixer_selem_set_playback_volume_all(_element, _steps.Nearest(_element, decibels)));
        if (_hasSwitch) Check(Libasound.snd_mixer_selem_set_playback_switch_all(_element, 1));
        return ReadBack();
    }

    /// <inheritdoc/>
    public MixerState Silence()
    {
        Check(_hasSwitch
            ? Libasound.snd_mixer_selem_set_playback_switch_all(_element, 0)
            : Libasound.snd_mixer_selem_set_playback_volume_all(_element, _steps.Min));
        return ReadBack();
    }

    /// <inheritdoc/>
    public void Wait()
    {
        var count = Check(Libasound.snd_mixer_poll_descriptors_count(_mixer));
        Span<Libc.PollEntry> entries = stackalloc Libc.PollEntry[count + 1];
        fixed (Libc.PollEntry* all = entries)
        {
            var own = all + count;
            *own = new Libc.PollEntry { fd = _wake.Descriptor.Number, events = Libc.POLLIN };
            Check(Libasound.snd_mixer_poll_descriptors(_mixer, all, (uint)count));
            if (Libc.poll(all, (nuint)count + 1, -1) < 0) return; // a signal: the caller comes again
            if (own->revents != 0)
            {
                _wake.Clear();
                return;
            }

            Check(Libasound.snd_mixer_poll_descriptors_revents(_mixer, all, (uint)count, out var events));
            if ((events & (Libc.POLLERR | Libc.POLLHUP | Libc.POLLNVAL)) != 0) throw Gone("the card is gone");
            _emptyWakes = (events & Libc.POLLIN) != 0 && HandleEvents() > 0 ? 0 : _emptyWakes + 1;
        }

        if (_emptyWakes > MaxEmptyWakes) throw Gone("it tells of changes that are none");
    }

    /// <inheritdoc/>
    public void Wake() => _wake.Set();

    /// <inheritdoc/>
    public void Dispose()
    {
        _mixer.Dispose();
        _wake.Dispose();
    }

    // Also what the driver made of it: its answer is no change by somebody else.
    private MixerState ReadBack()
    {
        HandleEvents();
        return State;
    }

    private int HandleEvents()
    {
        var count = Check(Libasound.snd_mixer_handle_events(_mixer));
        _element = Find();
        State = Read();
        return count;
    }

    private nint Find()
    {
        for (var at = Libasound.snd_mixer_first_elem(_mixer); at != 0; at = Libasound.snd_mixer_elem_next(at))
            if (NameOf(at) == (_name, _index)) return at;
        throw Gone("the card no longer has it");
    }

    private MixerState Read()
    {
        var (step, isOn) = (_steps.Min, !_hasSwitch);
        for (var channel = Libasound.SND_MIXER_SCHN_MONO; channel <= Libasound.SND_MIXER_SCHN_LAST; channel++)
        {
            if (Libasound.snd_mixer_selem_has_playback_channel(_element, channel) == 0) continue;
            Check(Libasound.snd_mixer_selem_get_playback_volume(_element, channel, out var value));
            step = nint.Max(step, value);
            if (!_hasSwitch) continue;
            Check(Libasound.snd_mixer_selem_get_playback_switch(_element, channel, out var isChannelOn));
            isOn |= isChannelOn != 0;
        }

        return new MixerState(_steps.Decibels(_element, step), isOn);
    }

    private int Check(int result) => result >= 0 ? result : throw Gone(Libasound.Describe(result));

    private MixerException Gone(string why) => new($"{Element?.Name ?? _name}: {why}", MixerTrouble.Gone);
}
