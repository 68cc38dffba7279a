using CozeDevice.Audio;

namespace CozeDevice.Linux.Alsa;

/// <summary>The steps of one playback volume and their decibels.</summary>
/// <remarks>Asks libasound, which asks the driver's table: whatever its shape (scale, range, linear), the decibels only rise
/// with the step. A control without a table has its steps spread evenly over 50 dB, which is what mixers show as percent.
/// Belongs to the mixer thread; the element must be alive.</remarks>
internal readonly struct MixerSteps
{
    private const double Hundredths = 100;

    private MixerSteps(nint min, nint max, nint first, bool hasDecibels) =>
        (Min, Max, First, HasDecibels) = (min, max, first, hasDecibels);

    /// <summary>The lowest step; silence on many cards.</summary>
    public nint Min { get; }

    /// <summary>The highest step.</summary>
    public nint Max { get; }

    /// <summary>The lowest step that can be heard.</summary>
    public nint First { get; }

    /// <summary>Whether the decibels are the driver's.</summary>
    public bool HasDecibels { get; }

    /// <summary>Finds out about an element.</summary>
    /// <param name="element">A simple element.</param>
    /// <returns>Null when volume cannot be made with it.</returns>
    public static MixerSteps? Of(nint element)
    {
        if (Libasound.snd_mixer_selem_has_playback_volume(element) == 0
            || Libasound.snd_mixer_selem_get_playback_volume_range(element, out var min, out var max) < 0 || max <= min)
        {
            return null;
        }

        var hasTable = Libasound.snd_mixer_selem_get_playback_dB_range(element, out var minDb, out var maxDb) >= 0
            && maxDb > minDb && maxDb > Libasound.SND_CTL_TLV_DB_GAIN_MUTE;
        var first = !hasTable || Ask(element, min) <= Libasound.SND_CTL_TLV_DB_GAIN_MUTE ? min + 1 : min;
        var steps = new MixerSteps(min, max, first, hasTable);
        return MixerScale.Of(steps.Decibels(element, first), steps.Decibels(element, max)).IsUsable ? steps : null;
    }

    /// <summary>The decibels of a step; negative infinity is silence.</summary>
    /// <param name="element">The element.</param>
    /// <param name="step">Min to Max.</param>
    public double Decibels(nint element, nint step)
    {
        if (step < First) return double.NegativeInfinity;
        if (!HasDecibels) return Volume.SpanDb * ((double)(step - Min) / (Max - Min) - 1);
        return Ask(element, step) / Hundredths;
    }

    /// <summary>The step next to a level: never silence, and not above 0 dB unless there is nothing below.</summary>
    /// <param name="element">The element.</param>
    /// <param name="decibels">The level.</param>
    public nint Nearest(nint element, double decibels)
    {
        // The highest step at or below the level; its neighbour above may be nearer.
        var (low, high) = (First, Max);
        while (low < high)
        {
            var middle = low + ((high - low + 1) / 2);
            if (Decibels(element, middle) <= decibels) low = middle;
            else high = middle - 1;
        }

        if (low == Max) return low;
        var (below, above) = (Decibels(element, low), Decibels(element, low + 1));
        return above <= 0 && above - decibels < decibels - below ? low + 1 : low;
    }

    private static nint Ask(nint element, nint step) =>
        Libasound.snd_mixer_selem_ask_playback_vol_dB(element, step, out var decibels) >= 0
            ? decibels
            : Libasound.SND_CTL_TLV_DB_GAIN_MUTE;
}
