using Xunit;
using static CozeDevice.Tests.Alsa.BenchDevice;

namespace CozeDevice.Tests.Alsa;

/// <summary>Runs a test that means something only while the machine keeps up with the device, again and slower if it did not.</summary>
/// <remarks>What happens when it does not keep up has tests of its own.</remarks>
internal static class Calm
{
    private const int Attempts = 12;
    private const int Slowest = 12; // percent: even a short buffer is then longer than what a busy machine puts a thread aside for

    /// <summary>Runs the body with a fresh device until it is not disturbed.</summary>
    /// <param name="speed">Of the first attempt, in percent of real time; each next is half as fast.</param>
    /// <param name="body">The test. It calls <see cref="Require"/> before it looks at what came out.</param>
    public static void Run(int speed, Action<BenchDevice> body)
    {
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            using var device = new BenchDevice { [Slot.Speed] = Math.Max(Slowest, speed >> attempt) };
            try
            {
                body(device);
                return;
            }
            catch (DisturbedException)
            {
                // the machine was busy with something else
            }
        }

        Assert.Fail($"the machine was too busy for real-time audio {Attempts} times in a row");
    }

    /// <summary>Ends the attempt if sound was lost because the machine was busy.</summary>
    public static void Require(BenchDevice device)
    {
        if (device[Slot.Xruns] > 0) throw new DisturbedException();
    }

    private sealed class DisturbedException : Exception;
}
