namespace CozeDevice.Tests.Alsa;

/// <summary>The clock of a bench device that does not run in real time.</summary>
/// <param name="percent">Of real time: 400 is four times as fast.</param>
internal sealed class FastTime(int percent) : TimeProvider
{
    public override long TimestampFrequency => System.TimestampFrequency * 100 / percent;

    public override long GetTimestamp() => System.GetTimestamp();
}
