using Microsoft.Extensions.Logging;

namespace CozeDevice.Update;

/// <summary>What the updater says, to the journal and to whoever called it.</summary>
internal static partial class UpdateLog
{
    [LoggerMessage(6500, LogLevel.Warning, "an update was cut off while {Phase}; it goes on")]
    public static partial void Cut(ILogger logger, UpdatePhase phase);

    [LoggerMessage(6501, LogLevel.Information, "update to {Version}: {Phase}, attempt {Attempt}")]
    public static partial void Phase(ILogger logger, UpdatePhase phase, string version, int attempt);

    [LoggerMessage(6502, LogLevel.Warning, "{Phase} failed: {Problem}")]
    public static partial void Failed(ILogger logger, UpdatePhase phase, string problem);

    [LoggerMessage(6503, LogLevel.Information, "update {Verdict}: from {From} to {To} {Reason}")]
    public static partial void Ended(ILogger logger, UpdateVerdict verdict, string from, string to, string reason);

    [LoggerMessage(6504, LogLevel.Information, "downloading {File}, {Bytes} bytes")]
    public static partial void Downloading(ILogger logger, string file, long bytes);

    [LoggerMessage(6505, LogLevel.Information, "waiting until nobody talks to the device")]
    public static partial void Waiting(ILogger logger);

    [LoggerMessage(6506, LogLevel.Warning, "{File} was damaged and is kept as {Aside}")]
    public static partial void Damaged(ILogger logger, string file, string aside);
}
