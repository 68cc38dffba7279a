using System.Buffers.Binary;
using System.Text;
using Xunit;

namespace CozeDevice.Tests.Simulator.Rest;

public sealed class SpeechEndpointTests
{
    private const string BigVoice = "7426720361733000001";
    private const string SmallVoice = "7426720361733000005";

    [Theory]
    [InlineData("wav", "audio/wav")]
    [InlineData("pcm", "audio/pcm")]
    [InlineData("mp3", "audio/mpeg")]
    [InlineData("ogg_opus", "audio/ogg")]
    public async Task The_answer_is_sound_in_the_format_asked_for(string format, string mediaType)
    {
        await using var server = await RestServer.StartAsync();

        var answer = await SpeakAsync(server, "Hello.", $"\"response_format\":\"{format}\"");

        Assert.Equal(mediaType, answer.ContentType);
        Assert.NotEmpty(answer.Body);
    }

    [Fact]
    public async Task The_format_is_mp3_unless_another_is_asked_for()
    {
        await using var server = await RestServer.StartAsync();

        var answer = await server.PostAsync("/v1/audio/speech", $$"""{"input":"Hello.","voice_id":"{{BigVoice}}"}""");

        Assert.Equal("audio/mpeg", answer.ContentType);
    }

    [Fact]
    public async Task The_same_text_sounds_the_same()
    {
        await using var server = await RestServer.StartAsync();

        var first = await SpeakAsync(server, "你好 hello", "\"response_format\":\"pcm\"");
        var second = await SpeakAsync(server, "你好 hello", "\"response_format\":\"pcm\"");

        Assert.Equal(first.Body, second.Body);
        Assert.Contains(first.Body, static value => value != 0);
    }

    [Fact]
    public async Task A_longer_text_takes_longer()
    {
        await using var server = await RestServer.StartAsync();

        var brief = await SpeakAsync(server, "Hello", "\"response_format\":\"pcm\"");
        var twice = await SpeakAsync(server, "HelloHello", "\"response_format\":\"pcm\"");

        Assert.Equal(brief.Body.Length * 2, twice.Body.Length);
    }

    [Fact]
    public async Task Twice_the_speed_takes_half_the_time()
    {
        await using var server = await RestServer.StartAsync();

        var normal = await SpeakAsync(server, "Hello", "\"response_format\":\"pcm\",\"speed\":1");
        var fast = await SpeakAsync(server, "Hello", "\"response_format\":\"pcm\",\"speed\":2");

        Assert.Equal(normal.Body.Length, fast.Body.Length * 2);
    }

    [Fact]
    public async Task Louder_speech_has_a_higher_peak()
    {
        await using var server = await RestServer.StartAsync();

        var quiet = await SpeakAsync(server, "Hello", "\"response_format\":\"pcm\",\"loudness_rate\":-50");
        var loud = await SpeakAsync(server, "Hello", "\"response_format\":\"pcm\",\"loudness_rate\":100");

        Assert.InRange(Peak(loud.Body) / (double)Peak(quiet.Body), 3.9, 4.1);
    }

    [Theory]
    [InlineData(8000)]
    [InlineData(24000)]
    [InlineData(48000)]
    public async Task A_wav_file_tells_its_rate_and_its_length(int rate)
    {
        await using var server = await RestServer.StartAsync();

        var wav = (await SpeakAsync(server, "Hello", $"\"response_format\":\"wav\",\"sample_rate\":{rate}")).Body;

        Assert.Equal("RIFF", Encoding.ASCII.GetString(wav, 0, 4));
        Assert.Equal(rate, BinaryPrimitives.ReadInt32LittleEndian(wav.AsSpan(24)));
        Assert.Equal(wav.Length - 44, BinaryPrimitives.ReadInt32LittleEndian(wav.AsSpan(40)));
        Assert.Equal(wav.Length - 8, BinaryPrimitives.ReadInt32LittleEndian(wav.AsSpan(4)));
        Assert.Equal((int)(5 * 0.07 * rate) * 2, wav.Length - 44);
    }

    [Theory]
    [InlineData(8000, 576)]
    [InlineData(16000, 576)]
    [InlineData(22050, 576)]
    [InlineData(24000, 576)]
    [InlineData(32000, 1152)]
    [InlineData(44100, 1152)]
    [InlineData(48000, 1152)]
    public async Task An_mp3_is_a_chain_of_frames_as_long_as_the_speech(int rate, int samplesInFrame)
    {
        await using var server = await RestServer.StartAsync();

        var mp3 = (await SpeakAsync(server, "Hello there, everybody.", $"\"response_format\":\"mp3\",\"sample_rate\":{rate}")).Body;
        var pcm = (await SpeakAsync(server, "Hello there, everybody.", $"\"response_format\":\"pcm\",\"sample_rate\":{rate}")).Body;

        var frameBytes = samplesInFrame / 8 * (samplesInFrame == 1152 ? 56000 : 32000) / rate;
        Assert.Equal(0, mp3.Length % frameBytes);
        var frames = mp3.Length / frameBytes;
        for (var i = 0; i < frames; i++)
        {
            Assert.Equal(0xFF, mp3[i * frameBytes]);
            Assert.Equal(0xE3, mp3[(i * frameBytes) + 1] & 0xE7);
        }

        Assert.InRange((frames * samplesInFrame) - (pcm.Length / 2), 0, samplesInFrame);
    }

