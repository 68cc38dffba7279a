namespace CozeDevice.Codecs;

/// <summary>The codecs of the wire, by Coze's names (protocol §3.1.2).</summary>
public enum AudioCodec
{
    /// <summary><c>pcm</c>: signed 16-bit little-endian mono.</summary>
    Pcm,

    /// <summary><c>opus</c>: one raw packet per message (RFC 6716), no container.</summary>
    Opus,

    /// <summary><c>g711a</c>: ITU-T G.711 A-law at 8 kHz.</summary>
    G711A,

    /// <summary><c>g711u</c>: ITU-T G.711 µ-law at 8 kHz.</summary>
    G711U,
}
