namespace CozeDevice.Tests.Alsa;

/// <summary>The clock of a bench device that runs a whole number of times faster than the world.</summary>
internal sealed class FastTime(int speed) : TimeProvider
{
    public override long TimestampFrequency => System.TimestampFrequency / speed;

    public override long GetTimestamp() => System.GetTimestamp();
}
