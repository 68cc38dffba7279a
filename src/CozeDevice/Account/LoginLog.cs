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

    [LoggerMessage(6307, LogLevel.Information, "Nobody is signed in: open {Address} and type {Code}")]
    public static partial void CodeShown(ILogger logger, string code, string address);

    [LoggerMessage(6308, LogLevel.Information, "Signed in; the login is stored and renews itself")]
    public static partial void LoggedIn(ILogger logger);

    [LoggerMessage(6309, LogLevel.Warning, "The code was not used ({Reason}): press the button for another one")]
    public static partial void CodeUnused(ILogger logger, string reason);

    [LoggerMessage(6310, LogLevel.Warning, "Nobody is signed in, and a login cannot be stored: {Reason}")]
    public static partial void NotStored(ILogger logger, string reason);

    [LoggerMessage(6311, LogLevel.Warning, "Nobody is signed in, and there is no code yet ({Reason}): trying again")]
    public static partial void NoCode(ILogger logger, string reason);

    [LoggerMessage(6312, LogLevel.Information, "{Reason}; still waiting for the code to be typed")]
    public static partial void StillWaiting(ILogger logger, string reason);
}
