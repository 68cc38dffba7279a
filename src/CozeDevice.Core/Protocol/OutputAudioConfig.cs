using CozeDevice.Codecs;

namespace CozeDevice.Protocol;

/// <summary><c>output_audio</c> (protocol §3.1.3): the downlink format and the voice. The downlink is always mono.</summary>
public sealed record OutputAudioConfig
{
    /// <summary><c>codec</c>: <c>pcm</c>, <c>opus</c>, <c>g711a</c>, <c>g711u</c> or <c>mp3</c>. Default <c>pcm</c>.</summary>
    public string? Codec { get; init; }

    /// <summary><c>pcm_config</c>: for <c>pcm</c> and both G.711 codecs.</summary>
    public PcmOutputConfig? Pcm { get; init; }

    /// <summary><c>opus_config</c>.</summary>
    public OpusOutputConfig? Opus { get; init; }

    /// <summary><c>mp3_config</c>.</summary>
    public Mp3OutputConfig? Mp3 { get; init; }

    /// <summary><c>speech_rate</c>: −50 (half speed) to 100 (double). Default 0.</summary>
    public int? SpeechRate { get; init; }

    /// <summary><c>loudness_rate</c>: −50 (half) to 100 (double). Default 0.</summary>
    public int? LoudnessRate { get; init; }

    /// <summary><c>voice_id</c>: an id of the voices list.</summary>
    public string? VoiceId { get; init; }

    /// <summary><c>context_texts</c>: a hint of style, for voices that take one.</summary>
    public string? ContextTexts { get; init; }

    /// <summary><c>emotion_config</c>: for voices with several emotions.</summary>
    public EmotionConfig? Emotion { get; init; }

    /// <summary>A request for frames of one length, paced by the service.</summary>
    /// <param name="format">Codec and rate of the downlink.</param>
    /// <param name="frameMs">Length of one delta in milliseconds.</param>
    /// <param name="limit">Pacing, or null for as fast as the network takes it.</param>
    public static OutputAudioConfig For(WireFormat format, double frameMs, LimitConfig? limit) => new()
    {
        Codec = AudioCodecNames.NameOf(format.Codec),
        Opus = format.Codec == AudioCodec.Opus
            ? new OpusOutputConfig { SampleRate = format.SampleRate, FrameSizeMs = frameMs, Limit = limit }
            : null,
        Pcm = format.Codec != AudioCodec.Opus
            ? new PcmOutputConfig { SampleRate = format.SampleRate, FrameSizeMs = frameMs, Limit = limit }
            : null,
    };
}

/// <summary><c>pcm_config</c>: PCM and G.711.</summary>
public sealed record PcmOutputConfig
{
    /// <summary><c>sample_rate</c> in hertz: the set of the uplink; G.711 8000. Default 24000.</summary>
    public int? SampleRate { get; init; }

    /// <summary><c>frame_size_ms</c>: length of one delta in milliseconds, 0 to 1000. Null: deltas of any size.</summary>
    public double? FrameSizeMs { get; init; }

    /// <summary><c>limit_config</c>: pacing; needs <see cref="FrameSizeMs"/>.</summary>
    public LimitConfig? Limit { get; init; }
}

/// <summary><c>opus_config</c>: one raw packet per delta.</summary>
public sealed record OpusOutputConfig
{
    /// <summary><c>sample_rate</c> in hertz: 8000, 12000, 16000, 24000 or 48000. Default 24000.</summary>
    public int? SampleRate { get; init; }

    /// <summary><c>bitrate</c> in bits per second, above 0. Default 48000.</summary>
    public int? Bitrate { get; init; }

    /// <summary><c>use_cbr</c>: constant bit rate. Default false.</summary>
    public bool? UseCbr { get; init; }

    /// <summary><c>frame_size_ms</c>: length of one packet in milliseconds: 2.5, 5, 10, 20, 40 or 60. Default 10, which is
    /// a hundred messages per second.</summary>
    public double? FrameSizeMs { get; init; }

    /// <summary><c>limit_config</c>: pacing; needs <see cref="FrameSizeMs"/>.</summary>
    public LimitConfig? Limit { get; init; }
}

/// <summary><c>mp3_config</c>.</summary>
public sealed record Mp3OutputConfig
{
    /// <summary><c>sample_rate</c> in hertz: 32000, 44100 or 48000. Default 44100.</summary>
    public int? SampleRate { get; init; }

    /// <summary><c>bit_rate</c> in bits per second: 8000 to 1600000.</summary>
    public int? BitRate { get; init; }
}

/// <summary><c>limit_config</c> (protocol §6.3): at most so many deltas per window. Below real time the speaker starves.</summary>
/// <param name="Period"><c>period</c>: length of the window in seconds, above 0.</param>
/// <param name="MaxFrameNum"><c>max_frame_num</c>: deltas per window, above 0.</param>
public sealed record LimitConfig(int Period, int MaxFrameNum);

/// <summary><c>emotion_config</c>.</summary>
public sealed record EmotionConfig
{
    /// <summary><c>emotion</c>: <c>happy sad angry surprised fear hate excited coldness neutral</c>.</summary>
    public string? Emotion { get; init; }

    /// <summary><c>emotion_scale</c>: 1.0 to 5.0. Default 4.0.</summary>
    public double? EmotionScale { get; init; }
}
