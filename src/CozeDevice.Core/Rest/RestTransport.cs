using System.Diagnostics.CodeAnalysis;
using CozeDevice.Account;
using CozeDevice.Link;
using Microsoft.Extensions.Logging;

namespace CozeDevice.Rest;

/// <summary>Sends calls: bearer header, honest user agent, TLS verified, no redirects, deadlines, rates and retries.</summary>
/// <remarks>Thread-safe. Owns one HTTP handler for its lifetime.</remarks>
internal sealed partial class RestTransport : IDisposable
{
    private static readonly TimeSpan ConnectLimit = TimeSpan.FromSeconds(10);

    private readonly RestSettings _settings;
    private readonly ITokenSource _tokens;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly Func<double> _random;
    private readonly RateGate _rates;
    private readonly RefusedCertificate _refused = new();
    private readonly HttpMessageInvoker _invoker;

    /// <summary>Makes a transport.</summary>
    /// <param name="settings">Where the service is.</param>
    /// <param name="tokens">Asked before each attempt.</param>
    /// <param name="time">Clock of deadlines, waits and rates.</param>
    /// <param name="logger">Where attempts are told.</param>
    /// <param name="random">Numbers from 0 to 1 for the back-off.</param>
    [SuppressMessage("Reliability", "CA2000", Justification = "The invoker owns the handler.")]
    internal RestTransport(
        RestSettings settings, ITokenSource tokens, TimeProvider time, ILogger logger, Func<double> random)
    {
        if (settings.ApiUrl.Scheme != Uri.UriSchemeHttps && !settings.ApiUrl.IsLoopback)
            throw new ArgumentException("Plain http is for loopback only.", nameof(settings));
        (_settings, _tokens, _time, _logger, _random) = (settings, tokens, time, logger, random);
        _rates = new RateGate(settings.Plan, time);
        SocketsHttpHandler handler = ServiceHttp.Handler(settings.Authorities, _refused.Judge);
        handler.ConnectTimeout = ConnectLimit;
        // What never arrives in full must not hold a connection of the pool.
        handler.MaxResponseDrainSize = 0;
        _invoker = new HttpMessageInvoker(handler);
    }

    /// <summary>The clock.</summary>
    internal TimeProvider Time => _time;

    /// <summary>Calls and reads the whole answer of JSON.</summary>
    /// <exception cref="RestException">It did not succeed.</exception>
    /// <exception cref="TokenException">There is no token.</exception>
    internal Task<System.Text.Json.JsonElement> SendAsync(RestCall call, CancellationToken cancellationToken) =>
        RunAsync(
            call,
            async (response, token) =>
            {
                using (response)
                    return (await ReadAsync(response, RestCall.MaxJsonBytes, token).ConfigureAwait(false)).Data();
            },
            cancellationToken);

    /// <summary>Calls, and hands the answer over once its head is there. Failures are told before.</summary>
    /// <typeparam name="T">What is made of it.</typeparam>
    /// <param name="call">The call.</param>
    /// <param name="read">Reads the answer; owns it.</param>
    /// <param name="cancellationToken">Ends it.</param>
    internal async Task<T> RunAsync<T>(
        RestCall call, Func<HttpResponseMessage, CancellationToken, Task<T>> read, CancellationToken cancellationToken)
    {
        var start = _time.GetTimestamp();
        using var deadline = new CancellationTokenSource(call.Deadline, _time);
        using var ends = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, deadline.Token);
        var isRenewed = false;
        var attempt = 1;
        try
        {
            while (true)
            {
                var token = await _tokens.GetTokenAsync(ends.Token).ConfigureAwait(false);
                await _rates.WaitAsync(call.Rate, ends.Token).ConfigureAwait(false);
                RestException failure;
                try
                {
                    return await read(await OpenAsync(call, token, ends.Token).ConfigureAwait(false), ends.Token).ConfigureAwait(false);
                }
                catch (RestException e)
                {
                    failure = WithoutToken(e, token);
                }
                if (failure.IsTokenRefused && !isRenewed)
                {
                    isRenewed = true;
                    var isNew = await _tokens.RenewAsync(token, ends.Token).ConfigureAwait(false);
                    _logger.TokenRefused(call.Method.Method, call.Path, isNew);
                    // Who is not known has changed nothing: every call may be made again.
                    if (isNew)
                        continue;
                }
                var left = call.Deadline - _time.GetElapsedTime(start);
                if (RetryRule.Next(attempt, failure, call.IsRepeatable, left, _random()) is not { } wait)
                    throw failure;
                attempt++;
                _logger.Again(call.Method.Method, call.Path, failure.Failure, wait.TotalSeconds);
                await Task.Delay(wait, _time, ends.Token).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (deadline.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw new RestException(RestFailure.Timeout, $"the service did not answer within {call.Deadline.TotalSeconds} s");
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _invoker.Dispose();

    private static RestException WithoutToken(RestException failure, string token)
    {
        var message = TokenText.Without(failure.Message, token);
        return message == failure.Message ? failure : new(failure.Failure, message)
        {
            Code = failure.Code,
            Status = failure.Status,
            LogId = failure.LogId,
            RetryAfter = failure.RetryAfter,
        };
    }
}
