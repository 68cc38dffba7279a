using CozeDevice.Codecs;

namespace CozeDevice.Protocol;

/// <summary><c>input_audio</c> (protocol §3.1.2): what one <c>input_audio_buffer.append</c> carries.</summary>
public sealed record InputAudioConfig
{
    /// <summary><c>format</c>: the container, <c>pcm</c> (none), <c>wav</c> or <c>ogg</c>. Default <c>wav</c>. Raw Opus
    /// packets and G.711 are <c>pcm</c>.</summary>
    public string? Format { get; init; }

    /// <summary><c>codec</c>: <c>pcm</c>, <c>opus</c>, <c>g711a</c> or <c>g711u</c>. Default <c>pcm</c>.</summary>
    public string? Codec { get; init; }

    /// <summary><c>sample_rate</c> in hertz: 8000, 16000, 22050, 24000, 32000, 44100 or 48000; G.711 8000. Default 24000.</summary>
    public int? SampleRate { get; init; }

    /// <summary><c>channel</c>: 1 or 2; G.711 1. Default 1.</summary>
    public int? Channel { get; init; }

    /// <summary><c>bit_depth</c> in bits per sample: 8, 16 or 24. Default 16.</summary>
    public int? BitDepth { get; init; }

    /// <summary>The complete description of mono frames without a container, as the encoders of this project make them.</summary>
    /// <param name="format">Codec and rate of the uplink.</param>
    public static InputAudioConfig For(WireFormat format) => new()
    {
        Format = "pcm",
        Codec = AudioCodecNames.NameOf(format.Codec),
        SampleRate = format.SampleRate,
        Channel = 1,
        BitDepth = 16,
    };
}
