namespace CozeDevice.Protocol;

/// <summary>The sample rates the service names, in hertz (protocol §3.1.2, §3.1.3).</summary>
internal static class SampleRates
{
    internal static ReadOnlySpan<int> Pcm => [8000, 16000, 22050, 24000, 32000, 44100, 48000];

    internal static ReadOnlySpan<int> Opus => [8000, 12000, 16000, 24000, 48000];

    /// <summary>Rates of raw Opus packets on the uplink: what the encoder and the service have in common.</summary>
    internal static ReadOnlySpan<int> OpusInput => [8000, 16000, 24000, 48000];

    internal static ReadOnlySpan<int> Mp3 => [32000, 44100, 48000];

    internal static ReadOnlySpan<int> G711 => [8000];
}
