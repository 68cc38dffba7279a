using Microsoft.Extensions.Logging;

namespace CozeDevice.Linux.Input;

/// <summary>Log lines of the contacts, ids 4100 to 4119.</summary>
internal static partial class InputLog
{
    [LoggerMessage(4100, LogLevel.Debug, "The contact {Contact} is {What}")]
    internal static partial void Opened(ILogger logger, string contact, string what);

    [LoggerMessage(4101, LogLevel.Information, "The contact {Contact} is back: {What}")]
    internal static partial void Back(ILogger logger, string contact, string what);

    [LoggerMessage(4102, LogLevel.Warning, "The contact {Contact} does not work: {Problem}. The device goes on without it until it does")]
    internal static partial void Lost(ILogger logger, string contact, string problem);

    [LoggerMessage(4103, LogLevel.Information,
        "There is no button here ({Problem}); `cozedevice ctl press` and `ctl view` do what it would, and Button:Line names another")]
    internal static partial void NoButton(ILogger logger, string problem);

    [LoggerMessage(4104, LogLevel.Debug, "Devices that come and go are not told ({Reason}); what is missing is looked for every few seconds")]
    internal static partial void NoWatch(ILogger logger, string reason);

    [LoggerMessage(4105, LogLevel.Error, "The input thread ended by a defect")]
    internal static partial void Died(ILogger logger, Exception failure);
}
