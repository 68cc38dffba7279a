using System.Diagnostics;
using System.Globalization;
using CozeDevice.HardwareTests.Board;
using CozeDevice.Tests.Support;
using Xunit;

namespace CozeDevice.HardwareTests.Leds;

/// <summary><c>cozedevice led</c> as people and systemd call it.</summary>
public sealed class LedProgramTests
{
    private const double Limit = 90;

    [Fact]
    public async Task Led_test_shows_a_pattern_and_Ctrl_C_leaves_the_LED_dark()
    {
        Requires.Uleds();
        using var led = new SimulatedLed("cozedevice-program");
        using Process program = Start("led", "test", "--pattern", "listening", "--seconds", "600", "--set", "Led:Name=cozedevice-program");
        await KernelFile.UntilAsync(() => led.Brightness == 255 || program.HasExited, "the LED is lit", Limit);
        Assert.False(program.HasExited);

        await SignalAsync("-INT", program);
        await program.WaitForExitAsync().Within(Limit);

        Assert.Equal(0, program.ExitCode);
        Assert.Equal(0, led.Brightness);
        Assert.StartsWith("listening", await program.StandardOutput.ReadToEndAsync().Within(Limit), StringComparison.Ordinal);
    }

    [Fact]
    public async Task After_a_crash_the_stop_hook_shows_that_nobody_is_there()
    {
        Requires.Uleds();
        using var led = new SimulatedLed("cozedevice-crash");
        using Process program = Start("led", "test", "--pattern", "listening", "--seconds", "600", "--set", "Led:Name=cozedevice-crash");
        await KernelFile.UntilAsync(() => led.Brightness == 255, "the LED is lit", Limit);
        program.Kill();
        await program.WaitForExitAsync().Within(Limit);
        Assert.Equal(255, led.Brightness); // the kernel keeps what it was told

        Assert.Equal("led dead", await RunAsync("led", "dead", "--set", "Led:Name=cozedevice-crash"));
        Assert.Contains("[timer]", KernelFile.Read($"{led.Folder}/trigger"), StringComparison.Ordinal);
        Assert.Equal("9000", KernelFile.Read($"{led.Folder}/delay_off"));

        Assert.Equal("led off", await RunAsync("led", "off", "--set", "Led:Name=cozedevice-crash"));
        Assert.Contains("[none]", KernelFile.Read($"{led.Folder}/trigger"), StringComparison.Ordinal);
        Assert.Equal(0, led.Brightness);
    }

    private static async Task<string> RunAsync(params string[] arguments)
    {
        using Process program = Start(arguments);
        string said = await program.StandardOutput.ReadToEndAsync().Within(Limit);
        await program.WaitForExitAsync().Within(Limit);
        Assert.Equal(0, program.ExitCode);
        return said.TrimEnd();
    }

    private static Process Start(params string[] arguments) => Process.Start(new ProcessStartInfo(
        "dotnet",
        [
            Path.Combine(AppContext.BaseDirectory, "cozedevice.dll"), .. arguments,
            "--set", "Led:Kind=sysfs", "--set", "Control:Socket=/nonexistent/control.sock",
        ])
    {
        RedirectStandardOutput = true,
    })!;

    private static async Task SignalAsync(string signal, Process program)
    {
        using Process kill = Process.Start("kill", [signal, program.Id.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync().Within(Limit);
    }
}
