using Microsoft.Extensions.Logging;

namespace CozeDevice.Account;

/// <summary>Log lines about the stored login, 6300 to 6399.</summary>
internal static partial class LoginLog
{
    [LoggerMessage(6300, LogLevel.Warning, "{File} is damaged; it is kept as {Bad}: run cozedevice login")]
    public static partial void Damaged(ILogger logger, string file, string bad);

    [LoggerMessage(6301, LogLevel.Warning, "{File} cannot be read ({Reason}): run cozedevice login as the user of the agent, or as root")]
    public static partial void Unreadable(ILogger logger, string file, string reason);

    [LoggerMessage(6302, LogLevel.Information, "The login on this board has changed: the link tries at once")]
    public static partial void LoginSeen(ILogger logger);

    [LoggerMessage(6303, LogLevel.Information, "Logged out: the session ends")]
    public static partial void LoggedOut(ILogger logger);

    [LoggerMessage(6304, LogLevel.Warning, "Changes of the login are not seen at once ({Reason}); a press or five minutes will do")]
    public static partial void NotWatched(ILogger logger, string reason);

    [LoggerMessage(6305, LogLevel.Warning, "The login could not be kept alive: {Reason}")]
    public static partial void NotKept(ILogger logger, string reason);

    [LoggerMessage(6306, LogLevel.Warning, "{File} holds a secret and may be read by others: {Remedy}")]
    public static partial void SecretReadable(ILogger logger, string file, string remedy);
}
