using CozeDevice.Audio;
using Microsoft.Extensions.Logging;

namespace CozeDevice.Linux.Alsa;

/// <summary>Log messages 3920 to 3939.</summary>
internal static partial class AlsaLog
{
    [LoggerMessage(3920, LogLevel.Debug, "libasound: {Function}: {Text}")]
    internal static partial void Library(ILogger logger, string function, string text);

    [LoggerMessage(3921, LogLevel.Information, "{Direction} device \"{Name}\": {Config}{Conversion}")]
    internal static partial void Opened(ILogger logger, AudioDirection direction, string name, PcmConfig config, string conversion);

    [LoggerMessage(3922, LogLevel.Warning,
        "the rate of \"{Name}\" is converted by libasound without a filter, sounds above 8 kHz fold into speech: run apt-get install {Package}")]
    internal static partial void Aliasing(ILogger logger, string name, string package);
}
