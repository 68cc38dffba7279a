using CozeDevice.Codecs;

namespace CozeDevice.Protocol;

/// <summary>Coze's names of the codecs (protocol §3.1.2).</summary>
public static class AudioCodecNames
{
    /// <summary>The name on the wire, for example <c>g711a</c>.</summary>
    public static string NameOf(AudioCodec codec) => codec switch
    {
        AudioCodec.Pcm => "pcm",
        AudioCodec.Opus => "opus",
        AudioCodec.G711A => "g711a",
        AudioCodec.G711U => "g711u",
        _ => throw new ArgumentOutOfRangeException(nameof(codec), codec, "not a codec of the wire"),
    };

    /// <summary>The codec of a name, or null where this device has none (<c>mp3</c>, anything unknown).</summary>
    public static AudioCodec? Find(string? name) => name switch
    {
        "pcm" => AudioCodec.Pcm,
        "opus" => AudioCodec.Opus,
        "g711a" => AudioCodec.G711A,
        "g711u" => AudioCodec.G711U,
        _ => null,
    };
}
