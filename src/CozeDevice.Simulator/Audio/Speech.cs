namespace CozeDevice.Simulator.Audio;

/// <summary>A piece of sound about to be said.</summary>
/// <param name="Samples">Mono.</param>
/// <param name="SampleRate">Hertz.</param>
/// <param name="Original">How it was received, if it is what a client said.</param>
/// <param name="Payloads">The payloads it was received in.</param>
internal sealed record Speech(
    short[] Samples, int SampleRate, InputAudio? Original = null, IReadOnlyList<byte[]>? Payloads = null)
{
    /// <summary>Its length.</summary>
    internal TimeSpan Duration => TimeSpan.FromSeconds((double)Samples.Length / SampleRate);
}
