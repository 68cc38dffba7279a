using CozeDevice.Audio;
using CozeDevice.Commands;
using CozeDevice.SoundCheck;
using Xunit;

namespace CozeDevice.Tests.SoundCheck;

public sealed class EchoReportTests
{
    [Theory]
    [InlineData(-6, 30, 31, 2, EchoState.Trusted, "good")]
    [InlineData(-6, 10, 8, 2, EchoState.Learning, "good")] // below the room
    [InlineData(-6, 30, 15, 15, EchoState.Trusted, "fair")]
    [InlineData(-6, 30, 6, 24, EchoState.Learning, "poor")]
    [InlineData(-6, 30, 0, 30, EchoState.Refused, "two_clocks")]
    [InlineData(-6, 2, 0, 2, EchoState.Learning, "no_echo")]
    [InlineData(-40, 6, 0, 6, EchoState.Refused, "no_echo")] // behind a sound server that removes it
    public void Each_result_has_its_verdict(
        double echoDb, double aboveRoomDb, double attenuationDb, double leftDb, EchoState state, string verdict)
    {
        var status = new EchoStatus(state, 40, 0.2, attenuationDb, 1, 0);
        var report = new EchoReport(30, status, echoDb, aboveRoomDb, attenuationDb, leftDb, 0, new(30, -10, -30, 0, 0, default));

        Assert.Equal(verdict, EchoText.NameOf(report.Verdict));
        Assert.NotEmpty(EchoText.Advice(report));
    }

    [Fact]
    public void An_echo_nobody_recognises_is_poor_unless_it_is_faint()
    {
        Assert.Equal(EchoVerdict.Poor, Unknown(-10).Verdict);
        Assert.Contains("later than half a second", EchoText.Advice(Unknown(-10)), StringComparison.Ordinal);
        Assert.Equal(EchoVerdict.NoEcho, Unknown(-25).Verdict);

        static EchoReport Unknown(double echoDb) => new(
            30, new(EchoState.Learning, null, null, 0, 1, 0), echoDb, 30, 0, 30, 0, new(30, -10, -30, 0, 0, default));
    }
}
