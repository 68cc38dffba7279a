using CozeDevice.Audio;
using CozeDevice.Linux.Speex;
using CozeDevice.Tests.Support.Audio;
using Xunit;

namespace CozeDevice.Tests.Linux;

public sealed class SpeexEchoFilterTests
{
    private const int Frame = AudioFormat.FrameSamples;

    [Fact]
    public void Without_the_library_it_says_what_to_install()
    {
        var problem = Assert.Throws<EchoFilterException>(() => SpeexEchoFilter.Create(200, "libnosuchthing.so.9"));
        Assert.Equal(
            "speex needs libspeexdsp.so.1, which is not installed: run `apt-get install libspeexdsp1` or set Audio:EchoCancel to off",
            problem.Message);
    }

    [SpeexFact]
    public void It_learns_an_echo_and_forgets_it_on_reset()
    {
        using var filter = SpeexEchoFilter.Create(100);
        var noise = Signal.Noise(200 * Frame, amplitude: 8_000);
        var output = new short[Frame];
        for (var i = 1; i < 200; i++) Cancel(i);
        Assert.InRange(Power(output), 0, Power(noise) / 1_000);

        filter.Reset();
        Cancel(100);
        Assert.InRange(Power(output), Power(noise) / 16, double.MaxValue);

        void Cancel(int i)
        {
            var echo = new short[Frame];
            for (var k = 0; k < Frame; k++) echo[k] = (short)(noise[(i * Frame) + k - 100] / 2);
            filter.Cancel(echo, noise.AsSpan(i * Frame, Frame), output);
        }
    }

    [SpeexFact]
    public void Anything_but_frames_of_20_ms_is_refused()
    {
        using var filter = SpeexEchoFilter.Create(200);
        Assert.Throws<ArgumentException>(() => filter.Cancel(new short[160], new short[160], new short[160]));
    }

    private static double Power(short[] samples) => samples.Average(s => (double)s * s);
}
