namespace CozeDevice.Simulator.Audio;

/// <summary>What <c>output_audio</c> of the effective configuration says.</summary>
/// <param name="Codec"><c>pcm</c>, <c>opus</c>, <c>g711a</c> or <c>g711u</c>.</param>
/// <param name="SampleRate">Hertz.</param>
/// <param name="FrameMs">Milliseconds in one delta; 0 leaves the size of PCM and G.711 deltas open.</param>
/// <param name="Limit">How many deltas may be sent in which time.</param>
/// <param name="Bitrate">Opus: bits per second.</param>
/// <param name="UsesCbr">Opus: constant bit rate.</param>
/// <param name="SpeechRate">−50 (half as fast) … 100 (twice as fast); of speech that is made here.</param>
/// <param name="LoudnessRate">−50 (half as loud) … 100 (twice as loud); of speech that is made here.</param>
internal sealed record OutputAudio(
    string Codec,
    int SampleRate,
    double FrameMs,
    DeltaLimit? Limit = null,
    int Bitrate = 48000,
    bool UsesCbr = false,
    int SpeechRate = 0,
    int LoudnessRate = 0)
{
    /// <summary>Says a text in the simulator's own voice at the speed and loudness asked for.</summary>
    internal Speech Say(string text) => Hum.Say(text, 1 + (SpeechRate / 100.0), 1 + (LoudnessRate / 100.0));
}
