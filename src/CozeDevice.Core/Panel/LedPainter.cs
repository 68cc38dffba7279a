namespace CozeDevice.Panel;

/// <summary>From a pattern and a time to the light of every pixel. Pure; allocates nothing.</summary>
internal static class LedPainter
{
    /// <summary>How often something that moves is drawn: 25 pictures a second.</summary>
    public static readonly TimeSpan Picture = TimeSpan.FromMilliseconds(40);

    private const double LeastWhileListening = 0.3;

    /// <summary>Paints a moment.</summary>
    /// <param name="pattern">What is shown.</param>
    /// <param name="traits">On what.</param>
    /// <param name="settings">How bright.</param>
    /// <param name="elapsed">Since the pattern began.</param>
    /// <param name="loudness">0 to 1, or null when nothing listens.</param>
    /// <param name="pixels">Receives the light.</param>
    /// <returns>How long it stays as painted; infinite when for ever.</returns>
    public static TimeSpan Paint(
        LedPattern pattern, LedTraits traits, LedSettings settings, TimeSpan elapsed, double? loudness, Span<LedLight> pixels)
    {
        if (pattern.Ring is { } ring && traits.IsRing)
            return PaintRing(pattern, ring, settings, elapsed, pixels);
        LedRhythm rhythm = pattern.For(traits);
        LedLook look = rhythm.LookAt(elapsed, pattern.Rgb);
        bool follows = loudness is not null && Follows(pattern, traits);
        double level = follows ? look.Level * (LeastWhileListening + (1 - LeastWhileListening) * loudness!.Value) : look.Level;
        pixels.Fill(Light(look.Rgb, level, traits, settings));
        if (follows)
            return Picture;
        if (rhythm.IsSteady)
            return Timeout.InfiniteTimeSpan;
        TimeSpan steady = rhythm.SteadyFor(elapsed);
        return steady > TimeSpan.Zero ? steady : Picture;
    }

    /// <summary>Whether an LED follows the level in a pattern: a single LED stays solid.</summary>
    /// <param name="pattern">The pattern.</param>
    /// <param name="traits">The LED.</param>
    public static bool Follows(LedPattern pattern, LedTraits traits) =>
        pattern.FollowsLevel && traits is { HasColour: true, CanDim: true };

    private static TimeSpan PaintRing(
        LedPattern pattern, RingShape ring, LedSettings settings, TimeSpan elapsed, Span<LedLight> pixels)
    {
        long picture = elapsed.Ticks / LedPattern.RingPicture.Ticks;
        for (int i = 0; i < pixels.Length; i++)
            pixels[i] = LedLight.Of(pattern.Rgb, settings.Scale(ring(i, pixels.Length, picture)));
        return TimeSpan.FromTicks((picture + 1) * LedPattern.RingPicture.Ticks - elapsed.Ticks);
    }

    private static LedLight Light(int rgb, double level, LedTraits traits, LedSettings settings)
    {
        // Without colour there is only the rhythm: a dim colour must not become a dim lamp.
        int shown = traits.HasColour ? rgb : 0xffffff;
        return traits.CanDim ? LedLight.Of(shown, settings.Scale(level)) : LedLight.OnOff(shown, level > 0);
    }
}
