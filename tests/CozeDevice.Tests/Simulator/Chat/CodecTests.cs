using CozeDevice.Simulator.Audio;
using CozeDevice.Tests.Linux;
using Xunit;

namespace CozeDevice.Tests.Simulator.Chat;

public sealed class CodecTests
{
    private const string Pcm16 = """{"format":"pcm","codec":"pcm","sample_rate":16000}""";
    private const string Pcm16Out = """{"codec":"pcm","pcm_config":{"sample_rate":16000}}""";

    [Theory]
    [InlineData(8000)]
    [InlineData(22050)]
    [InlineData(24000)]
    [InlineData(48000)]
    public async Task Pcm_comes_back_bit_for_bit_at_every_rate(int rate)
    {
        await using Bench bench = await Bench.OpenAsync(Requests.Config(
            $$"""{"format":"pcm","codec":"pcm","sample_rate":{{rate}} }""",
            $$"""{"codec":"pcm","pcm_config":{"sample_rate":{{rate}} } }"""));
        byte[] audio = Requests.Noise(20_000);

        Assert.Equal(audio, Requests.Heard(await bench.SayAsync(audio)));
    }

    [Theory]
    [InlineData("g711a")]
    [InlineData("g711u")]
    public async Task G711_comes_back_byte_for_byte_in_the_frames_asked_for(string codec)
    {
        await using Bench bench = await Bench.OpenAsync(Requests.Config(
            $$"""{"format":"pcm","codec":"{{codec}}","sample_rate":8000}""",
            $$"""{"codec":"{{codec}}","pcm_config":{"frame_size_ms":20} }"""));
        byte[] audio = Requests.Noise(16_000);

        List<byte[]> deltas = Requests.Deltas(await bench.SayAsync(audio, appendBytes: 160));

        Assert.Equal(audio.Chunk(160), deltas);
    }

    [Fact]
    public async Task Pcm_without_a_frame_size_comes_in_arbitrary_even_sizes()
    {
        await using Bench bench = await Bench.OpenAsync();

        List<byte[]> deltas = Requests.Deltas(await bench.SayAsync(Requests.Noise(160_000), 6400));

        Assert.All(deltas, delta => Assert.Equal(0, delta.Length % 2));
        Assert.All(deltas, delta => Assert.InRange(delta.Length, 2, 14_400));
        Assert.True(deltas.Select(delta => delta.Length).Distinct().Count() > 3);
    }

    [Theory]
    [InlineData("60", 1920)]
    [InlineData("22.5", 720)]
    public async Task Pcm_with_a_frame_size_comes_in_frames(string milliseconds, int bytes)
    {
        await using Bench bench = await Bench.OpenAsync(Requests.Config(
            Pcm16, $$"""{"codec":"pcm","pcm_config":{"sample_rate":16000,"frame_size_ms":{{milliseconds}} } }"""));

        List<byte[]> deltas = Requests.Deltas(await bench.SayAsync(Requests.Noise(bytes * 3)));

        Assert.Equal([bytes, bytes, bytes], deltas.Select(delta => delta.Length));
    }

    [Fact]
    public async Task A_wav_upload_is_heard_by_its_own_header_and_without_its_trailing_chunk()
    {
        await using Bench bench = await Bench.OpenAsync("""{"output_audio":{"codec":"pcm","pcm_config":{"sample_rate":16000}}}""");
        short[] samples = Requests.Tone(16000, 200);
        byte[] file = [.. WavFile.Write(new Speech(samples, 16000)), .. "LIST"u8, 4, 0, 0, 0, .. "INFO"u8];

        List<WireEvent> turn = await bench.SayAsync(file, appendBytes: 1000);

        Assert.Equal(Requests.Bytes(samples), Requests.Heard(turn));
    }

    [Fact]
    public async Task A_wav_header_may_be_cut_into_several_appends()
    {
        await using Bench bench = await Bench.OpenAsync("""{"output_audio":{"codec":"pcm","pcm_config":{"sample_rate":16000}}}""");
        short[] samples = Requests.Tone(16000, 50);

        List<WireEvent> turn = await bench.SayAsync(WavFile.Write(new Speech(samples, 16000)), appendBytes: 7);

        Assert.Equal(Requests.Bytes(samples), Requests.Heard(turn));
    }

    [Fact]
    public async Task Two_channels_are_mixed_to_one()
    {
        await using Bench bench = await Bench.OpenAsync(Requests.Config(
            """{"format":"pcm","codec":"pcm","sample_rate":16000,"channel":2}""", Pcm16Out));
        short[] stereo = [100, 300, -200, -400, 30_000, 30_000];

        byte[] heard = Requests.Heard(await bench.SayAsync(Requests.Bytes(stereo)));

        Assert.Equal([200, -300, 30_000], Requests.Samples(heard));
    }

    [Theory]
    [InlineData(8, new byte[] { 0, 128, 255 }, new short[] { -32768, 0, 32512 })]
    [InlineData(24, new byte[] { 9, 0, 128, 7, 0, 0, 5, 255, 127 }, new short[] { -32768, 0, 32767 })]
    public async Task Other_depths_become_16_bits(int depth, byte[] audio, short[] expected)
    {
        await using Bench bench = await Bench.OpenAsync(Requests.Config(
            $$"""{"format":"pcm","codec":"pcm","sample_rate":16000,"bit_depth":{{depth}} }""", Pcm16Out));

        Assert.Equal(expected, Requests.Samples(Requests.Heard(await bench.SayAsync(audio))));
    }

