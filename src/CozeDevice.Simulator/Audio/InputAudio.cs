namespace CozeDevice.Simulator.Audio;

/// <summary>What <c>input_audio</c> of the effective configuration says.</summary>
/// <param name="Format"><c>pcm</c>, <c>wav</c> or <c>ogg</c>.</param>
/// <param name="Codec"><c>pcm</c>, <c>opus</c>, <c>g711a</c> or <c>g711u</c>.</param>
/// <param name="SampleRate">Hertz.</param>
/// <param name="Channels">1 or 2.</param>
/// <param name="BitDepth">8, 16 or 24, of PCM.</param>
internal sealed record InputAudio(string Format, string Codec, int SampleRate, int Channels, int BitDepth);
