namespace CozeDevice.Simulator.Rest;

/// <summary><c>POST /v1/audio/transcriptions</c>: sound to text.</summary>
/// <remarks>Nothing is recognized: the text tells how much was heard, so a test can predict it.</remarks>
internal static class TranscriptionEndpoint
{
    private const int MaxFileBytes = 10 * 1024 * 1024;
    private static readonly TimeSpan MaxDuration = TimeSpan.FromMinutes(30);

    /// <summary>Registers the endpoint.</summary>
    internal static void Map(RestRoutes routes) => routes.Api("POST", "/v1/audio/transcriptions", TranscribeAsync);

    private static async Task TranscribeAsync(RestCall call)
    {
        // The SDKs name the part file, the documentation's table names it body.
        var part = await UploadedPart.ReadAsync(call, "file", "body");
        if (part.Content.Length > MaxFileBytes)
            throw new ApiException(ErrorCode.UploadTooLarge, "the file is larger than 10 MB");
        var duration = WavFile.Duration(part.Content);
        if (duration >= MaxDuration)
            throw new ApiException(ErrorCode.UploadTooLarge, "the recording is longer than 30 minutes");

        var text = duration is { } heard
            ? FormattableString.Invariant($"I heard {heard.TotalSeconds:0.00} seconds of sound.")
            : FormattableString.Invariant($"I heard {part.Content.Length} bytes of sound.");
        await call.AnswerAsync(json =>
        {
            json.WriteStartObject();
            json.WriteString("text", text);
            json.WriteEndObject();
        });
    }
}
