using CozeDevice.Audio;
using CozeDevice.Codecs;
using CozeDevice.Linux.Opus;

namespace CozeDevice.Tests.Support.Audio;

/// <summary>Real codecs for byte runs; as Opus, packets of 20 ms that tell their stream and number, so that order and loss show
/// in the samples.</summary>
internal sealed class NumberedCodecs : ICodecs
{
    /// <summary>Every sample that is made up, before it fades.</summary>
    public const short MadeUp = 1_000;

    public static WireFormat Format { get; } = new(AudioCodec.Opus, 16_000);

    public static byte[] Packet(long stream, int number) => [9 << 3, (byte)stream, (byte)number, (byte)(number >> 8)];

    public static void Fill(ReadOnlySpan<byte> packet, Span<short> samples)
    {
        for (var i = 0; i < AudioFormat.FrameSamples; i++)
            samples[i] = (short)(10_000 + (packet[1] * 64) + ((packet[2] + (packet[3] << 8)) * 7 % 4_000) + (i % 60));
    }

    public IFrameEncoder CreateEncoder(AudioCodec codec) => throw new NotSupportedException();

    public IFrameDecoder CreateDecoder(WireFormat format) =>
        format.Codec == AudioCodec.Opus ? new Decoder() : new LinuxCodecs().CreateDecoder(format);

    private sealed class Decoder : IFrameDecoder
    {
        public WireFormat Format => NumberedCodecs.Format;

        public int FrameBytes => 0;

        public int SampleBytes => 1;

        public int MaxSamples => AudioFormat.FrameSamples;

        public int Decode(ReadOnlySpan<byte> payload, Span<short> samples)
        {
            Fill(payload, samples);
            return AudioFormat.FrameSamples;
        }

        public int Conceal(Span<short> samples)
        {
            samples[..AudioFormat.FrameSamples].Fill(MadeUp);
            return AudioFormat.FrameSamples;
        }

        public void Reset() { }

        public void Dispose() { }
    }
}
