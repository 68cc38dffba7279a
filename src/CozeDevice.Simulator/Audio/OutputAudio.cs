namespace CozeDevice.Simulator.Audio;

/// <summary>What <c>output_audio</c> of the effective configuration says.</summary>
/// <param name="Codec"><c>pcm</c>, <c>opus</c>, <c>g711a</c> or <c>g711u</c>.</param>
/// <param name="SampleRate">Hertz.</param>
/// <param name="FrameMs">Milliseconds in one delta; 0 leaves the size of PCM and G.711 deltas open.</param>
/// <param name="Limit">How many deltas may be sent in which time.</param>
/// <param name="Bitrate">Opus: bits per second.</param>
/// <param name="UsesCbr">Opus: constant bit rate.</param>
internal sealed record OutputAudio(
    string Codec, int SampleRate, double FrameMs, DeltaLimit? Limit = null, int Bitrate = 48000, bool UsesCbr = false);
