using CozeDevice.Audio;
using CozeDevice.Codecs;
using CozeDevice.Tests.Support.Audio;
using Xunit;

namespace CozeDevice.Tests.Codecs;

public sealed class G711CodecTests
{
    [Theory]
    [InlineData(AudioCodec.G711A)]
    [InlineData(AudioCodec.G711U)]
    public void A_frame_is_160_bytes_and_comes_back_as_320_samples(AudioCodec codec)
    {
        using var encoder = new G711Encoder(codec);
        using var decoder = new G711Decoder(codec);
        var payload = new byte[encoder.MaxPayloadBytes];
        var decoded = new short[decoder.MaxSamples];

        for (var i = 0; i < 10; i++)
        {
            Assert.Equal(160, encoder.Encode(new short[AudioFormat.FrameSamples], payload));
            Assert.Equal(AudioFormat.FrameSamples, decoder.Decode(payload.AsSpan(0, 160), decoded));
        }
    }

    [Theory]
    [InlineData(AudioCodec.G711A)]
    [InlineData(AudioCodec.G711U)]
    public void A_tone_of_the_telephone_band_survives_both_ways(AudioCodec codec)
    {
        using var encoder = new G711Encoder(codec);
        using var decoder = new G711Decoder(codec);
        var input = Signal.Sine(16_000, 1_000, 50 * AudioFormat.FrameSamples);
        var output = new short[input.Length];
        var payload = new byte[encoder.MaxPayloadBytes];
        var decoded = new short[decoder.MaxSamples];
        for (var i = 0; i < 50; i++)
        {
            var bytes = encoder.Encode(input.AsSpan(i * AudioFormat.FrameSamples, AudioFormat.FrameSamples), payload);
            decoder.Decode(payload.AsSpan(0, bytes), decoded);
            decoded.AsSpan(0, AudioFormat.FrameSamples).CopyTo(output.AsSpan(i * AudioFormat.FrameSamples));
        }

        Assert.InRange(Signal.Amplitude(output.AsSpan(2_000), 16_000, 1_000), 15_500, 16_500);
    }

    [Fact]
    public void The_law_is_the_one_asked_for()
    {
        using var a = new G711Encoder(AudioCodec.G711A);
        using var mu = new G711Encoder(AudioCodec.G711U);
        var payload = new byte[a.MaxPayloadBytes];

        a.Encode(new short[AudioFormat.FrameSamples], payload);
        Assert.Equal(0xD5, payload[0]);
        mu.Encode(new short[AudioFormat.FrameSamples], payload);
        Assert.Equal(0xFF, payload[0]);
    }
}
