using Microsoft.Extensions.Logging;

namespace CozeDevice.Control;

/// <summary>Log lines of the control socket, 6000 to 6099.</summary>
internal static partial class ControlLog
{
    [LoggerMessage(6000, LogLevel.Information, "The control socket is {Path}")]
    public static partial void Listening(ILogger logger, string path);

    [LoggerMessage(6001, LogLevel.Debug, "Control client {Client} connected")]
    public static partial void Connected(ILogger logger, int client);

    [LoggerMessage(6002, LogLevel.Debug, "Control client {Client} is gone: {Reason}")]
    public static partial void Disconnected(ILogger logger, int client, string reason);

    [LoggerMessage(6003, LogLevel.Warning, "Control client {Client} reads too slowly and was disconnected")]
    public static partial void TooSlow(ILogger logger, int client);

    [LoggerMessage(6004, LogLevel.Warning, "{Limit} control clients are connected, no more are taken")]
    public static partial void TooMany(ILogger logger, int limit);

    [LoggerMessage(6005, LogLevel.Error, "Control client {Client}: a command failed")]
    public static partial void CommandFailed(ILogger logger, int client, Exception exception);

    [LoggerMessage(6006, LogLevel.Warning, "The control socket could not take a client: {Reason}")]
    public static partial void AcceptFailed(ILogger logger, string reason);

    [LoggerMessage(6007, LogLevel.Error, "Control client {Client} was disconnected because of a defect")]
    public static partial void Broken(ILogger logger, int client, Exception exception);
}
