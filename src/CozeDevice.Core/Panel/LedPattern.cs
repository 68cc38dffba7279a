namespace CozeDevice.Panel;

/// <summary>What an LED shows: a colour and a rhythm, as data. The rhythm alone is enough for a single-colour LED.</summary>
/// <param name="Name">The name on the local feed.</param>
/// <param name="Rgb">The colour, 0xRRGGBB.</param>
/// <param name="Rhythm">The rhythm of a colour LED, and of a single one unless <see cref="Mono"/> differs.</param>
public sealed record LedPattern(string Name, int Rgb, LedRhythm Rhythm)
{
    /// <summary>How long each picture of a <see cref="Ring"/> stays.</summary>
    public static readonly TimeSpan RingPicture = TimeSpan.FromMilliseconds(100);

    /// <summary>The rhythm of a single-colour LED where it is another one, or null.</summary>
    public LedRhythm? Mono { get; init; }

    /// <summary>The movement on a ring or strip, or null. It takes the place of the rhythm there.</summary>
    public RingShape? Ring { get; init; }

    /// <summary>Whether a colour LED follows the microphone's level.</summary>
    public bool FollowsLevel { get; init; }

    /// <summary>When it is shown, for people.</summary>
    public string Meaning { get; init; } = "";

    /// <summary>How it looks on a colour LED, for people.</summary>
    public string ColourLook { get; init; } = "";

    /// <summary>How it looks on a single LED, for people.</summary>
    public string SingleLook { get; init; } = "";

    /// <summary>The colour as <c>#rrggbb</c>.</summary>
    public string Hex => $"#{Rgb:x6}";

    /// <summary>What a colour LED shows at a time since the pattern began, apart from level and movement.</summary>
    /// <param name="elapsed">Not negative.</param>
    public LedLook LookAt(TimeSpan elapsed) => Rhythm.LookAt(elapsed, Rgb);

    /// <summary>The rhythm for an LED.</summary>
    /// <param name="traits">What it can do.</param>
    public LedRhythm For(LedTraits traits)
    {
        if (!traits.HasColour)
            return traits.CanDim ? Mono ?? Rhythm : (Mono ?? Rhythm).OnOff;
        if (traits.CanDim)
            return Rhythm;
        // A glow that cannot be shown becomes what a single LED shows in its place.
        LedRhythm switched = Rhythm.OnOff;
        return switched.IsSteady && switched.Steps[0].Level == 0 && Mono is { } single ? single.OnOff : switched;
    }
}
