using Microsoft.AspNetCore.Routing;

namespace CozeDevice.Simulator.Rest;

/// <summary><c>GET /v1/audio/voices</c> and the previews it points to.</summary>
internal static class VoiceEndpoints
{
    private const int PreviewRate = 24000;

    /// <summary>Registers the endpoints.</summary>
    internal static void Map(RestRoutes routes)
    {
        routes.Api("GET", "/v1/audio/voices", ListAsync);
        routes.Open("GET", "/previews/{voice}.wav", PreviewAsync);
    }

    private static Task ListAsync(RestCall call)
    {
        var hidesSystem = call.QueryBoolean("filter_system_voice", false);
        var modelType = call.QueryChoice("model_type", "big", "small");
        var state = call.QueryChoice("voice_state", "init", "cloned", "all") ?? "cloned";
        var pageNumber = call.QueryInteger("page_num", 1, 1, int.MaxValue);
        var pageSize = call.QueryInteger("page_size", 100, 1, 100);

        var found = VoiceCatalog.All.Where(voice =>
            (!hidesSystem || !voice.IsSystem)
            && (modelType is null || voice.ModelType == modelType)
            && (state == "all" || voice.State == state)).ToArray();
        var page = Page<Voice>.Of(found, pageNumber, pageSize);

        return call.AnswerAsync(json =>
        {
            json.WriteStartObject();
            json.WriteBoolean("has_more", page.HasMore);
            json.WriteStartArray("voice_list");
            foreach (var voice in page.Items) voice.WriteTo(json, call.BaseUrl);
            json.WriteEndArray();
            json.WriteEndObject();
        });
    }

    private static async Task PreviewAsync(RestCall call)
    {
        var id = call.Http.GetRouteValue("voice") as string ?? "";
        var voice = VoiceCatalog.Find(id) ?? throw new ApiException(ErrorCode.NotFound, "the voice does not exist");
        var wav = WavFile.Wrap(ToneSpeech.Render(voice.PreviewText, PreviewRate), PreviewRate);
        call.Http.Response.ContentType = "audio/wav";
        call.Http.Response.ContentLength = wav.Length;
        await call.Http.Response.Body.WriteAsync(wav, call.Aborted);
    }
}
