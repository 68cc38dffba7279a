using System.Buffers;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace CozeDevice.Simulator.Rest;

/// <summary>Reads request bodies up to a limit.</summary>
internal static class RequestBody
{
    // A client that is still sending does not see an answer that comes early: the rest is read and dropped, to a point.
    private const int DrainFactor = 4;

    /// <summary>The whole body.</summary>
    /// <exception cref="ApiException">It is larger than <paramref name="limit"/>.</exception>
    internal static async Task<byte[]> ReadAsync(HttpRequest request, int limit, CancellationToken aborted)
    {
        var drainLimit = (long)limit * DrainFactor;
        if (request.HttpContext.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
            size.MaxRequestBodySize = null;

        var body = new MemoryStream();
        var chunk = ArrayPool<byte>.Shared.Rent(64 * 1024);
        try
        {
            for (long total = 0; ;)
            {
                var read = await request.Body.ReadAsync(chunk, aborted);
                if (read == 0) return total <= limit ? body.ToArray() : throw TooLarge(limit);
                total += read;
                if (total <= limit) body.Write(chunk, 0, read);
                else if (total > drainLimit) throw TooLarge(limit);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(chunk);
        }
    }

    private static ApiException TooLarge(int limit) => new(
        ErrorCode.UploadTooLarge,
        $"the request body is larger than {limit} bytes",
        StatusCodes.Status413PayloadTooLarge);
}
