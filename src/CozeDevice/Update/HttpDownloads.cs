using System.Net;
using CozeDevice.Commands;
using CozeDevice.Link;

namespace CozeDevice.Update;

/// <summary>Files over HTTPS, or from the disk. Redirects are followed, never to plain HTTP: what counts is the signature.</summary>
/// <remarks>An answer that is too large, stops or says it has another size than what was signed is given up.</remarks>
internal sealed class HttpDownloads : IDownloads, IDisposable
{
    private const int MaxRedirects = 5;
    private static readonly TimeSpan SilenceLimit = TimeSpan.FromSeconds(30);

    private readonly HttpMessageInvoker _http;
    private readonly string _userAgent;

    /// <summary>Nothing is asked yet.</summary>
    /// <param name="authorities">A PEM file with further trusted roots, or null.</param>
    /// <param name="userAgent">Who asks.</param>
    public HttpDownloads(string? authorities, string userAgent)
    {
        _userAgent = userAgent;
        var handler = ServiceHttp.Handler(ServiceHttp.Authorities(authorities));
        // What is downloaded is signed: it may come from anywhere.
        handler.AllowAutoRedirect = true;
        handler.MaxAutomaticRedirections = MaxRedirects;
        handler.ConnectTimeout = SilenceLimit;
        _http = new(handler);
    }

    /// <inheritdoc/>
    public async Task<byte[]> ReadAsync(string address, int maxBytes, CancellationToken cancellationToken)
    {
        using var content = new MemoryStream();
        await CopyAsync(address, content, maxBytes, cancellationToken);
        return content.ToArray();
    }

    /// <inheritdoc/>
    public async Task SaveAsync(string address, string path, long size, CancellationToken cancellationToken)
    {
        try
        {
            await using var file = new FileStream(path, FileMode.Create, FileAccess.Write);
            await CopyAsync(address, file, size, cancellationToken);
            if (file.Length != size) throw new UpdateException(UpdateProblem.WrongHash, $"{address} has {file.Length} bytes where {size} were signed; nothing was changed");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UpdateException(UpdateProblem.Disk, $"{e.Message}; nothing was changed");
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _http.Dispose();

    private async Task CopyAsync(string address, Stream to, long maxBytes, CancellationToken cancellationToken)
    {
        try
        {
            if (ChannelAddress.IsPath(address))
            {
                await using var file = new FileStream(address, FileMode.Open, FileAccess.Read, FileShare.Read);
                await CopyAsync(address, file, to, maxBytes, cancellationToken);
                return;
            }

            using var request = new HttpRequestMessage(HttpMethod.Get, address);
            request.Headers.TryAddWithoutValidation("User-Agent", _userAgent);
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            limit.CancelAfter(SilenceLimit);
            using var response = await _http.SendAsync(request, limit.Token);
            if (response.StatusCode != HttpStatusCode.OK) throw Unavailable(address, $"it answers with status {(int)response.StatusCode}");
            if (response.Content.Headers.ContentLength > maxBytes) throw Unavailable(address, $"it is larger than {maxBytes} bytes");
            await using var body = await response.Content.ReadAsStreamAsync(limit.Token);
            await CopyAsync(address, body, to, maxBytes, cancellationToken);
        }
        catch (HttpRequestException e)
        {
            throw Unavailable(address, e.InnerException?.Message ?? e.Message);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw Unavailable(address, "it is not there");
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw Unavailable(address, $"nothing came for {SilenceLimit.TotalSeconds:0} s");
        }
    }

    private static async Task CopyAsync(string address, Stream from, Stream to, long maxBytes, CancellationToken cancellationToken)
    {
        var buffer = new byte[64 * 1024];
        long total = 0;
        while (true)
        {
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            limit.CancelAfter(SilenceLimit);
            int length;
            try
            {
                length = await from.ReadAsync(buffer, limit.Token);
            }
            catch (IOException e)
            {
                throw Unavailable(address, e.Message);
            }

            if (length == 0) return;
            total += length;
            if (total > maxBytes) throw Unavailable(address, $"it is larger than {maxBytes} bytes");
            await to.WriteAsync(buffer.AsMemory(0, length), cancellationToken);
        }
    }

    private static UpdateException Unavailable(string address, string why) =>
        new(UpdateProblem.Network, $"{address} cannot be had: {why}", ExitCode.Network);
}