    [Fact]
    public async Task An_ogg_stream_begins_with_the_opus_headers_and_ends_with_the_length_of_the_speech()
    {
        await using var server = await RestServer.StartAsync();

        var ogg = (await SpeakAsync(server, "Hello there, everybody, how are you today?", "\"response_format\":\"ogg_opus\"")).Body;
        var pcm = (await SpeakAsync(server, "Hello there, everybody, how are you today?", "\"response_format\":\"pcm\"")).Body;

        var text = Encoding.Latin1.GetString(ogg);
        Assert.StartsWith("OggS", text, StringComparison.Ordinal);
        Assert.True(text.IndexOf("OpusHead", StringComparison.Ordinal) is 28);
        Assert.True(text.IndexOf("OpusTags", StringComparison.Ordinal) > 28);
        var last = text.LastIndexOf("OggS", StringComparison.Ordinal);
        Assert.Equal(0x04, ogg[last + 5]);
        var samples = BinaryPrimitives.ReadInt64LittleEndian(ogg.AsSpan(last + 6));
        Assert.InRange(samples - (pcm.Length / 2 * 2), 0, 960);
    }

    [Theory]
    [InlineData("""{"voice_id":"1"}""", 4000, "input")]
    [InlineData("""{"input":"","voice_id":"1"}""", 4000, "input")]
    [InlineData("""{"input":"x"}""", 4000, "voice_id")]
    [InlineData("""{"input":"x","voice_id":"1","response_format":"flac"}""", 4000, "response_format")]
    [InlineData("""{"input":"x","voice_id":"1","sample_rate":11025}""", 4000, "sample_rate")]
    [InlineData("""{"input":"x","voice_id":"1","sample_rate":"24000"}""", 4000, "sample_rate")]
    [InlineData("""{"input":"x","voice_id":"1","speed":0.4}""", 4000, "speed")]
    [InlineData("""{"input":"x","voice_id":"1","speed":2.1}""", 4000, "speed")]
    [InlineData("""{"input":"x","voice_id":"1","loudness_rate":101}""", 4000, "loudness_rate")]
    [InlineData("""{"input":"x","voice_id":"1","loudness_rate":-51}""", 4000, "loudness_rate")]
    [InlineData("""{"input":"x","voice_id":"1","emotion":"bored"}""", 4000, "emotion")]
    [InlineData("""{"input":"x","voice_id":"1","emotion_scale":0.5}""", 4000, "emotion_scale")]
    [InlineData("""{"input":"x","voice_id":"1","emotion_scale":5.5}""", 4000, "emotion_scale")]
    public async Task An_invalid_member_is_named(string body, int code, string name)
    {
        await using var server = await RestServer.StartAsync();

        var answer = await server.PostAsync("/v1/audio/speech", body);

        Assert.Equal(code, answer.Code);
        Assert.Contains($" {name} ", answer.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(BigVoice, 0.2, false)]
    [InlineData(BigVoice, 3, false)]
    [InlineData(SmallVoice, 0.2, true)]
    [InlineData(SmallVoice, 3, true)]
    [InlineData(SmallVoice, 3.1, false)]
    public async Task A_small_voice_has_a_wider_range_of_speeds(string voice, double speed, bool isAccepted)
    {
        await using var server = await RestServer.StartAsync();

        var answer = await server.PostAsync(
            "/v1/audio/speech", FormattableString.Invariant($$"""{"input":"x","voice_id":"{{voice}}","speed":{{speed}}}"""));

        Assert.Equal(isAccepted, answer.ContentType == "audio/mpeg");
    }

    [Theory]
    [InlineData("a", 1024, true)]
    [InlineData("a", 1025, false)]
    [InlineData("好", 341, true)]
    [InlineData("好", 342, false)]
    public async Task A_text_has_at_most_1024_bytes(string letter, int count, bool isAccepted)
    {
        await using var server = await RestServer.StartAsync();
        var text = string.Concat(Enumerable.Repeat(letter, count));

        var answer = await SpeakAsync(server, text, "\"response_format\":\"pcm\",\"sample_rate\":8000");

        if (isAccepted) Assert.Equal("audio/pcm", answer.ContentType);
        else Assert.Equal(3010, answer.Code);
    }

    private static Task<RestAnswer> SpeakAsync(RestServer server, string text, string members) =>
        server.PostAsync("/v1/audio/speech", $$"""{"input":"{{text}}","voice_id":"{{BigVoice}}",{{members}}}""");

    private static int Peak(byte[] pcm)
    {
        var peak = 0;
        for (var i = 0; i < pcm.Length; i += 2) peak = Math.Max(peak, Math.Abs((int)BinaryPrimitives.ReadInt16LittleEndian(pcm.AsSpan(i))));
        return peak;
    }
}
