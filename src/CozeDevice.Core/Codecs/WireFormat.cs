namespace CozeDevice.Codecs;

/// <summary>The format of one direction of the wire.</summary>
/// <param name="Codec">The codec.</param>
/// <param name="SampleRate">Samples per second of the coded audio, in hertz.</param>
public readonly record struct WireFormat(AudioCodec Codec, int SampleRate);
