using System.Runtime.InteropServices;
using CozeDevice.Codecs;

namespace CozeDevice.Linux.Opus;

/// <summary>All codecs of the wire: PCM and G.711 from Core, Opus from libopus if the board has it.</summary>
/// <remarks>Safe from any thread.</remarks>
public sealed class LinuxCodecs : ICodecs
{
    private readonly OpusEncoderOptions _options;
    private readonly Lazy<bool> _hasOpus;

    /// <summary>Prepares the codecs. The library is looked for when Opus is first asked for.</summary>
    /// <param name="options">How speech is coded, or null for the defaults.</param>
    public LinuxCodecs(OpusEncoderOptions? options = null)
        : this(options, Libopus.Library) { }

    internal LinuxCodecs(OpusEncoderOptions? options, string library)
    {
        _options = options ?? new OpusEncoderOptions();
        _hasOpus = new Lazy<bool>(() => NativeLibrary.TryLoad(library, out _));
    }

    /// <summary>Whether libopus is installed.</summary>
    public bool HasOpus => _hasOpus.Value;

    /// <inheritdoc/>
    public IFrameEncoder CreateEncoder(AudioCodec codec) => codec switch
    {
        AudioCodec.Pcm => new PcmEncoder(),
        AudioCodec.G711A or AudioCodec.G711U => new G711Encoder(codec),
        AudioCodec.Opus => new OpusEncoder(RequireOpus(_options)),
        _ => throw Unknown(codec),
    };

    /// <inheritdoc/>
    public IFrameDecoder CreateDecoder(WireFormat format) => format.Codec switch
    {
        AudioCodec.Pcm => new PcmDecoder(format.SampleRate),
        AudioCodec.G711A or AudioCodec.G711U => new G711Decoder(format.Codec, format.SampleRate),
        AudioCodec.Opus => new OpusDecoder(RequireOpus(format).SampleRate),
        _ => throw Unknown(format.Codec),
    };

    private T RequireOpus<T>(T value) => HasOpus
        ? value
        : throw new CodecException(
            "opus needs libopus.so.0, which is not installed: run `apt-get install libopus0` or set Audio:Codec to g711a");

    private static CodecException Unknown(AudioCodec codec) => new($"codec {codec} is unknown");
}
