using Microsoft.Extensions.Logging;

namespace CozeDevice.Rest;

/// <summary>Log lines of REST calls, ids 2300 to 2399, never reused. No token, no query, no text of a user.</summary>
internal static partial class RestLog
{
    [LoggerMessage(2300, LogLevel.Debug, "{Method} {Path}: HTTP {Status} (log id {LogId})")]
    internal static partial void Answered(this ILogger logger, string method, string path, int status, string? logId);

    [LoggerMessage(2301, LogLevel.Information, "{Method} {Path} failed ({Failure}); again in {DelaySeconds:0.0} s")]
    internal static partial void Again(this ILogger logger, string method, string path, RestFailure failure, double delaySeconds);

    [LoggerMessage(2302, LogLevel.Information, "{Method} {Path}: the token was refused; another one was had: {IsRenewed}")]
    internal static partial void TokenRefused(this ILogger logger, string method, string path, bool isRenewed);
}
