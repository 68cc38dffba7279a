using System.Text.Json;
using Xunit;

namespace CozeDevice.Tests.Simulator.Configuration;

/// <summary><c>chat.updated</c> against what the official SDKs read from it (protocol §12).</summary>
public sealed class ConfigEchoTests
{
    [Theory]
    [InlineData(null)]
    [InlineData("{}")]
    [InlineData("""{"turn_detection":{"type":"server_vad"}}""")]
    public async Task The_echo_is_complete_whatever_was_sent(string? data)
    {
        JsonElement echo = await EchoAsync(data);

        JsonElement input = echo.GetProperty("input_audio");
        Assert.Equal(
            ("wav", "pcm", 24000, 1, 16),
            (input.GetProperty("format").GetString(), input.GetProperty("codec").GetString(),
                input.GetProperty("sample_rate").GetInt32(), input.GetProperty("channel").GetInt32(),
                input.GetProperty("bit_depth").GetInt32()));
        JsonElement output = echo.GetProperty("output_audio");
        Assert.Equal(("pcm", 0), (output.GetProperty("codec").GetString(), output.GetProperty("speech_rate").GetInt32()));
        Assert.NotEmpty(output.GetProperty("voice_id").GetString()!);
        Assert.NotEmpty(echo.GetProperty("chat_config").GetProperty("conversation_id").GetString()!);
        Assert.True(echo.GetProperty("chat_config").GetProperty("auto_save_history").GetBoolean());
        Assert.Equal("common", echo.GetProperty("asr_config").GetProperty("user_language").GetString());
    }

    [Fact]
    public async Task Opus_gets_the_documented_defaults()
    {
        JsonElement opus = (await EchoAsync("""{"output_audio":{"codec":"opus"}}"""))
            .GetProperty("output_audio").GetProperty("opus_config");

        Assert.Equal(
            (24000, 48000, false, 10),
            (opus.GetProperty("sample_rate").GetInt32(), opus.GetProperty("bitrate").GetInt32(),
                opus.GetProperty("use_cbr").GetBoolean(), opus.GetProperty("frame_size_ms").GetInt32()));
    }

    [Fact]
    public async Task Server_vad_gets_the_documented_defaults()
    {
        JsonElement turns = (await EchoAsync("""{"turn_detection":{"type":"server_vad"}}""")).GetProperty("turn_detection");

        Assert.Equal(
            ("server_vad", 600, 500),
            (turns.GetProperty("type").GetString(), turns.GetProperty("prefix_padding_ms").GetInt32(),
                turns.GetProperty("silence_duration_ms").GetInt32()));
    }

    [Fact]
    public async Task Semantic_vad_gets_the_documented_defaults()
    {
        JsonElement semantic = (await EchoAsync("""{"turn_detection":{"type":"semantic_vad"}}"""))
            .GetProperty("turn_detection").GetProperty("semantic_vad_config");

        Assert.Equal(
            (300, 500),
            (semantic.GetProperty("silence_threshold_ms").GetInt32(),
                semantic.GetProperty("semantic_unfinished_wait_time_ms").GetInt32()));
    }

    [Fact]
    public async Task Subscriptions_and_greeting_are_not_echoed()
    {
        JsonElement echo = await EchoAsync(
            """{"event_subscriptions":["error"],"need_play_prologue":false,"prologue_content":"Hi"}""");

        Assert.False(echo.TryGetProperty("event_subscriptions", out _));
        Assert.False(echo.TryGetProperty("need_play_prologue", out _));
        Assert.False(echo.TryGetProperty("prologue_content", out _));
    }

    [Fact]
    public async Task A_member_in_the_wrong_place_is_missing_in_the_echo()
    {
        JsonElement echo = await EchoAsync(
            """{"turn_detection":{"mode":"keyword_contains","keywords":["停一下"]},"context_texts":"soft"}""");

        Assert.False(echo.GetProperty("turn_detection").TryGetProperty("mode", out _));
        Assert.False(echo.TryGetProperty("context_texts", out _));
    }

    [Fact]
    public async Task Every_section_sent_comes_back()
    {
        JsonElement echo = await EchoAsync(
            """
            {"chat_config":{"user_id":"board-17","meta_data":{"a":"b"},"custom_variables":{"room":"kitchen"},
               "extra_params":{"latitude":"31.2"},"parameters":{"scene":"night"}},
             "asr_config":{"hot_words":["扣子"],"stream_mode":"output_no_stream"},
             "voice_processing_config":{"enable_ans":true},"voice_print_config":{"group_id":"g","score":40}}
            """);

        Assert.Equal("kitchen", echo.GetProperty("chat_config").GetProperty("custom_variables").GetProperty("room").GetString());
        Assert.Equal("night", echo.GetProperty("chat_config").GetProperty("parameters").GetProperty("scene").GetString());
        Assert.Equal("扣子", echo.GetProperty("asr_config").GetProperty("hot_words")[0].GetString());
        Assert.True(echo.GetProperty("voice_processing_config").GetProperty("enable_ans").GetBoolean());
        Assert.Equal(40, echo.GetProperty("voice_print_config").GetProperty("score").GetInt32());
    }

    private static async Task<JsonElement> EchoAsync(string? data)
    {
        await using var host = await Bench.StartAsync(CozeDevice.Simulator.Scenarios.Scenario.Parrot);
        await using WireClient client = await WireClient.ConnectAsync(host);
        await client.SendAsync("chat.update", data);
        return (await client.UntilAsync("chat.updated"))[^1].Data;
    }
}
