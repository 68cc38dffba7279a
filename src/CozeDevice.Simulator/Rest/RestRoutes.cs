using CozeDevice.Simulator.OAuth;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace CozeDevice.Simulator.Rest;

/// <summary>Registers endpoints and puts the common rules around each: log id, token, rate, failures, 405.</summary>
/// <param name="app">Where the endpoints are mapped.</param>
/// <param name="options">The rules.</param>
internal sealed class RestRoutes(IEndpointRouteBuilder app, RestOptions options)
{
    private readonly RateLimit _rate = new(options.RequestsPerSecond, options.Time);
    private readonly Dictionary<string, string> _methods = new(StringComparer.Ordinal);

    /// <summary>An endpoint of the API, which needs a token.</summary>
    internal void Api(string method, string pattern, Func<RestCall, Task> handler) => Map(method, pattern, call =>
    {
        var token = BearerTokens.Parse(call.Http.Request.Headers.Authorization);
        if (!options.Bearers.Accepts(token))
            throw new ApiException(ErrorCode.Unauthorized, "authentication is invalid");
        if (!_rate.TryTake())
            throw new ApiException(ErrorCode.TooManyRequests, "requests per second exceeded");
        return handler(call);
    });

    /// <summary>An endpoint anybody may call.</summary>
    internal void Open(string method, string pattern, Func<RestCall, Task> handler) => Map(method, pattern, handler);

    /// <summary>Answers what no endpoint answers; called once, at the end.</summary>
    internal void Close()
    {
        foreach (var (pattern, allowed) in _methods)
        {
            app.Map(pattern, http => AnswerAsync(http, call =>
            {
                call.Http.Response.Headers.Allow = allowed;
                throw new ApiException(ErrorCode.BadParameter, $"The method should be one of: {allowed}.", 405);
            }));
        }

        app.MapFallback("{**path}", http => AnswerAsync(http, static call =>
            throw new ApiException(ErrorCode.NotFound, $"the resource {call.Http.Request.Path} does not exist")));
    }

    private void Map(string method, string pattern, Func<RestCall, Task> handler)
    {
        app.MapMethods(pattern, [method], http => AnswerAsync(http, handler));
        _methods[pattern] = _methods.TryGetValue(pattern, out var others) ? $"{others}, {method}" : method;
    }

    private async Task AnswerAsync(HttpContext http, Func<RestCall, Task> handler)
    {
        var call = new RestCall(http, LogIds.Next(), options.MaxBodyBytes);
        // One SDK looks for exactly this spelling.
        http.Response.Headers["X-Tt-Logid"] = call.LogId;
        try
        {
            await handler(call);
        }
        catch (ApiException failure)
        {
            await call.AnswerAsync(failure);
        }
        catch (OperationCanceledException) when (call.Aborted.IsCancellationRequested)
        {
            // Nobody is left to be answered.
        }
    }
}
