using CozeDevice.Panel;
using Xunit;

namespace CozeDevice.Tests.Panel;

public sealed class GestureMachineTests
{
    private readonly List<Gesture> _told = [];
    private GestureState _state;
    private int _now;

    [Fact]
    public void A_press_is_told_with_the_edge_and_a_hold_is_nothing_more()
    {
        Down();
        Assert.Equal([Gesture.Press], Told());
        Wait(4_000);
        Up();
        Assert.Equal([Gesture.Release], Told());
        Assert.Null(_state.Due);
    }

    [Theory]
    [InlineData(299, true)]
    [InlineData(300, false)]
    public void A_tap_is_shorter_than_300_ms(int held, bool isTap)
    {
        Down();
        Wait(held);
        Up();

        Assert.Equal(isTap ? [Gesture.Press, Gesture.Release, Gesture.Tap] : [Gesture.Press, Gesture.Release], Told());
    }

    [Theory]
    [InlineData(300, true)]
    [InlineData(301, false)]
    public void Two_taps_within_300_ms_are_a_double_tap(int gap, bool isDouble)
    {
        Tap();
        Wait(gap);
        Told();
        Tap();

        Assert.Equal(isDouble, Told().Contains(Gesture.DoubleTap));
    }

    [Fact]
    public void Three_taps_are_one_double_tap()
    {
        for (int i = 0; i < 3; i++)
        {
            Tap();
            Wait(100);
        }

        Assert.Single(Told(), Gesture.DoubleTap);
    }

    [Fact]
    public void A_tap_and_then_five_seconds_are_told_while_they_are_held()
    {
        Tap();
        Wait(100);
        Down();
        Told();
        Wait(4_999);
        Assert.Empty(Told());
        Wait(1);
        Assert.Equal([Gesture.TapHold], Told());
        Wait(1_000);
        Up();
        Assert.Equal([Gesture.Release], Told());
    }

    [Fact]
    public void Five_seconds_without_a_tap_before_are_speech()
    {
        Down();
        Wait(6_000);
        Up();

        Assert.Equal([Gesture.Press, Gesture.Release], Told());
    }

    [Fact]
    public void What_fell_due_while_the_clock_was_late_is_told_before_the_release()
    {
        Tap();
        Wait(100);
        Down();
        Told();
        _now += 6_000; // nobody ticked
        Up();

        Assert.Equal([Gesture.TapHold, Gesture.Release], Told());
    }

    [Fact]
    public void A_minute_is_stuck_and_the_release_frees_it()
    {
        Down();
        Wait(60_000);
        Assert.Equal([Gesture.Press, Gesture.Stuck], Told());
        Assert.Null(_state.Due);
        Wait(600_000);
        Up();
        Assert.Equal([Gesture.Release, Gesture.Freed], Told());
        Down();
        Assert.Equal([Gesture.Press], Told());
    }

    [Fact]
    public void A_button_that_is_held_at_the_start_is_no_press()
    {
        _state = GestureMachine.Open(_state, isDown: true, At(), _told);
        Assert.Equal([Gesture.Stuck], Told());
        Wait(2_000);
        Up();
        Assert.Equal([Gesture.Freed], Told());
        Down();
        Assert.Equal([Gesture.Press], Told());
    }

    [Fact]
    public void A_contact_that_goes_while_it_is_held_is_a_release_and_no_tap()
    {
        Down();
        Wait(100);
        Told();
        _state = GestureMachine.Lose(_state, At(), _told);
        Assert.Equal([Gesture.Release], Told());

        _state = GestureMachine.Open(_state, isDown: false, At(), _told);
        Tap();
        Assert.DoesNotContain(Gesture.DoubleTap, Told());
    }

    [Fact]
    public void A_hold_repeats_until_it_ends()
    {
        Down(repeats: true);
        Wait(499);
        Assert.Equal([Gesture.Press], Told());
        Wait(1 + 200 + 200);
        Assert.Equal([Gesture.Repeat, Gesture.Repeat, Gesture.Repeat], Told());
        Up();
        Wait(1_000);
        Assert.Equal([Gesture.Release], Told());
    }

    [Fact]
    public void Every_press_has_one_release_whatever_happens()
    {
        var random = new Random(17);
        int open = 0;
        for (int i = 0; i < 20_000; i++)
        {
            switch (random.Next(12))
            {
                case 0: _state = GestureMachine.Open(_state, random.Next(2) == 0, At(), _told); break;
                case 1: _state = GestureMachine.Lose(_state, At(), _told); break;
                case < 5: Down(random.Next(2) == 0); break;
                case < 9: Up(); break;
                default: Wait(random.Next(10) == 0 ? random.Next(70_000) : random.Next(400)); break;
            }
            foreach (Gesture gesture in Told())
            {
                open += gesture switch { Gesture.Press => 1, Gesture.Release => -1, _ => 0 };
                Assert.InRange(open, 0, 1);
            }
            Assert.Equal(_state.IsTold, open == 1);
            Assert.False(!_state.IsDown && _state.Due is not null, "a timer runs while nobody presses");
        }
    }

    private TimeSpan At() => TimeSpan.FromMilliseconds(_now);

    private void Tap()
    {
        Down();
        Wait(100);
        Up();
    }

    private void Down(bool repeats = false) => _state = GestureMachine.Move(_state, true, At(), repeats, _told);

    private void Up() => _state = GestureMachine.Move(_state, false, At(), repeats: false, _told);

    private void Wait(int milliseconds)
    {
        _now += milliseconds;
        _state = GestureMachine.Tick(_state, At(), _told);
    }

    private List<Gesture> Told()
    {
        List<Gesture> told = [.. _told];
        _told.Clear();
        return told;
    }
}
