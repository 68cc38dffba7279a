using CozeDevice.HardwareTests.Board;
using CozeDevice.Linux.Gpio;
using CozeDevice.Tests.Linux.Input;
using Xunit;

namespace CozeDevice.HardwareTests.Gpio;

/// <summary>Chips and lines by the kernel's own interface.</summary>
public sealed class GpioLineTests : IDisposable
{
    private const string Label = "pinctrl-bcm2711";

    private readonly SimulatedChip _chip;
    private readonly GpioFinder _finder = new();

    public GpioLineTests()
    {
        Requires.GpioSim();
        _chip = SimulatedChip.Create(Label, 28, (17, "GPIO17"), (25, "GPIO25"));
    }

    public void Dispose() => _chip.Dispose();

    [Fact]
    public void A_line_is_found_by_its_name_alone_and_a_chip_by_label_name_and_path()
    {
        foreach (string? chip in new[] { null, Label, _chip.Name, _chip.Path })
        {
            using GpioPlace place = _finder.Find(chip, "GPIO17");
            Assert.Equal((17u, Label, _chip.Path), (place.Line.Offset, place.Chip.Label, place.Chip.Path));
        }
        using GpioPlace byOffset = _finder.Find(Label, "5");
        Assert.Equal(5u, byOffset.Line.Offset);
    }

    [Fact]
    public void What_is_not_there_is_answered_with_what_is()
    {
        Assert.Contains("did you mean GPIO17?", Problem(Label, "GPIO71", GpioProblem.NoLine), StringComparison.Ordinal);
        Assert.Contains(Label, Problem("pinctrl-bcm9999", "GPIO17", GpioProblem.NoChip), StringComparison.Ordinal);
        Assert.Contains($"{_chip.Path}", Problem(_chip.Path, "28", GpioProblem.NoLine), StringComparison.Ordinal);
    }

    [Fact]
    public void An_output_drives_its_line()
    {
        using GpioPlace place = _finder.Find(null, "GPIO25");
        using GpioLine line = GpioLine.RequestOutput(place, activeLow: false, isActive: true);
        Assert.True(_chip.IsHigh(25));
        line.Write(false);
        Assert.False(_chip.IsHigh(25));
        line.Write(true);
        Assert.True(_chip.IsHigh(25));
    }

    [Fact]
    public void An_output_that_is_active_low_is_low_when_it_is_on()
    {
        using GpioPlace place = _finder.Find(null, "GPIO25");
        using GpioLine line = GpioLine.RequestOutput(place, activeLow: true, isActive: true);
        Assert.False(_chip.IsHigh(25));
        Assert.True(line.Read());
    }

    [Fact]
    public void An_input_is_pulled_away_from_the_press_by_the_chip_and_described_so()
    {
        using GpioPlace place = _finder.Find(null, "GPIO17");
        using GpioLine line = GpioLine.RequestInput(
            place, new GpioInput { ActiveLow = true, Bias = GpioBias.PullUp, Debounce = TimeSpan.FromMilliseconds(5) });

        Assert.True(line.HasKernelDebounce);
        Assert.True(_chip.IsHigh(17));
        Assert.False(line.Read());
        using GpioChip chip = GpioChip.Open(_chip.Path);
        GpioLineInfo info = chip.Describe(17);
        Assert.Equal(("cozedevice", true, true, GpioBias.PullUp), (info.Consumer, info.IsUsed, info.IsActiveLow, info.Bias));
    }

    [Fact]
    public void A_line_in_use_names_its_user()
    {
        using GpioPlace place = _finder.Find(null, "GPIO17");
        using GpioLine line = GpioLine.RequestOutput(place, activeLow: false, isActive: false);

        GpioException e = Assert.Throws<GpioException>(() => GpioLine.RequestInput(place, new GpioInput()));

        Assert.Equal(GpioProblem.Busy, e.Problem);
        Assert.EndsWith("is in use by \"cozedevice\"", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Edges_beyond_what_the_kernel_keeps_cost_no_press_and_no_release()
    {
        var contact = new GpioContact(
            new GpioContactSettings(null, "GPIO17", new GpioInput { ActiveLow = true }, IsOptional: false), _finder, TimeProvider.System);
        var listener = new FakeListener();
        _chip.Pull(17, high: true);
        contact.Open(Now);
        // The kernel keeps 16 of these 41: the first are gone, the press is the last.
        for (int i = 0; i <= 40; i++) _chip.Pull(17, high: i % 2 != 0);
        // Edges come by a thread of the kernel's own.
        await Task.Delay(500);
        contact.Take(listener, Now);

        Assert.True(listener.Moves[^1].IsClosed);
        Assert.All(listener.Moves.Index(), move => Assert.Equal(move.Index % 2 == 0, move.Item.IsClosed));
        contact.Close();
    }

    [Fact]
    public async Task Edges_carry_the_clock_of_timestamps()
    {
        var contact = new GpioContact(
            new GpioContactSettings(null, "GPIO17", new GpioInput { ActiveLow = true }, IsOptional: false), _finder, TimeProvider.System);
        var listener = new FakeListener();
        _chip.Pull(17, high: true);
        contact.Open(Now);
        long before = Now;
        _chip.Pull(17, high: false);
        await KernelFile.UntilAsync(
            () =>
            {
                contact.Take(listener, Now);
                return listener.Moves.Count > 0;
            },
            "the edge comes");

        (bool isClosed, long at) = Assert.Single(listener.Moves);
        Assert.True(isClosed);
        Assert.InRange(at, before, Now);
        contact.Close();
    }

    private static long Now => TimeProvider.System.GetTimestamp();

    private string Problem(string? chip, string line, GpioProblem problem)
    {
        GpioException e = Assert.Throws<GpioException>(() => _finder.Find(chip, line));
        Assert.Equal(problem, e.Problem);
        return e.Message;
    }
}
