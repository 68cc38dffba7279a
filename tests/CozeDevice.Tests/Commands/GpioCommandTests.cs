using Xunit;

namespace CozeDevice.Tests.Commands;

/// <summary>The commands where there is nothing to find; on a board see the hardware tests.</summary>
public sealed class GpioCommandTests
{
    [Fact]
    public async Task A_chip_that_is_not_there_is_one_clear_line_and_five()
    {
        ProgramRun run = await ProgramRun.OfAsync(["gpio", "watch", "--chip", "/dev/gpiochip_none", "--line", "GPIO17"]);

        Assert.Equal((5, "cozedevice: /dev/gpiochip_none does not exist\n", ""), (run.ExitCode, run.Error, run.Out));
    }

    [Theory]
    [InlineData("--seconds", "0")]
    [InlineData("--seconds", "x")]
    [InlineData("--lien", "GPIO17")]
    [InlineData("--input", "auto", "--line", "GPIO17")]
    [InlineData("--set", "Button:Line=none")]
    public async Task What_makes_no_sense_is_one_clear_line_and_two(params string[] args)
    {
        ProgramRun run = await ProgramRun.OfAsync(["gpio", "watch", .. args]);

        Assert.Equal(2, run.ExitCode);
        Assert.Single(run.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    [Fact]
    public async Task An_input_device_that_is_not_there_is_one_clear_line_and_five()
    {
        ProgramRun run = await ProgramRun.OfAsync(["gpio", "watch", "--input", "/dev/input/event_none"]);

        Assert.Equal((5, "cozedevice: /dev/input/event_none does not exist\n"), (run.ExitCode, run.Error));
    }
}
