using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Text.Json;
using CozeDevice.Link;

namespace CozeDevice.Account;

/// <content>One request, and what a failure of it means.</content>
public sealed partial class OAuthClient
{
    private const int MaxAnswerBytes = 64 * 1024;

    private async Task<OAuthAnswer> SendAsync(
        string path, string? bearer, Action<Utf8JsonWriter> members, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(Limit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        using var request = new HttpRequestMessage(HttpMethod.Post, new UriBuilder(api) { Path = api.AbsolutePath.TrimEnd('/') + Root + path }.Uri);
        request.Content = new ByteArrayContent(Body(members));
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        request.Headers.TryAddWithoutValidation("User-Agent", userAgent);
        if (bearer is not null)
            request.Headers.TryAddWithoutValidation("Authorization", "Bearer " + bearer);
        Refused?.Forget();
        try
        {
            using HttpResponseMessage response = await http.SendAsync(request, either.Token).ConfigureAwait(false);
            byte[] content = await ReadAsync(response, either.Token).ConfigureAwait(false);
            return OAuthAnswer.Read(response, content, time.GetUtcNow());
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new OAuthException($"{api.Host} did not answer within {Limit.TotalSeconds:0} s") { Obstacle = TokenObstacle.Timeout };
        }
        catch (Exception failure) when (failure is HttpRequestException or IOException)
        {
            throw Describe(failure);
        }
    }

    private static async Task<byte[]> ReadAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        Stream body = await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        await using (body.ConfigureAwait(false))
        {
            var content = new byte[MaxAnswerBytes + 1];
            int length = await body.ReadAtLeastAsync(content, content.Length, throwOnEndOfStream: false, cancellationToken)
                .ConfigureAwait(false);
            return length <= MaxAnswerBytes
                ? content[..length]
                : throw new OAuthException("the answer of the service is larger than 64 KiB") { Obstacle = TokenObstacle.Network };
        }
    }

    private OAuthException Describe(Exception failure)
    {
        for (Exception? cause = failure; cause is not null; cause = cause.InnerException)
        {
            switch (cause)
            {
                case HttpRequestException { HttpRequestError: HttpRequestError.NameResolutionError }:
                case SocketException { SocketErrorCode: SocketError.HostNotFound or SocketError.TryAgain or SocketError.NoData }:
                    return Failed($"the name {api.Host} was not resolved", TokenObstacle.Dns, failure);
                case AuthenticationException when ClockCheck.Describe(time.GetUtcNow(), BuiltAt, Refused?.Dates) is { } clock:
                    return Failed(clock, TokenObstacle.Clock, failure);
                case AuthenticationException:
                    return Failed($"the certificate of {api.Host} is not trusted", TokenObstacle.Tls, failure);
                case SocketException { SocketErrorCode: SocketError.TimedOut }:
                    return Failed($"{api.Host} did not answer", TokenObstacle.Timeout, failure);
                case SocketException refused:
                    return Failed($"no connection to {api.Host} ({refused.SocketErrorCode})", TokenObstacle.Network, failure);
            }
        }
        return Failed($"the connection to {api.Host} broke", TokenObstacle.Network, failure);
    }

    private static OAuthException Failed(string message, TokenObstacle obstacle, Exception cause) =>
        new(message, cause) { Obstacle = obstacle };

    /// <summary>Whether a status means that the service is out of order, not that it refuses.</summary>
    internal static bool IsOutOfOrder(HttpStatusCode status) =>
        status is HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests || (int)status >= 500;
}
