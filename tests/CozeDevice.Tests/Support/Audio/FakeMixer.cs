using CozeDevice.Audio;

namespace CozeDevice.Tests.Support.Audio;

/// <summary>A volume control in memory, with steps of 1 dB. <see cref="Wait"/> never blocks: a step of the pump is a step of the
/// test.</summary>
internal sealed class FakeMixer(double minDb = -60, double maxDb = 0, bool hasSwitch = true) : IMixer
{
    private MixerState _state = new(-30, IsOn: true);

    public MixerElement Element { get; } = new("Fake", "Master", minDb, maxDb, HasDecibels: true, hasSwitch);

    public MixerState State => IsGone ? throw Gone() : _state;

    public bool IsGone { get; set; }

    public bool IsDisposed { get; private set; }

    /// <summary>Everything we asked for, as decibels; null is silence.</summary>
    public List<double?> Sets { get; } = [];

    public int Wakes { get; private set; }

    /// <summary>Somebody else moves it.</summary>
    public void Move(double decibels, bool isOn = true) => _state = new MixerState(decibels, isOn);

    public MixerState Set(double decibels)
    {
        if (IsGone) throw Gone();
        Sets.Add(decibels);
        return _state = new MixerState(Math.Round(decibels), IsOn: true);
    }

    public MixerState Silence()
    {
        if (IsGone) throw Gone();
        Sets.Add(null);
        return _state = hasSwitch ? _state with { IsOn = false } : _state with { Decibels = double.NegativeInfinity };
    }

    public void Wait()
    {
        if (IsGone) throw Gone();
    }

    public void Wake() => Wakes++;

    public void Dispose() => IsDisposed = true;

    private static MixerException Gone() => new("Master: the card is gone", MixerTrouble.Gone);
}
