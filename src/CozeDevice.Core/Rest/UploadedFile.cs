using System.Text.Json;

namespace CozeDevice.Rest;

/// <summary>A file the service keeps (protocol §7.7), for three months.</summary>
/// <param name="Id"><c>id</c>, for messages.</param>
/// <param name="Name"><c>file_name</c>.</param>
/// <param name="Bytes"><c>bytes</c>.</param>
/// <param name="CreatedAt"><c>created_at</c>, seconds since 1970.</param>
internal sealed record UploadedFile(string Id, string Name, long Bytes, long CreatedAt)
{
    /// <summary>Reads the answer.</summary>
    internal static UploadedFile Read(JsonElement data) => data.Text("id") is { Length: > 0 } id
        ? new(id, data.Text("file_name"), data.Integer("bytes") ?? 0, data.Integer("created_at") ?? 0)
        : throw new RestException(RestFailure.BadAnswer, "the answer names no file: id is missing");
}
