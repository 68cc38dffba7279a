using System.Security.Cryptography;

namespace CozeDevice.Simulator.Rest;

/// <summary><c>POST /v1/audio/rooms</c>: makes up an RTC room. Nobody can join it.</summary>
internal static class RoomEndpoint
{
    private const string AppId = "6705332c79516e015e3e5f0c";

    /// <summary>Registers the endpoint.</summary>
    internal static void Map(RestRoutes routes) => routes.Api("POST", "/v1/audio/rooms", CreateAsync);

    private static async Task CreateAsync(RestCall call)
    {
        var body = await call.ReadJsonAsync();
        body.RequiredText("bot_id");
        body.Text("conversation_id");
        body.Text("voice_id");
        body.Text("workflow_id");
        body.Text("connector_id");
        var uid = body.Text("uid") is { Length: > 0 } given ? given : Ids.Next();
        if (body.Object("config") is { } config) Check(config);

        var room = $"room_{Ids.Next()}";
        var token = $"001{AppId}{RandomNumberGenerator.GetHexString(64, lowercase: true)}";
        await call.AnswerAsync(json =>
        {
            json.WriteStartObject();
            json.WriteString("token", token);
            json.WriteString("uid", uid);
            json.WriteString("room_id", room);
            json.WriteString("app_id", AppId);
            json.WriteEndObject();
        });
    }

    private static void Check(JsonFields config)
    {
        // One SDK sends an empty room_mode for "the default".
        config.Choice("room_mode", "", "default", "s2s", "podcast", "translate");
        config.Object("audio_config")?.Choice("codec", "AACLC", "G711A", "OPUS", "G722");
        if (config.Object("video_config") is { } video)
        {
            video.Choice("codec", "H264", "BYTEVC1");
            video.Integer("video_frame_rate", 1, 24);
            video.Choice("stream_video_type", "main", "screen");
            video.Integer("video_frame_expire_duration", 1, 10);
        }

        config.Object("turn_detection")?.Choice("type", "server_vad", "client_vad", "client_interrupt", "semantic_vad");
        config.Text("prologue_content");
        config.Integer("prologue_delay_duration_ms", 0, 5000);
        if (config.Object("translate_config") is { } translate)
        {
            translate.Text("from");
            translate.Text("to");
        }
    }
}
