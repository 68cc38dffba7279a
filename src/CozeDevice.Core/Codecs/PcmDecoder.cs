using System.Buffers.Binary;
using System.Runtime.InteropServices;
using CozeDevice.Audio;

namespace CozeDevice.Codecs;

/// <summary>Signed 16-bit little-endian PCM at any supported rate. At 16 kHz the samples pass bit for bit.</summary>
/// <param name="sampleRate">Samples per second on the wire, in hertz.</param>
/// <exception cref="CodecException">The rate is not supported.</exception>
public sealed class PcmDecoder(int sampleRate = AudioFormat.SampleRate)
    : ByteRunDecoder(new WireFormat(AudioCodec.Pcm, sampleRate), sizeof(short))
{
    private protected override void Unpack(ReadOnlySpan<byte> coded, Span<short> linear)
    {
        coded.CopyTo(MemoryMarshal.AsBytes(linear));
        if (!BitConverter.IsLittleEndian) BinaryPrimitives.ReverseEndianness(linear, linear);
    }
}
