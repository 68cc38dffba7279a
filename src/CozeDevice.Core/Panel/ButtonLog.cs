using Microsoft.Extensions.Logging;

namespace CozeDevice.Panel;

/// <summary>Log lines of the buttons, ids 1150 to 1199, never reused.</summary>
internal static partial class ButtonLog
{
    [LoggerMessage(1150, LogLevel.Warning,
        "The button {Button} is held for longer than anybody speaks, or was held at the start; it is ignored until it is let go")]
    internal static partial void Stuck(this ILogger logger, string button);

    [LoggerMessage(1151, LogLevel.Information, "The button {Button} was let go and works again")]
    internal static partial void Freed(this ILogger logger, string button);

    [LoggerMessage(1152, LogLevel.Information, "The button {Button}: {Gesture} was refused: {Reason}")]
    internal static partial void Refused(this ILogger logger, string button, Gesture gesture, string reason);

    [LoggerMessage(1153, LogLevel.Debug, "The button {Button}: {Gesture}")]
    internal static partial void Happened(this ILogger logger, string button, Gesture gesture);

    [LoggerMessage(1154, LogLevel.Error, "The button {Button}: {Gesture} failed")]
    internal static partial void Failed(this ILogger logger, string button, Gesture gesture, Exception failure);
}
