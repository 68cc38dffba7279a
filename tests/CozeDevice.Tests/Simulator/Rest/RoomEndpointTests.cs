using System.Net;
using Xunit;

namespace CozeDevice.Tests.Simulator.Rest;

public sealed class RoomEndpointTests
{
    [Fact]
    public async Task A_room_has_a_token_a_user_a_room_id_and_an_app_id()
    {
        await using var server = await RestServer.StartAsync();

        var answer = await server.PostAsync("/v1/audio/rooms", """{"bot_id":"7350000000000000001"}""");

        Assert.Equal(0, answer.Code);
        foreach (var name in new[] { "token", "uid", "room_id", "app_id" })
            Assert.NotEmpty(answer.Data.GetProperty(name).GetString()!);
    }

    [Fact]
    public async Task A_room_keeps_the_user_id_that_was_given()
    {
        await using var server = await RestServer.StartAsync();

        var answer = await server.PostAsync("/v1/audio/rooms", """{"bot_id":"1","uid":"board-17"}""");

        Assert.Equal("board-17", answer.Data.GetProperty("uid").GetString());
    }

    [Fact]
    public async Task Two_rooms_are_different_rooms()
    {
        await using var server = await RestServer.StartAsync();

        var first = await server.PostAsync("/v1/audio/rooms", """{"bot_id":"1"}""");
        var second = await server.PostAsync("/v1/audio/rooms", """{"bot_id":"1"}""");

        Assert.NotEqual(first.Data.GetProperty("room_id").GetString(), second.Data.GetProperty("room_id").GetString());
    }

    [Theory]
    [InlineData("""{"room_mode":"default"}""")]
    [InlineData("""{"room_mode":"s2s"}""")]
    [InlineData("""{"room_mode":"podcast"}""")]
    [InlineData("""{"room_mode":"translate","translate_config":{"from":"zh","to":"en"}}""")]
    [InlineData("""{"room_mode":"translate","translate_config":{"from_":"zh","to":"en"}}""")]
    [InlineData("""{"room_mode":""}""")]
    [InlineData("""{"room_mode":null,"audio_config":null,"video_config":null,"turn_detection":null}""")]
    [InlineData("""{"audio_config":{"codec":"AACLC"}}""")]
    [InlineData("""{"audio_config":{"codec":"G711A"}}""")]
    [InlineData("""{"audio_config":{"codec":"OPUS"}}""")]
    [InlineData("""{"audio_config":{"codec":"G722"}}""")]
    [InlineData("""{"video_config":{"codec":"H264","video_frame_rate":1,"stream_video_type":"main","video_frame_expire_duration":1}}""")]
    [InlineData("""{"video_config":{"codec":"BYTEVC1","video_frame_rate":24,"stream_video_type":"screen","video_frame_expire_duration":10}}""")]
    [InlineData("""{"turn_detection":{"type":"server_vad"}}""")]
    [InlineData("""{"turn_detection":{"type":"client_vad"}}""")]
    [InlineData("""{"turn_detection":{"type":"client_interrupt"}}""")]
    [InlineData("""{"turn_detection":{"type":"semantic_vad"}}""")]
    [InlineData("""{"prologue_content":"Good morning.","prologue_delay_duration_ms":0}""")]
    [InlineData("""{"prologue_delay_duration_ms":5000}""")]
    [InlineData("""{"something_new":{"a":1}}""")]
    public async Task A_documented_configuration_is_accepted(string config)
    {
        await using var server = await RestServer.StartAsync();

        var answer = await server.PostAsync("/v1/audio/rooms", $$"""{"bot_id":"1","config":{{config}}}""");

        Assert.Equal(0, answer.Code);
    }

    [Theory]
    [InlineData("""{}""", "bot_id")]
    [InlineData("""{"bot_id":""}""", "bot_id")]
    [InlineData("""{"bot_id":null}""", "bot_id")]
    [InlineData("""{"bot_id":7350}""", "bot_id")]
    [InlineData("""{"bot_id":"1","conversation_id":5}""", "conversation_id")]
    [InlineData("""{"bot_id":"1","voice_id":5}""", "voice_id")]
    [InlineData("""{"bot_id":"1","uid":5}""", "uid")]
    [InlineData("""{"bot_id":"1","workflow_id":5}""", "workflow_id")]
    [InlineData("""{"bot_id":"1","connector_id":1024}""", "connector_id")]
    [InlineData("""{"bot_id":"1","config":"x"}""", "config")]
    [InlineData("""{"bot_id":"1","config":{"room_mode":"party"}}""", "config.room_mode")]
    [InlineData("""{"bot_id":"1","config":{"room_mode":1}}""", "config.room_mode")]
    [InlineData("""{"bot_id":"1","config":{"audio_config":{"codec":"opus"}}}""", "config.audio_config.codec")]
    [InlineData("""{"bot_id":"1","config":{"video_config":{"codec":"VP8"}}}""", "config.video_config.codec")]
    [InlineData("""{"bot_id":"1","config":{"video_config":{"video_frame_rate":0}}}""", "config.video_config.video_frame_rate")]
    [InlineData("""{"bot_id":"1","config":{"video_config":{"video_frame_rate":25}}}""", "config.video_config.video_frame_rate")]
    [InlineData("""{"bot_id":"1","config":{"video_config":{"video_frame_rate":1.5}}}""", "config.video_config.video_frame_rate")]
    [InlineData("""{"bot_id":"1","config":{"video_config":{"stream_video_type":"both"}}}""", "config.video_config.stream_video_type")]
    [InlineData("""{"bot_id":"1","config":{"video_config":{"video_frame_expire_duration":0}}}""", "config.video_config.video_frame_expire_duration")]
    [InlineData("""{"bot_id":"1","config":{"video_config":{"video_frame_expire_duration":11}}}""", "config.video_config.video_frame_expire_duration")]
    [InlineData("""{"bot_id":"1","config":{"turn_detection":{"type":"vad"}}}""", "config.turn_detection.type")]
    [InlineData("""{"bot_id":"1","config":{"prologue_content":true}}""", "config.prologue_content")]
    [InlineData("""{"bot_id":"1","config":{"prologue_delay_duration_ms":-1}}""", "config.prologue_delay_duration_ms")]
    [InlineData("""{"bot_id":"1","config":{"prologue_delay_duration_ms":5001}}""", "config.prologue_delay_duration_ms")]
    [InlineData("""{"bot_id":"1","config":{"translate_config":{"from":1}}}""", "config.translate_config.from")]
    public async Task An_invalid_member_is_named_by_its_path(string body, string path)
    {
        await using var server = await RestServer.StartAsync();

        var answer = await server.PostAsync("/v1/audio/rooms", body);

        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        Assert.Equal(4000, answer.Code);
        Assert.Contains($" {path} ", answer.Message, StringComparison.Ordinal);
    }
}