    [Theory]
    [InlineData(8000, 24000)]
    [InlineData(16000, 44100)]
    [InlineData(48000, 16000)]
    [InlineData(22050, 8000)]
    public async Task Other_rates_sound_alike(int from, int to)
    {
        await using Bench bench = await Bench.OpenAsync(Requests.Config(
            $$"""{"format":"pcm","codec":"pcm","sample_rate":{{from}} }""",
            $$"""{"codec":"pcm","pcm_config":{"sample_rate":{{to}} } }"""));

        byte[] heard = Requests.Heard(await bench.SayAsync(Requests.Bytes(Requests.Tone(from, 300)), 6400));

        short[] expected = Requests.Tone(to, 300);
        Assert.InRange(heard.Length / 2, expected.Length - 1, expected.Length + 1);
        Assert.True(Requests.Correlation(expected, Requests.Samples(heard), 3) > 0.99);
    }

    [Fact]
    public async Task G711_in_and_pcm_out_differ_by_no_more_than_the_law()
    {
        await using Bench bench = await Bench.OpenAsync(Requests.Config(
            """{"format":"pcm","codec":"g711a","sample_rate":8000}""",
            """{"codec":"pcm","pcm_config":{"sample_rate":8000}}"""));
        short[] tone = Requests.Tone(8000, 200);

        byte[] heard = Requests.Heard(await bench.SayAsync(Array.ConvertAll(tone, G711.EncodeA), 160));

        Assert.All(tone.Zip(Requests.Samples(heard)), pair => Assert.InRange(pair.Second - pair.First, -256, 256));
    }

    [OpusFact]
    public async Task Opus_packets_of_the_right_kind_come_back_untouched()
    {
        await using Bench bench = await Bench.OpenAsync(Requests.Config(
            """{"format":"pcm","codec":"opus","sample_rate":16000}""",
            """{"codec":"opus","opus_config":{"sample_rate":16000,"frame_size_ms":20}}"""));
        List<byte[]> packets = Packets(16000, 20, 400);

        List<byte[]> deltas = Requests.Deltas(await SayPacketsAsync(bench, packets));

        Assert.Equal(packets, deltas);
    }

    [OpusFact]
    public async Task Opus_is_recoded_when_another_duration_is_asked_for()
    {
        await using Bench bench = await Bench.OpenAsync(Requests.Config(
            """{"format":"pcm","codec":"opus","sample_rate":16000}""",
            """{"codec":"opus","opus_config":{"sample_rate":24000,"frame_size_ms":60}}"""));

        List<byte[]> deltas = Requests.Deltas(await SayPacketsAsync(bench, Packets(16000, 20, 400)));

        Assert.All(deltas, packet => Assert.Equal(60, OpusPacket.DurationMs(packet)));
        Assert.InRange(deltas.Count, 7, 8);
    }

    [OpusFact]
    public async Task Opus_sounds_like_what_was_said()
    {
        await using Bench bench = await Bench.OpenAsync(Requests.Config(
            Pcm16, """{"codec":"opus","opus_config":{"sample_rate":16000,"frame_size_ms":20,"bitrate":32000}}"""));
        short[] tone = Requests.Tone(16000, 500);

        List<byte[]> deltas = Requests.Deltas(await bench.SayAsync(Requests.Bytes(tone)));

        using OpusDecoder decoder = new(16000);
        short[] heard = [.. deltas.SelectMany(packet => decoder.Decode(packet)!)];
        Assert.All(deltas, packet => Assert.Equal(20, OpusPacket.DurationMs(packet)));
        Assert.True(Requests.Correlation(tone, heard, 200) > 0.9);
    }

    [OpusFact]
    public async Task Constant_bit_rate_means_packets_of_one_size()
    {
        await using Bench bench = await Bench.OpenAsync(Requests.Config(
            Pcm16,
            """{"codec":"opus","opus_config":{"sample_rate":16000,"frame_size_ms":60,"bitrate":16000,"use_cbr":true}}"""));

        List<byte[]> deltas = Requests.Deltas(await bench.SayAsync(Requests.Bytes(Requests.Tone(16000, 600))));

        Assert.All(deltas, packet => Assert.Equal(120, packet.Length));
    }

    [OpusFact]
    public async Task The_default_opus_frame_is_10_ms()
    {
        await using Bench bench = await Bench.OpenAsync(Requests.Config(Pcm16, """{"codec":"opus"}"""));

        List<byte[]> deltas = Requests.Deltas(await bench.SayAsync(Requests.Noise(3200)));

        Assert.All(deltas, packet => Assert.Equal(10, OpusPacket.DurationMs(packet)));
    }

    private static List<byte[]> Packets(int rate, int frameMs, int milliseconds)
    {
        using OpusEncoder encoder = new(rate, frameMs, 24_000, usesCbr: false);
        return [.. encoder.Encode(Requests.Tone(rate, milliseconds))];
    }

    private static async Task<List<WireEvent>> SayPacketsAsync(Bench bench, List<byte[]> packets)
    {
        foreach (byte[] packet in packets)
        {
            await bench.Client.AppendAsync(packet);
        }

        await bench.Client.SendAsync("input_audio_buffer.complete");
        return await bench.Client.UntilAsync("conversation.chat.completed");
    }
}
