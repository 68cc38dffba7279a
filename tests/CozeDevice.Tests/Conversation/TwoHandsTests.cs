using CozeDevice.Conversation;
using Xunit;

namespace CozeDevice.Tests.Conversation;

/// <summary>A button on the board and clients on the control socket press the same device.</summary>
public sealed class TwoHandsTests
{
    private const int Board = 1;

    private readonly MachineBench _bench = new();
    private int _turn = 100;

    [Fact]
    public void An_utterance_goes_on_until_the_last_hand_is_gone()
    {
        Press(Board);
        int turn = _bench.Turn;
        _bench.Wait(1);
        Press(Holders.Control);

        Assert.Empty(_bench.Effects);
        Release(Board);
        Assert.Equal(turn, _bench.Phase<Listening>().Turn);
        Release(Holders.Control);
        Assert.Equal(turn, _bench.Phase<Finishing>().Turn);
    }

    [Fact]
    public void The_release_of_somebody_who_did_not_press_is_nothing()
    {
        Press(Board);
        _bench.Wait(1);

        Release(Holders.Control);

        _bench.Phase<Listening>();
    }

    [Fact]
    public void A_client_that_died_while_pressing_does_not_take_the_button_away()
    {
        Press(Holders.Control);
        _bench.Wait(200);
        Assert.IsType<Ready>(_bench.State.Turn);

        Press(Board);
        _bench.Phase<Listening>();
        _bench.Wait(1);
        Release(Board);
        _bench.Phase<Finishing>();
    }

    [Fact]
    public void A_stuck_button_does_not_take_the_control_socket_away()
    {
        Press(Board);
        _bench.Wait(200);

        Press(Holders.Control);
        _bench.Phase<Listening>();
        _bench.Wait(1);
        Release(Holders.Control);
        _bench.Phase<Finishing>();
    }

    [Fact]
    public void After_the_longest_hold_the_same_button_must_be_let_go_first()
    {
        Press(Board);
        _bench.Wait(200);

        Press(Board);
        Assert.IsType<Ready>(_bench.State.Turn);
        Release(Board);
        Press(Board);
        _bench.Phase<Listening>();
    }

    [Fact]
    public void A_late_dispatcher_does_not_make_a_tap_of_what_was_said()
    {
        // Both edges are read at once, but the contact was closed for 400 ms.
        _bench.Wait(1);
        TimeSpan released = _bench.Now - TimeSpan.FromMilliseconds(10);
        _bench.Do(new ButtonDown(++_turn, Board, released - TimeSpan.FromMilliseconds(400)));
        _bench.Do(new ButtonUp(Board, released));

        _bench.Phase<Finishing>();
    }

    private void Press(int source) => _bench.Do(new ButtonDown(++_turn, source));

    private void Release(int source) => _bench.Do(new ButtonUp(source));
}
