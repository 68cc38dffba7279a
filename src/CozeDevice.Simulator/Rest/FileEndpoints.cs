using System.Text.Json;

namespace CozeDevice.Simulator.Rest;

/// <summary><c>/v1/files/*</c>: uploads. Only what is known about a file is kept, not its bytes.</summary>
/// <param name="time">The clock of time stamps.</param>
internal sealed class FileEndpoints(TimeProvider time)
{
    private const int Capacity = 4096;

    private readonly BoundedMap<UploadedFile> _files = new(Capacity);

    /// <summary>Registers the endpoints.</summary>
    internal void Map(RestRoutes routes)
    {
        routes.Api("POST", "/v1/files/upload", UploadAsync);
        routes.Api("GET", "/v1/files/retrieve", RetrieveAsync);
    }

    private async Task UploadAsync(RestCall call)
    {
        var part = await UploadedPart.ReadAsync(call, "file");
        var now = time.GetUtcNow().ToUnixTimeSeconds();
        var file = new UploadedFile(Ids.Next(), part.FileName, part.Content.Length, now);
        _files.TryAdd(file.Id, file);
        await call.AnswerAsync(file.WriteTo);
    }

    private Task RetrieveAsync(RestCall call) => _files.TryGet(call.RequiredQuery("file_id"), out var file)
        ? call.AnswerAsync(file.WriteTo)
        : throw new ApiException(ErrorCode.NotFound, "the file does not exist");

    private sealed record UploadedFile(string Id, string Name, int Bytes, long CreatedAt)
    {
        internal void WriteTo(Utf8JsonWriter json)
        {
            json.WriteStartObject();
            json.WriteString("id", Id);
            json.WriteNumber("bytes", Bytes);
            json.WriteString("file_name", Name);
            json.WriteNumber("created_at", CreatedAt);
            json.WriteEndObject();
        }
    }
}
