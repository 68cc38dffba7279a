using CozeDevice.Audio;
using CozeDevice.Codecs;
using CozeDevice.Linux.Opus;
using CozeDevice.Tests.Support.Audio;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace CozeDevice.Tests.Linux;

public sealed class OpusTests
{
    private const int Frame = AudioFormat.FrameSamples;
    private const int LookAheadSamples = 104; // 6.5 ms, the encoder's

    [OpusFact]
    public void Speech_comes_back_as_it_was_said()
    {
        var voice = Signal.Voice(100 * Frame);
        using var encoder = new OpusEncoder(new OpusEncoderOptions());
        using var decoder = new OpusDecoder(16_000);

        var heard = Decode(decoder, Encode(encoder, voice));

        Assert.Equal(voice.Length, heard.Length);
        var correlation = Signal.Correlation(voice.AsSpan(Frame), heard.AsSpan(Frame + LookAheadSamples));
        Assert.True(correlation > 0.95, $"the correlation is {correlation:F3}");
    }

    [OpusFact]
    public void Speech_takes_about_the_bit_rate_asked_for()
    {
        using var encoder = new OpusEncoder(new OpusEncoderOptions { BitRate = 24_000 });

        var packets = Encode(encoder, Signal.Voice(250 * Frame));

        Assert.InRange(packets.Sum(p => p.Length) * 8 / 5.0, 12_000, 30_000);
    }

    [OpusFact]
    public void A_constant_bit_rate_gives_packets_of_one_size()
    {
        using var encoder = new OpusEncoder(new OpusEncoderOptions { IsConstantBitRate = true });

        var packets = Encode(encoder, Signal.Voice(50 * Frame));

        Assert.Equal([60], packets.Select(p => p.Length).Distinct());
    }

    [OpusFact]
    public void Silence_is_sent_in_full_so_that_a_server_does_not_miss_it()
    {
        using var encoder = new OpusEncoder(new OpusEncoderOptions());

        var packets = Encode(encoder, new short[100 * Frame]);

        Assert.All(packets, p => Assert.True(p.Length > 2));
        Assert.All(packets, p => Assert.Equal(20_000, OpusPacket.DurationUs(p)));
    }

    [OpusFact]
    public void A_reset_encoder_sends_what_a_new_one_would()
    {
        var voice = Signal.Voice(10 * Frame);
        using var used = new OpusEncoder(new OpusEncoderOptions());
        using var fresh = new OpusEncoder(new OpusEncoderOptions());
        Encode(used, Signal.Noise(10 * Frame));
        used.Reset();

        Assert.Equal(Encode(fresh, voice), Encode(used, voice));
    }

    [OpusFact]
    public void A_lost_packet_is_made_up_from_the_sound_before()
    {
        using var encoder = new OpusEncoder(new OpusEncoderOptions());
        using var decoder = new OpusDecoder(24_000);
        Decode(decoder, Encode(encoder, Signal.Voice(20 * Frame)));
        var made = new short[decoder.MaxSamples];

        Assert.Equal(Frame, decoder.Conceal(made));
        Assert.True(LevelMeter.Measure(made.AsSpan(0, Frame)).RmsDb > -50);
    }

    [OpusFact]
    public void A_decoder_without_a_past_makes_nothing_up()
    {
        using var decoder = new OpusDecoder(16_000);

        Assert.Equal(0, decoder.Conceal(new short[decoder.MaxSamples]));
    }

    [OpusFact]
    public void A_packet_of_120_milliseconds_is_decoded_whole()
    {
        using var encoder = new OpusEncoder(new OpusEncoderOptions { IsConstantBitRate = true });
        using var decoder = new OpusDecoder(16_000);
        var frames = Encode(encoder, Signal.Voice(6 * Frame));

        // RFC 6716 §3.2.5: code 3, constant size, six frames of one configuration.
        byte[] packet = [(byte)(frames[0][0] | 3), 6, .. frames.SelectMany(f => f[1..])];

        Assert.Equal(6 * Frame, decoder.Decode(packet, new short[decoder.MaxSamples]));
    }

    [OpusFact]
    public void Garbage_gives_at_most_noise_and_never_an_exception()
    {
        using var decoder = new OpusDecoder(16_000);
        var samples = new short[decoder.MaxSamples];

        Prop.ForAll<byte[]>(bytes => decoder.Decode(bytes, samples) is >= 0 and <= 1_920).QuickCheckThrowOnFailure();
        Assert.Equal(0, decoder.Decode([], samples));
        Assert.Equal(0, decoder.Decode([0xFF], samples));
        Assert.Equal(0, decoder.Decode(new byte[OpusPacket.MaxBytes + 1], samples));
    }

    [OpusFact]
    public void A_corrupt_packet_leaves_the_decoder_usable()
    {
        using var encoder = new OpusEncoder(new OpusEncoderOptions());
        using var decoder = new OpusDecoder(16_000);
        var packets = Encode(encoder, Signal.Voice(2 * Frame));
        var samples = new short[decoder.MaxSamples];
        decoder.Decode([0xFF], samples);

        Assert.Equal(Frame, decoder.Decode(packets[0], samples));
    }

    [OpusFact]
    public void An_option_libopus_refuses_is_named()
    {
        var error = Assert.Throws<CodecException>(() => new OpusEncoder(new OpusEncoderOptions { Complexity = 11 }));

        Assert.Contains("invalid argument", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_the_library_the_message_says_what_to_do()
    {
        var codecs = new LinuxCodecs(null, "libopus-that-is-not-there.so.0");

        var error = Assert.Throws<CodecException>(() => codecs.CreateEncoder(AudioCodec.Opus));

        Assert.Contains("apt-get install libopus0", error.Message, StringComparison.Ordinal);
        Assert.Contains("g711a", error.Message, StringComparison.Ordinal);
        Assert.Equal(AudioCodec.G711A, codecs.CreateEncoder(AudioCodec.G711A).Format.Codec);
    }

    private static List<byte[]> Encode(OpusEncoder encoder, short[] samples)
    {
        List<byte[]> packets = [];
        var payload = new byte[encoder.MaxPayloadBytes];
        for (var i = 0; i < samples.Length; i += Frame)
            packets.Add(payload[..encoder.Encode(samples.AsSpan(i, Frame), payload)]);
        return packets;
    }

    private static short[] Decode(OpusDecoder decoder, List<byte[]> packets)
    {
        List<short> heard = [];
        var samples = new short[decoder.MaxSamples];
        foreach (var packet in packets) heard.AddRange(samples.AsSpan(0, decoder.Decode(packet, samples)));
        return [.. heard];
    }
}
