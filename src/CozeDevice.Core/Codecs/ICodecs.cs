namespace CozeDevice.Codecs;

/// <summary>Makes encoders and decoders. The implementation that knows libopus lives beside the native code.</summary>
public interface ICodecs
{
    /// <summary>Makes an encoder for the uplink: <c>pcm</c> 16 kHz, <c>opus</c> 16 kHz, <c>g711a</c>/<c>g711u</c> 8 kHz.</summary>
    /// <exception cref="CodecException">The codec is not available on this machine.</exception>
    IFrameEncoder CreateEncoder(AudioCodec codec);

    /// <summary>Makes a decoder for the format echoed in <c>chat.updated</c>, whatever was asked for.</summary>
    /// <exception cref="CodecException">The format is unknown or not available on this machine.</exception>
    IFrameDecoder CreateDecoder(WireFormat format);
}

/// <summary>A codec cannot be used.</summary>
/// <param name="message">One line: which codec, why, and what to do.</param>
/// <param name="inner">The cause, if any.</param>
public sealed class CodecException(string message, Exception? inner = null) : Exception(message, inner);
