namespace CozeDevice.Panel;

/// <summary>An open LED: one lamp, a colour LED, or a strip of pixels.</summary>
/// <remarks>Used by one thread at a time, never by the dispatcher, so a call may block for as long as a bus transfer takes.
/// Disposing gives the device back (a kernel trigger, an exported channel, a line); it is dark by then.</remarks>
public interface ILed : IDisposable
{
    /// <summary>What it can do; never changes.</summary>
    LedTraits Traits { get; }

    /// <summary>Shows a picture.</summary>
    /// <param name="pixels">Exactly as many as <see cref="LedTraits.Pixels"/>; valid until the method returns. An LED without
    /// colour shows the brightest part; one that cannot be dimmed is lit by anything above zero.</param>
    /// <exception cref="LedException">The device does not work (any more).</exception>
    void Show(ReadOnlySpan<LedLight> pixels);
}
