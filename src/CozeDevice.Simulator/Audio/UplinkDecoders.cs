namespace CozeDevice.Simulator.Audio;

/// <summary>Chooses the decoder of an input format.</summary>
internal static class UplinkDecoders
{
    /// <summary>Makes a decoder for one utterance, or for one stream in a voice-activity mode.</summary>
    internal static IUplinkDecoder Create(InputAudio format) => (format.Format, format.Codec) switch
    {
        ("wav", _) => new WavUplinkDecoder(format.SampleRate),
        ("ogg", _) => new OggUplinkDecoder(),
        (_, "opus") => new OpusUplinkDecoder(format.SampleRate),
        (_, "g711a" or "g711u") => new G711UplinkDecoder(format.Codec == "g711a"),
        _ => new PcmUplinkDecoder(format.SampleRate, format.Channels, format.BitDepth),
    };
}
