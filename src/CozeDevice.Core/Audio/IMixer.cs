namespace CozeDevice.Audio;

/// <summary>An open volume control of a card.</summary>
/// <remarks>Owned by the mixer thread; only <see cref="Wake"/> may be called from another thread, and not after the end of
/// <see cref="IDisposable.Dispose"/>. Every member throws <see cref="MixerException"/> once the card is gone.</remarks>
public interface IMixer : IDisposable
{
    /// <summary>What it is.</summary>
    MixerElement Element { get; }

    /// <summary>Where it stands, after the last call and the last <see cref="Wait"/>.</summary>
    MixerState State { get; }

    /// <summary>Moves all channels to the step next to a level, and switches it on.</summary>
    /// <param name="decibels">The level; silence is never the nearest step, and no step above 0 dB is taken unless the card has
    /// none below.</param>
    /// <returns>Where it stands then.</returns>
    MixerState Set(double decibels);

    /// <summary>Switches it off, or moves it to its quietest step if it has no switch.</summary>
    /// <returns>Where it stands then.</returns>
    MixerState Silence();

    /// <summary>Blocks until somebody moved it, our own calls included, or <see cref="Wake"/> was called. A wake that comes
    /// before is not lost.</summary>
    void Wait();

    /// <summary>Ends the wait that runs, or the next one.</summary>
    void Wake();
}
