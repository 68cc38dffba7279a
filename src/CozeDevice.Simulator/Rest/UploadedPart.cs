using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace CozeDevice.Simulator.Rest;

/// <summary>The one file of a multipart upload.</summary>
/// <param name="FileName">The name the client gave.</param>
/// <param name="Content">The bytes.</param>
internal sealed record UploadedPart(string FileName, byte[] Content)
{
    private const int MaxBoundaryLength = 200;

    /// <summary>Reads the file of an upload.</summary>
    /// <param name="call">The request.</param>
    /// <param name="names">Accepted names of the part.</param>
    /// <exception cref="ApiException">Not an upload, no file, an empty file, or several.</exception>
    internal static async Task<UploadedPart> ReadAsync(RestCall call, params string[] names)
    {
        if (!MediaTypeHeaderValue.TryParse(call.Http.Request.ContentType, out var type)
            || !type.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase)
            || HeaderUtilities.RemoveQuotes(type.Boundary) is not { Length: > 0 and <= MaxBoundaryLength } boundary)
        {
            throw ApiException.Parameter("Content-Type", "It should be multipart/form-data.");
        }

        UploadedPart? found = null;
        try
        {
            var reader = new MultipartReader(boundary.ToString(), new MemoryStream(await call.ReadBodyAsync()));
            while (await reader.ReadNextSectionAsync(call.Aborted) is { } section)
            {
                if (await ReadSectionAsync(section, names, call.Aborted) is not { } part) continue;
                if (found is not null)
                    throw new ApiException(ErrorCode.SeveralUploads, "only one file can be uploaded");
                found = part;
            }
        }
        catch (Exception e) when (e is IOException or InvalidDataException)
        {
            throw new ApiException(ErrorCode.InvalidUpload, "the multipart body is broken");
        }

        return found switch
        {
            null => throw Empty($"the upload has no part named {string.Join(" or ", names)}"),
            { Content.Length: 0 } => throw Empty("the file is empty"),
            _ => found,
        };
    }

    private static ApiException Empty(string reason) => new(ErrorCode.EmptyUpload, reason);

    private static async Task<UploadedPart?> ReadSectionAsync(
        MultipartSection section, string[] names, CancellationToken aborted)
    {
        if (!ContentDispositionHeaderValue.TryParse(section.ContentDisposition, out var disposition)) return null;
        var name = HeaderUtilities.RemoveQuotes(disposition.Name).ToString();
        if (!names.Contains(name, StringComparer.OrdinalIgnoreCase)) return null;

        var content = new MemoryStream();
        await section.Body.CopyToAsync(content, aborted);
        var fileName = disposition.FileNameStar.HasValue ? disposition.FileNameStar : disposition.FileName;
        return new UploadedPart(HeaderUtilities.RemoveQuotes(fileName).ToString(), content.ToArray());
    }
}
