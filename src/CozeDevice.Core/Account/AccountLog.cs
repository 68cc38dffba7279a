using Microsoft.Extensions.Logging;

namespace CozeDevice.Account;

/// <summary>Log lines about tokens, 5000 to 5099. None of them holds one.</summary>
internal static partial class AccountLog
{
    [LoggerMessage(5000, LogLevel.Information, "The login was renewed; its token is good for {Minutes:0} minutes")]
    public static partial void Renewed(this ILogger logger, double minutes);

    [LoggerMessage(5001, LogLevel.Warning, "The login cannot be renewed now ({Reason}); its token is used while it is good")]
    public static partial void RenewalPostponed(this ILogger logger, string reason);

    [LoggerMessage(5002, LogLevel.Warning, "The login is over: {Reason}; run cozedevice login")]
    public static partial void LoginOver(this ILogger logger, string reason);

    [LoggerMessage(5003, LogLevel.Warning, "Auth:Command: {Line}")]
    public static partial void HelperSaid(this ILogger logger, string line);

    [LoggerMessage(5004, LogLevel.Debug, "{Place} gave a token")]
    public static partial void TokenGiven(this ILogger logger, string place);

    [LoggerMessage(5005, LogLevel.Information, "The clock of this board differs from the service's by {Seconds:0} s; requests are signed with the service's")]
    public static partial void ClockCorrected(this ILogger logger, double seconds);

    [LoggerMessage(5006, LogLevel.Warning, "The end of the login cannot be stored ({Reason})")]
    public static partial void EndNotStored(this ILogger logger, string reason);
}
