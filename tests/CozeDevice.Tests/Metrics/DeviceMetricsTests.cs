using System.Text.RegularExpressions;
using CozeDevice.Conversation;
using CozeDevice.Link;
using CozeDevice.Metrics;
using CozeDevice.Tests.Conversation;
using Xunit;

namespace CozeDevice.Tests.Metrics;

public sealed class DeviceMetricsTests
{
    [Fact]
    public async Task Every_instrument_has_a_name_a_unit_and_a_description_of_the_convention()
    {
        await using var bench = new LoopBench();
        using var meter = new MeterReader(bench.Metrics);
        Assert.True(meter.Instruments.Count >= 20);
        Assert.All(meter.Instruments.Values, instrument =>
        {
            Assert.Matches("^cozedevice(\\.[a-z][a-z_]*)+$", instrument.Name);
            Assert.Matches("^(s|By|1|\\{[a-z]+\\})$", instrument.Unit!);
            Assert.EndsWith(".", instrument.Description, StringComparison.Ordinal);
            Assert.Equal("CozeDevice", instrument.Meter.Name);
        });
    }

    [Fact]
    public async Task A_tap_is_a_cancelled_turn_in_the_status_and_outside()
    {
        await using var bench = new LoopBench();
        using var meter = new MeterReader(bench.Metrics);
        await bench.Online();
        await bench.Do(new TapCommand());
        await bench.Settle();
        meter.Collect();
        Assert.Equal(
            [("cozedevice.turn.outcome=cancelled,cozedevice.turn.reason=tap", 1)], meter.Recorded("cozedevice.turns"));
        Assert.Equal(1, bench.Loop.Snapshot().Stats.Counters["turns_cancelled"]);
        Assert.Equal(0, bench.Loop.Snapshot().Stats.Counters["turns_completed"]);
    }

    [Fact]
    public async Task The_state_is_one_of_all_and_the_others_are_zero()
    {
        await using var bench = new LoopBench();
        using var meter = new MeterReader(bench.Metrics);
        await bench.Online();
        await bench.Do(new PressCommand());
        bench.Loop.Report("button", isPresent: true);
        await bench.Settle();
        meter.Collect();
        Assert.Equal(
            ["cozedevice.link.state=online"], meter.Recorded("cozedevice.link.state").Where(s => s.Value == 1).Select(s => s.Attributes));
        Assert.Equal(6, meter.Recorded("cozedevice.link.state").Count);
        Assert.Equal(
            ["cozedevice.turn.state=listening"], meter.Recorded("cozedevice.turn.state").Where(s => s.Value == 1).Select(s => s.Attributes));
        Assert.Equal([("cozedevice.fault.name=button", 1)], meter.Recorded("cozedevice.faults"));
    }

    [Fact]
    public async Task The_press_to_the_open_gate_is_measured_in_both_places()
    {
        await using var bench = new LoopBench();
        using var meter = new MeterReader(bench.Metrics);
        await bench.Online();
        await bench.Do(new PressCommand());
        Assert.Single(meter.Recorded("cozedevice.turn.press_to_gate"));
        Assert.Equal(1, bench.Loop.Snapshot().Stats.Histograms["press_to_gate"].Count);
    }

    [Fact]
    public async Task No_text_and_no_id_of_a_turn_becomes_an_attribute()
    {
        await using var bench = new LoopBench();
        using var meter = new MeterReader(bench.Metrics);
        await bench.Online();
        await bench.Do(new SayCommand("a secret nobody may hear of"));
        bench.Inbox.Link.TryWrite(new LinkChanged(new LinkStatus(
            LinkState.Offline, OfflineReason.Refused, 1, 4000, "bot 7350000000000000001 is not yours", "20250101ABCDEF")));
        await bench.Settle();
        meter.Collect();
        Assert.NotEmpty(meter.Words());
        Assert.All(meter.Words(), words => Assert.True(
            words.Length == 0 || Regex.IsMatch(words, "^([a-z_.]+=[a-z_]+,?)+$"), words));
    }

    [Fact]
    public void Two_devices_in_one_process_do_not_mix()
    {
        using var one = new DeviceMetrics();
        using var other = new DeviceMetrics();
        using var meter = new MeterReader(one);
        other.Latency("dial").Record(TimeSpan.FromSeconds(1));
        one.Latency("dial").Record(TimeSpan.FromSeconds(2));
        Assert.Equal([("", 2)], meter.Recorded("cozedevice.link.dial.duration"));
    }
}
