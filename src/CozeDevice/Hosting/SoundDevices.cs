using CozeDevice.Audio;
using CozeDevice.Linux.Alsa;
using Microsoft.Extensions.Logging;

namespace CozeDevice.Hosting;

/// <summary>The sound devices of this machine.</summary>
internal static class SoundDevices
{
    /// <summary>Files and <c>null</c> first, then everything ALSA has a name for.</summary>
    /// <param name="time">The clock.</param>
    /// <param name="logs">Logs.</param>
    public static IAudioDevices Create(TimeProvider time, ILoggerFactory logs) =>
        new FileAndNullDevices(time, new AlsaDevices(time, logs.CreateLogger<AlsaDevices>()));
}
