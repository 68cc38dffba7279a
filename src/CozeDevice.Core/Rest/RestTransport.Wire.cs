using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Security.Authentication;
using CozeDevice.Link;

namespace CozeDevice.Rest;

/// <content>One attempt.</content>
internal sealed partial class RestTransport
{
    private const string LogIdHeader = "X-Tt-Logid";
    private const int ChunkBytes = 64 * 1024;
    private const int MaxLogIdLength = 128;

    /// <summary>Reads an answer to its end.</summary>
    /// <param name="response">The answer.</param>
    /// <param name="most">The most bytes that are read.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="RestException">It is larger, or was cut.</exception>
    internal async Task<RestAnswer> ReadAsync(HttpResponseMessage response, int most, CancellationToken cancellationToken)
    {
        if (response.Content.Headers.ContentLength > most)
            throw TooLarge(most);
        using var body = new MemoryStream();
        await CopyAsync(response, body, most, cancellationToken).ConfigureAwait(false);
        return AnswerOf(response, body.ToArray());
    }

    /// <summary>Copies the body of an answer.</summary>
    /// <returns>Bytes copied.</returns>
    /// <exception cref="RestException">It is larger, or was cut.</exception>
    internal static async Task<long> CopyAsync(
        HttpResponseMessage response, Stream destination, long most, CancellationToken cancellationToken)
    {
        var stream = await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        var chunk = new byte[ChunkBytes];
        for (long total = 0; ;)
        {
            int read;
            try
            {
                read = await stream.ReadAsync(chunk, cancellationToken).ConfigureAwait(false);
            }
            catch (Exception cut) when (cut is IOException or HttpRequestException)
            {
                throw new RestException(RestFailure.Network, "the answer was cut: the connection broke in the middle of it", cut);
            }
            if (read == 0)
                return total;
            total += read;
            if (total > most)
                throw TooLarge(most);
            await destination.WriteAsync(chunk.AsMemory(0, read), cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Status and headers of an answer.</summary>
    internal RestAnswer AnswerOf(HttpResponseMessage response, byte[] body) =>
        new((int)response.StatusCode, response.Content.Headers.ContentType?.MediaType ?? "", body)
        {
            LogId = LogIdOf(response),
            RetryAfter = RestRefusal.RetryAfter(response.Headers.RetryAfter, _time.GetUtcNow()),
        };

    private static RestException TooLarge(long most) => new(
        RestFailure.BadAnswer, $"the answer is larger than {most / (1024 * 1024)} MiB and was not read to its end");

    private static string? LogIdOf(HttpResponseMessage response)
    {
        if (!response.Headers.TryGetValues(LogIdHeader, out var values))
            return null;
        foreach (var value in values)
        {
            var clean = RestRefusal.Clean(value);
            return clean.Length > MaxLogIdLength ? clean[..MaxLogIdLength] : clean;
        }
        return null;
    }

    private async Task<HttpResponseMessage> OpenAsync(RestCall call, string token, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(call.Method, Address(call.Address));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        request.Headers.TryAddWithoutValidation("User-Agent", _settings.UserAgent);
        request.Content = call.Content?.Invoke();
        _refused.Forget();
        try
        {
            var response = await _invoker.SendAsync(request, cancellationToken).ConfigureAwait(false);
            _logger.Answered(call.Method.Method, call.Path, (int)response.StatusCode, LogIdOf(response));
            return response;
        }
        catch (HttpRequestException failure)
        {
            throw Describe(failure);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // The handler's own limit for a connection.
            throw new RestException(RestFailure.NotConnected, $"no connection within {ConnectLimit.TotalSeconds} s");
        }
    }

    private Uri Address(string pathAndQuery) =>
        new(_settings.ApiUrl.GetLeftPart(UriPartial.Path).TrimEnd('/') + pathAndQuery);

    private RestException Describe(HttpRequestException failure)
    {
        for (Exception? cause = failure; cause is not null; cause = cause.InnerException)
        {
            switch (cause)
            {
                case AuthenticationException tls:
                    return new(RestFailure.NotConnected, DescribeTls(tls), failure);
                case SocketException { SocketErrorCode: SocketError.HostNotFound or SocketError.TryAgain or SocketError.NoData }:
                    return new(RestFailure.NotConnected, $"the name {_settings.ApiUrl.Host} was not resolved", failure);
                case SocketException refused when failure.HttpRequestError == HttpRequestError.ConnectionError:
                    return new(RestFailure.NotConnected, $"no connection to {_settings.ApiUrl.Authority} ({refused.SocketErrorCode})", failure);
            }
        }
        return failure.HttpRequestError == HttpRequestError.ConfigurationLimitExceeded
            ? new(RestFailure.BadAnswer, "the head of the answer is too large", failure)
            : new(RestFailure.Network, "the connection broke before an answer came", failure);
    }

    private string DescribeTls(AuthenticationException failure) =>
        ClockCheck.Describe(_time.GetUtcNow(), _settings.BuiltAt, _refused.Dates)
        ?? $"the certificate of {_settings.ApiUrl.Host} is not trusted ({RestRefusal.Clean(failure.Message.Split('\n', 2)[0])}); Coze:CaFile adds a root";
}
