using Microsoft.Extensions.Logging;

namespace CozeDevice.State;

/// <summary>Log lines of the remembered state, 6200 to 6299.</summary>
internal static partial class StateLog
{
    [LoggerMessage(
        6200, LogLevel.Warning,
        "{File} is damaged; it is kept as {Bad} and the device starts with nothing remembered")]
    public static partial void Corrupt(ILogger logger, string file, string bad);

    [LoggerMessage(
        6201, LogLevel.Warning,
        "{File} cannot be read ({Reason}); the device starts with nothing remembered")]
    public static partial void ReadFailed(ILogger logger, string file, string reason);

    [LoggerMessage(
        6202, LogLevel.Warning,
        "{File} cannot be written ({Reason}); volume and conversation will be forgotten")]
    public static partial void WriteFailed(ILogger logger, string file, string reason);

    [LoggerMessage(
        6203, LogLevel.Information,
        "the volume was left at 0 %; the device starts at {Percent} %, because one that says nothing looks broken "
        + "(--set Audio:Volume=0 starts silent)")]
    public static partial void VolumeRaised(ILogger logger, int percent);
}
