using System.Net.Http.Headers;
using System.Net.Sockets;

namespace CozeDevice.Telemetry;

/// <summary>Requests to the collector: our name, the headers of the file as they are now, an end when the program ends, and a word
/// for what went wrong. The exporter sends over HTTP from its own thread and waits there.</summary>
internal sealed class CollectorHandler(
    HttpMessageHandler inner, string userAgent, string? headersFile, ExportHealth health, CancellationToken stopping)
    : DelegatingHandler(inner)
{
    /// <inheritdoc/>
    protected override HttpResponseMessage Send(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, stopping);
        try
        {
            Address(request.Headers);
            return Met(base.Send(request, ending.Token));
        }
        catch (Exception e) when (Met(e))
        {
            throw;
        }
    }

    /// <inheritdoc/>
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, stopping);
        try
        {
            Address(request.Headers);
            return Met(await base.SendAsync(request, ending.Token));
        }
        catch (Exception e) when (Met(e))
        {
            throw;
        }
    }

    // Read at each request, so that a header replaced on disk is used without a restart.
    private void Address(HttpRequestHeaders headers)
    {
        var exporter = headers.UserAgent.ToString();
        headers.Remove("User-Agent");
        headers.TryAddWithoutValidation("User-Agent", $"{userAgent} {exporter}".TrimEnd());
        if (headersFile is null) return;
        foreach (var (name, value) in ReadHeaders(headersFile))
        {
            headers.Remove(name);
            headers.TryAddWithoutValidation(name, value);
        }
    }

    private static IReadOnlyList<KeyValuePair<string, string>> ReadHeaders(string file)
    {
        try
        {
            return HeadersFile.Read(file);
        }
        catch (FormatException e)
        {
            throw new HttpRequestException($"Metrics:OtlpHeadersFile {file} {e.Message}", e);
        }
    }

    private HttpResponseMessage Met(HttpResponseMessage response)
    {
        if (!response.IsSuccessStatusCode) health.Met($"it answers with HTTP {(int)response.StatusCode}");
        else if (response.Headers.TryGetValues("grpc-status", out var status)) health.Met($"it answers with gRPC status {string.Join(',', status)}");
        else health.Met("it refuses them");
        return response;
    }

    // Always true: only told, not caught.
    private bool Met(Exception failure)
    {
        health.Met(failure switch
        {
            HttpRequestException { InnerException: FormatException } => failure.Message,
            HttpRequestException { InnerException: SocketException socket } => $"no connection ({socket.SocketErrorCode})",
            HttpRequestException { HttpRequestError: var error } => $"no connection ({error})",
            OperationCanceledException => "no answer in time",
            _ => failure.GetType().Name,
        });
        return true;
    }
}
