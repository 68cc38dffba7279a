using System.Runtime.InteropServices;

namespace CozeDevice.HardwareTests.Sound;

/// <summary><c>aplay</c> into the air: what the agent's microphone hears.</summary>
internal sealed class Player : SoundProgram
{
    private const int PeriodMs = 20;

    private readonly Task _feeding;

    private Player(short[] samples, string device, bool isRepeated)
        : base("aplay", device, rate: 16_000, channels: 1, PeriodMs) =>
        _feeding = FeedAsync(samples, isRepeated);

    /// <summary>Done when all was handed over.</summary>
    public Task Completion => _feeding;

    /// <summary>Starts playing.</summary>
    /// <param name="samples">What is said; with none of them it only holds the device.</param>
    /// <param name="device">Where.</param>
    /// <param name="isRepeated">Again and again, until it is disposed.</param>
    public static async Task<Player> StartAsync(short[] samples, string device = LoopbackCard.Air, bool isRepeated = false)
    {
        var player = new Player(samples, device, isRepeated);
        await player.UntilOpenAsync(device == LoopbackCard.Air ? LoopbackCard.AirPlaybackStatus : LoopbackCard.PlaybackStatus);
        return player;
    }

    private async Task FeedAsync(short[] samples, bool isRepeated)
    {
        if (samples.Length == 0) return;
        byte[] bytes = MemoryMarshal.AsBytes<short>(samples).ToArray();
        await using Stream stream = Process.StandardInput.BaseStream;
        try
        {
            do await stream.WriteAsync(bytes);
            while (isRepeated);
        }
        catch (IOException)
        {
            // It was ended, or its card was unplugged.
        }
    }
}
