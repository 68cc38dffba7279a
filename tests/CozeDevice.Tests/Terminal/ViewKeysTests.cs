using CozeDevice.Conversation;
using CozeDevice.Terminal;
using Xunit;

namespace CozeDevice.Tests.Terminal;

public sealed class ViewKeysTests
{
    private static readonly ViewModel Ready = ViewModel.Empty with { Turn = new("ready", 1, null), Volume = 50 };
    private static readonly ViewModel Listening = Ready with { Turn = new("listening", 2, null) };

    [Fact]
    public void Space_starts_talking_and_the_next_one_ends_it()
    {
        var started = Press(default, ' ', Ready);
        Assert.Equal([new PressCommand()], started.Commands);

        var ended = Press(started.State, ' ', Listening);
        Assert.Equal([new ReleaseCommand()], ended.Commands);
        Assert.False(ended.State.IsHolding);
    }

    [Fact]
    public void After_the_device_ended_the_turn_itself_space_lets_go_first() =>
        Assert.Equal([new ReleaseCommand(), new PressCommand()], Press(new(true, null), ' ', Ready).Commands);

    [Fact]
    public void Space_lets_go_of_a_button_somebody_else_holds() =>
        Assert.Equal([new ReleaseCommand()], Press(default, ' ', Listening).Commands);

    [Theory]
    [InlineData('+', 55)]
    [InlineData('=', 55)]
    [InlineData('-', 45)]
    public void Plus_and_minus_change_the_volume_in_steps(char key, int expected) =>
        Assert.Equal([new VolumeCommand(expected)], Press(default, key, Ready).Commands);

    [Theory]
    [InlineData('+', 98, 100)]
    [InlineData('-', 2, 0)]
    public void The_volume_stays_in_its_range(char key, int volume, int expected) =>
        Assert.Equal([new VolumeCommand(expected)], Press(default, key, Ready with { Volume = volume }).Commands);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void M_turns_mute_over(bool muted) =>
        Assert.Equal([new MuteCommand(!muted)], Press(default, 'm', Ready with { Muted = muted }).Commands);

    [Fact]
    public void X_and_escape_cancel()
    {
        Assert.Equal([new CancelCommand()], Press(default, 'x', Ready).Commands);
        Assert.Equal([new CancelCommand()], Press(default, '\e', Ready, ConsoleKey.Escape).Commands);
    }

    [Fact]
    public void T_taps() => Assert.Equal([new TapCommand()], Press(default, 't', Ready).Commands);

    [Fact]
    public void Leaving_lets_the_button_go()
    {
        var effect = Press(new(true, null), 'q', Listening);
        Assert.True(effect.Quit);
        Assert.Equal([new ReleaseCommand()], effect.Commands);
    }

    [Fact]
    public void A_text_is_typed_corrected_and_said()
    {
        var state = Press(default, 's', Ready).State;
        foreach (var c in "q tt") state = Press(state, c, Ready).State;
        state = Press(state, '\b', Ready, ConsoleKey.Backspace).State;

        var effect = Press(state, '\r', Ready, ConsoleKey.Enter);

        Assert.Equal([new SayCommand("q t")], effect.Commands);
        Assert.Null(effect.State.Text);
    }

    [Fact]
    public void Escape_leaves_the_text_and_nothing_is_said()
    {
        var effect = Press(new(false, "never mind"), '\e', Ready, ConsoleKey.Escape);
        Assert.Empty(effect.Commands);
        Assert.Null(effect.State.Text);
    }

    [Fact]
    public void An_empty_text_is_not_said() =>
        Assert.Empty(Press(new(false, "  "), '\r', Ready, ConsoleKey.Enter).Commands);

    [Fact]
    public void Other_keys_do_nothing() => Assert.Empty(Press(default, 'z', Ready).Commands);

    private static KeyEffect Press(KeyState state, char c, ViewModel view, ConsoleKey key = ConsoleKey.None) =>
        ViewKeys.Press(state, new(c, c == ' ' ? ConsoleKey.Spacebar : key, false, false, false), view);
}
