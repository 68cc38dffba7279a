namespace CozeDevice.Rest;

/// <summary>One-shot speech, transcription and uploads. Each costs something, so none is made again by itself.</summary>
/// <param name="transport">Sends the calls.</param>
internal sealed class AudioApi(RestTransport transport)
{
    /// <summary>The largest sound that is taken, in bytes.</summary>
    internal const long MaxSoundBytes = 64 * 1024 * 1024;

    private static readonly TimeSpan SoundLimit = TimeSpan.FromSeconds(120);

    /// <summary>Speaks a text.</summary>
    /// <param name="request">What and how.</param>
    /// <param name="destination">Where the sound goes, in the format that was asked for.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>Bytes of sound.</returns>
    /// <exception cref="RestException">It did not succeed; what came of it may be in the destination.</exception>
    internal Task<long> SpeakAsync(SpeechRequest request, Stream destination, CancellationToken cancellationToken)
    {
        RestRequests.Require(AudioFields.Speech, request);
        var call = RestCall.Post("/v1/audio/speech", FieldWriter.Body(AudioFields.Speech, request)) with { Deadline = SoundLimit };
        return transport.RunAsync(
            call,
            async (response, token) =>
            {
                using (response)
                {
                    if (IsSound(response))
                        return await RestTransport.CopyAsync(response, destination, MaxSoundBytes, token).ConfigureAwait(false);
                    var answer = await transport.ReadAsync(response, RestCall.MaxJsonBytes, token).ConfigureAwait(false);
                    answer.Data();
                    throw new RestException(RestFailure.BadAnswer, "the answer is no sound") { LogId = answer.LogId };
                }
            },
            cancellationToken);
    }

    /// <summary>Writes down what is said in a recording.</summary>
    /// <exception cref="RestException">It did not succeed.</exception>
    internal async Task<string> TranscribeAsync(FileContent file, CancellationToken cancellationToken)
    {
        RestRequests.Require(AudioFields.Transcription, new FileRequest { File = file });
        var call = RestCall.Upload("/v1/audio/transcriptions", file);
        return (await transport.SendAsync(call, cancellationToken).ConfigureAwait(false)).Text("text");
    }

    /// <summary>Uploads a file for messages.</summary>
    /// <exception cref="RestException">It did not succeed.</exception>
    internal async Task<UploadedFile> UploadAsync(FileContent file, CancellationToken cancellationToken)
    {
        RestRequests.Require(AudioFields.Upload, new FileRequest { File = file });
        var call = RestCall.Upload("/v1/files/upload", file) with { Rate = RateClass.Upload };
        return UploadedFile.Read(await transport.SendAsync(call, cancellationToken).ConfigureAwait(false));
    }

    private static bool IsSound(HttpResponseMessage response)
    {
        var type = response.Content.Headers.ContentType?.MediaType ?? "";
        return response.IsSuccessStatusCode
            && !type.Contains("json", StringComparison.OrdinalIgnoreCase)
            && !type.StartsWith("text/", StringComparison.OrdinalIgnoreCase);
    }
}
