using System.Runtime.InteropServices;
using CozeDevice.Audio;
using CozeDevice.Codecs;
using CozeDevice.Tests.Support.Audio;
using Xunit;

namespace CozeDevice.Tests.Codecs;

public sealed class PcmCodecTests
{
    [Fact]
    public void Samples_at_16_kHz_pass_bit_for_bit()
    {
        using var encoder = new PcmEncoder();
        using var decoder = new PcmDecoder();
        var frame = Signal.Noise(AudioFormat.FrameSamples, amplitude: short.MaxValue);
        var payload = new byte[encoder.MaxPayloadBytes];
        var decoded = new short[decoder.MaxSamples];

        var bytes = encoder.Encode(frame, payload);
        var samples = decoder.Decode(payload.AsSpan(0, bytes), decoded);

        Assert.Equal(640, bytes);
        Assert.Equal(frame, decoded[..samples]);
    }

    [Fact]
    public void The_wire_is_little_endian()
    {
        using var encoder = new PcmEncoder();
        var frame = new short[AudioFormat.FrameSamples];
        frame[0] = 0x1234;
        var payload = new byte[encoder.MaxPayloadBytes];
        encoder.Encode(frame, payload);

        Assert.Equal([0x34, 0x12], payload[..2]);
    }

    [Theory]
    [InlineData(8_000)]
    [InlineData(22_050)]
    [InlineData(24_000)]
    [InlineData(48_000)]
    public void Other_rates_keep_twenty_milliseconds_twenty_milliseconds(int rate)
    {
        using var encoder = new PcmEncoder(rate);
        using var decoder = new PcmDecoder(rate);
        var payload = new byte[encoder.MaxPayloadBytes];
        var decoded = new short[decoder.MaxSamples];

        var bytes = encoder.Encode(new short[AudioFormat.FrameSamples], payload);

        Assert.Equal(rate / 50 * 2, bytes);
        Assert.Equal(decoder.FrameBytes, bytes);
        Assert.Equal(AudioFormat.FrameSamples, decoder.Decode(payload.AsSpan(0, bytes), decoded));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(12_345)]
    [InlineData(192_000)]
    public void A_rate_nobody_can_play_is_refused_with_the_ones_that_can(int rate)
    {
        var error = Assert.Throws<CodecException>(() => new PcmDecoder(rate));

        Assert.Contains("16000", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_made_up_continues_the_last_frame_and_fades_to_silence_in_5_ms()
    {
        using var decoder = new PcmDecoder();
        var frame = Signal.Sine(16_000, 300, AudioFormat.FrameSamples);
        var made = new short[decoder.MaxSamples];
        decoder.Decode(MemoryMarshal.AsBytes(frame.AsSpan()), made);

        Assert.Equal(80, decoder.Conceal(made));
        Assert.Equal(frame[^1], made[0]);
        Assert.InRange(made[79], -210, 210);
        Assert.Equal(0, decoder.Conceal(made));
    }

    [Fact]
    public void After_a_reset_nothing_can_be_made_up()
    {
        using var decoder = new PcmDecoder();
        var made = new short[decoder.MaxSamples];
        decoder.Decode(new byte[640], made);
        decoder.Reset();

        Assert.Equal(0, decoder.Conceal(made));
    }
}
