using System.Text;

namespace CozeDevice.Simulator.Rest;

/// <summary><c>POST /v1/audio/speech</c>: text to sound.</summary>
internal static class SpeechEndpoint
{
    private const int MaxInputBytes = 1024;

    /// <summary>Registers the endpoint.</summary>
    internal static void Map(RestRoutes routes) => routes.Api("POST", "/v1/audio/speech", SpeakAsync);

    private static async Task SpeakAsync(RestCall call)
    {
        var body = await call.ReadJsonAsync();
        var input = body.RequiredText("input");
        if (Encoding.UTF8.GetByteCount(input) > MaxInputBytes)
            throw new ApiException(ErrorCode.SpeechTextTooLong, $"input is longer than {MaxInputBytes} bytes");
        var isSmall = VoiceCatalog.Find(body.RequiredText("voice_id"))?.ModelType == "small";
        var format = body.Choice("response_format", "wav", "pcm", "ogg_opus", "mp3") ?? "mp3";
        var speed = (isSmall ? body.Number("speed", 0.2, 3) : body.Number("speed", 0.5, 2)) ?? 1;
        var rate = body.Integer("sample_rate", 8000, 48000) ?? 24000;
        if (rate is not (8000 or 16000 or 22050 or 24000 or 32000 or 44100 or 48000))
            throw body.Invalid("sample_rate", "It should be 8000, 16000, 22050, 24000, 32000, 44100 or 48000.");
        var loudness = Loudness(body.Integer("loudness_rate", -50, 100) ?? 0);
        body.Choice(
            "emotion", "", "happy", "sad", "angry", "surprised", "fear", "hate", "excited", "coldness", "neutral");
        body.Number("emotion_scale", 1, 5);
        body.Text("context_texts");

        var sound = SpeechSound.Render(input, format, rate, speed, loudness);
        call.Http.Response.ContentType = SpeechSound.ContentType(format);
        call.Http.Response.ContentLength = sound.Length;
        await call.Http.Response.Body.WriteAsync(sound, call.Aborted);
    }

    // −50 is half as loud, 100 twice as loud.
    private static double Loudness(int rate) => 1 + (rate / 100.0);
}
