using CozeDevice.Conversation;
using CozeDevice.Panel;
using CozeDevice.Tests.Control;
using CozeDevice.Tests.Support;
using Microsoft.Extensions.Logging;
using Xunit;

namespace CozeDevice.Tests.Panel;

public sealed class ButtonPanelTests : IDisposable
{
    private readonly ManualTimeProvider _time = new();
    private readonly TestLog _log = new();
    private readonly FakeDevice _device = new();
    private readonly List<(string Fault, bool IsPresent)> _faults = [];
    private readonly ButtonPanel _panel;

    public ButtonPanelTests() =>
        _panel = new ButtonPanel(_device, (fault, isPresent) => _faults.Add((fault, isPresent)), _time, _log.For<ButtonPanel>());

    private long Now => _time.GetTimestamp();

    public void Dispose()
    {
        _panel.Dispose();
        _log.Dispose();
    }

    [Fact]
    public void Contacts_become_commands_in_their_order_with_their_times()
    {
        IContactListener talk = Opened(ButtonRole.Talk);
        long down = Now;
        talk.Moved(true, down);
        _time.Advance(1_000);
        talk.Moved(false, Now);

        Assert.Equal([new PressCommand(1, down), new ReleaseCommand(1, Now)], _device.Commands);
    }

    [Fact]
    public void Each_contact_is_a_source_of_its_own()
    {
        IContactListener line = Opened(ButtonRole.Talk), foot = Opened(ButtonRole.Talk);
        line.Moved(true, Now);
        foot.Moved(true, Now);

        Assert.Equal([1, 2], _device.Commands.Cast<PressCommand>().Select(press => press.Source));
    }

    [Fact]
    public void No_timer_runs_while_nobody_presses()
    {
        IContactListener talk = Opened(ButtonRole.Talk), louder = Opened(ButtonRole.VolumeUp);
        Assert.Equal(0, _time.ArmedTimers);

        talk.Moved(true, Now);
        louder.Moved(true, Now);
        Assert.Equal(1, _time.ArmedTimers);
        talk.Moved(false, Now);
        louder.Moved(false, Now);

        Assert.Equal(0, _time.ArmedTimers);
    }

    [Fact]
    public void A_held_volume_button_goes_on()
    {
        IContactListener louder = Opened(ButtonRole.VolumeUp);
        louder.Moved(true, Now);
        _time.Advance(1_050);
        louder.Moved(false, Now);

        Assert.Equal(4, _device.Commands.Count);
        Assert.All(_device.Commands, command => Assert.Equal(new VolumeStepCommand(5), command));
    }

    [Fact]
    public void A_tap_and_a_hold_mute_while_the_button_is_still_down()
    {
        IContactListener talk = Opened(ButtonRole.Talk, DoubleTapAction.Repeat);
        Tap(talk);
        talk.Moved(true, Now);
        _time.Advance(5_010);

        Assert.Equal(new MuteCommand(true), _device.Commands[^1]);
        talk.Moved(false, Now);
        Assert.IsType<ReleaseCommand>(_device.Commands[^1]);
    }

    [Fact]
    public void Two_taps_repeat_the_answer_but_not_when_the_first_stopped_one()
    {
        IContactListener talk = Opened(ButtonRole.Talk, DoubleTapAction.Repeat);
        Tap(talk);
        Tap(talk);
        Assert.Equal(new RepeatCommand(), _device.Commands[^1]);

        _time.Advance(5_000);
        _device.State = _device.State with { Turn = new TurnView("speaking", 4, null) };
        Tap(talk);
        _device.State = _device.State with { Turn = new TurnView("ready", 4, null) };
        Tap(talk);
        Assert.IsType<ReleaseCommand>(_device.Commands[^1]);
    }

    [Fact]
    public void A_contact_that_is_not_there_is_a_fault_until_every_one_is()
    {
        IContactListener first = _panel.Add(new("GPIO17", ButtonRole.Talk)), second = _panel.Add(new("GPIO27", ButtonRole.Stop));
        first.Lost(Now);
        second.Lost(Now);
        first.Opened(false, Now);
        Assert.Equal([("button", true)], _faults);

        second.Opened(false, Now);

        Assert.Equal([("button", true), ("button", false)], _faults);
    }

    [Fact]
    public void A_contact_that_goes_while_it_is_held_lets_go()
    {
        IContactListener talk = Opened(ButtonRole.Talk);
        talk.Moved(true, Now);
        _time.Advance(2_000);
        talk.Lost(Now);
        talk.Opened(true, Now);
        Assert.Equal([new PressCommand(1, Now - 2_000_000_000), new ReleaseCommand(1, Now)], _device.Commands);

        // Still held when it is back: nobody knows since when.
        talk.Moved(false, Now);
        talk.Moved(true, Now);
        Assert.Equal(3, _device.Commands.Count);
    }

    [Fact]
    public void A_stuck_button_is_said_and_a_fault_until_it_is_let_go()
    {
        IContactListener talk = Opened(ButtonRole.Talk);
        talk.Moved(true, Now);
        _time.Advance(60_010);
        Assert.Equal([("button_stuck", true)], _faults);
        Assert.Contains("GPIO17", Assert.Single(_log.Messages(LogLevel.Warning)), StringComparison.Ordinal);

        talk.Moved(false, Now);

        Assert.Equal([("button_stuck", true), ("button_stuck", false)], _faults);
        Assert.Equal(2, _device.Commands.Count);
    }

    [Fact]
    public void A_refusal_is_said_and_nothing_more()
    {
        _device.Answer = new CommandResult("offline", "there is no link to the service");
        Opened(ButtonRole.Say).Moved(true, Now);

        Assert.Contains("there is no link", Assert.Single(_log.Messages(LogLevel.Information)), StringComparison.Ordinal);
    }

    private IContactListener Opened(ButtonRole role, DoubleTapAction doubleTap = DoubleTapAction.None)
    {
        IContactListener listener = _panel.Add(new("GPIO17", role, "hello", doubleTap, TapHoldMutes: true));
        listener.Opened(false, Now);
        return listener;
    }

    private void Tap(IContactListener talk)
    {
        talk.Moved(true, Now);
        _time.Advance(100);
        talk.Moved(false, Now);
        _time.Advance(100);
    }
}
