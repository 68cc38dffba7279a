using Microsoft.Extensions.Logging;

namespace CozeDevice.Link;

/// <summary>Log lines of the link, ids 2000 to 2099, never reused. No token, no audio, no text of a user.</summary>
internal static partial class LinkLog
{
    [LoggerMessage(2000, LogLevel.Debug, "Dialling {Host} (attempt {Attempt})")]
    internal static partial void Dialling(this ILogger logger, string host, int attempt);

    [LoggerMessage(2001, LogLevel.Information, "Online after {ElapsedMs:0} ms")]
    internal static partial void Online(this ILogger logger, double elapsedMs);

    [LoggerMessage(2002, LogLevel.Warning, "Link lost ({Kind}): {Reason}; next try in {DelaySeconds:0.0} s")]
    internal static partial void LinkLost(this ILogger logger, SessionEndKind kind, string reason, double delaySeconds);

    [LoggerMessage(2003, LogLevel.Warning, "Cannot connect ({Kind}): {Reason}; next try in {DelaySeconds:0.0} s")]
    internal static partial void CannotConnect(this ILogger logger, SessionEndKind kind, string reason, double delaySeconds);

    [LoggerMessage(2004, LogLevel.Warning, "Service error {Code}: {Text} (log id {LogId})")]
    internal static partial void ServiceError(this ILogger logger, int code, string text, string? logId);

    [LoggerMessage(2005, LogLevel.Debug, "Unreadable message of {Length} bytes ignored")]
    internal static partial void MalformedMessage(this ILogger logger, int length);

    [LoggerMessage(2006, LogLevel.Information, "Event of unknown type {Type} ignored (logged once per session)")]
    internal static partial void UnknownEventType(this ILogger logger, string type);

    [LoggerMessage(2007, LogLevel.Error, "The {Loop} loop of the link failed; the session ends")]
    internal static partial void LoopFailed(this ILogger logger, Exception failure, string loop);

    [LoggerMessage(2008, LogLevel.Debug, "Sent {Event}")]
    internal static partial void Sent(this ILogger logger, string @event);

    [LoggerMessage(2009, LogLevel.Information, "The service refused the token; another one was asked for, found: {Found}")]
    internal static partial void TokenRefused(this ILogger logger, bool found);

    [LoggerMessage(2010, LogLevel.Debug, "The network changed; the link is dialled at once")]
    internal static partial void NetworkChanged(this ILogger logger);
}
