using System.Diagnostics;
using CozeDevice.HardwareTests.Board;

namespace CozeDevice.HardwareTests.Sound;

/// <summary>The kernel's loopback card. The agent uses its device 0; device 1 is the air around it: what is played into the one is
/// heard from the other, sample for sample, at the pace of the kernel's clock.</summary>
internal static class LoopbackCard
{
    /// <summary>The ALSA id.</summary>
    public const string Id = "Loopback";

    /// <summary>What the agent is configured with.</summary>
    public const string Agent = "plughw:CARD=Loopback,DEV=0";

    /// <summary>The agent's device as the driver has it, without conversion.</summary>
    public const string AgentDirect = "hw:CARD=Loopback,DEV=0";

    /// <summary>The other side.</summary>
    public const string Air = "hw:CARD=Loopback,DEV=1";

    /// <summary>The kernel's word on the agent's microphone.</summary>
    public const string CaptureStatus = "/proc/asound/Loopback/pcm0c/sub0/status";

    /// <summary>The kernel's word on the agent's speaker.</summary>
    public const string PlaybackStatus = "/proc/asound/Loopback/pcm0p/sub0/status";

    /// <summary>The kernel's word on what is played into the air.</summary>
    public const string AirPlaybackStatus = "/proc/asound/Loopback/pcm1p/sub0/status";

    private const string Driver = "/sys/bus/platform/drivers/snd_aloop", Device = "snd_aloop.0";

    /// <summary>Whether a stream is in a state of the kernel, such as <c>RUNNING</c> or <c>XRUN</c>.</summary>
    public static bool Is(string status, string state) =>
        KernelFile.Read(status).Contains($"state: {state}", StringComparison.Ordinal);

    /// <summary>Unplugs the card. The kernel lets go of it only when every program has closed it.</summary>
    /// <returns>Done when it is gone, with the time that took.</returns>
    public static Task<TimeSpan> UnplugAsync() => Task.Factory.StartNew(
        () =>
        {
            var watch = Stopwatch.StartNew();
            KernelFile.Write($"{Driver}/unbind", Device);
            return watch.Elapsed;
        },
        TaskCreationOptions.LongRunning);

    /// <summary>Plugs it in again.</summary>
    public static void Plug()
    {
        if (!Directory.Exists($"{Driver}/{Device}")) KernelFile.Write($"{Driver}/bind", Device);
    }
}
