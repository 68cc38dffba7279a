using CozeDevice.Conversation;

namespace CozeDevice.Terminal;

/// <summary>What the person at the keyboard has begun.</summary>
/// <param name="IsHolding">Whether SPACE started talking and did not end it yet.</param>
/// <param name="Text">The text being typed after <c>s</c>, or null.</param>
internal readonly record struct KeyState(bool IsHolding, string? Text);

/// <summary>What a key does.</summary>
/// <param name="State">What the person has begun now.</param>
/// <param name="Commands">What is sent to the agent, in order.</param>
/// <param name="Quit">Whether the view ends.</param>
internal sealed record KeyEffect(KeyState State, IReadOnlyList<DeviceCommand> Commands, bool Quit = false);

/// <summary>The keys of the live view. Pure.</summary>
internal static class ViewKeys
{
    /// <summary>One line that names the keys.</summary>
    public const string Help = "SPACE talk/stop  x cancel  t tap  m mute  +/- volume  s say  q quit";

    private const int VolumeStep = 5;
    private const int MaxText = 300;

    /// <summary>What the key does now.</summary>
    public static KeyEffect Press(KeyState state, ConsoleKeyInfo key, ViewModel view) =>
        state.Text is null ? Command(state, key, view) : Edit(state, state.Text, key);

    private static KeyEffect Command(KeyState state, ConsoleKeyInfo key, ViewModel view) => key switch
    {
        { Key: ConsoleKey.Spacebar } => Talk(state, view),
        { Key: ConsoleKey.Escape } or { KeyChar: 'x' or 'X' } =>
            new(state with { IsHolding = false }, [new CancelCommand()]),
        { KeyChar: 't' or 'T' } => new(state, [new TapCommand()]),
        { KeyChar: 'm' or 'M' } => new(state, [new MuteCommand(!view.Muted)]),
        { KeyChar: '+' or '=' } => Volume(state, view, VolumeStep),
        { KeyChar: '-' or '_' } => Volume(state, view, -VolumeStep),
        { KeyChar: 's' or 'S' } => new(state with { Text = "" }, []),
        { KeyChar: 'q' or 'Q' } => new(state, state.IsHolding ? [new ReleaseCommand()] : [], Quit: true),
        _ => new(state, []),
    };

    // A terminal has no key-up, so SPACE starts and ends. The device may have ended the turn by itself meanwhile; it
    // then waits for a release, which comes with the next press.
    private static KeyEffect Talk(KeyState state, ViewModel view)
    {
        if (view.Turn.State == "listening") return new(state with { IsHolding = false }, [new ReleaseCommand()]);
        return state.IsHolding
            ? new(state, [new ReleaseCommand(), new PressCommand()])
            : new(state with { IsHolding = true }, [new PressCommand()]);
    }

    private static KeyEffect Volume(KeyState state, ViewModel view, int step) =>
        new(state, [new VolumeCommand(Math.Clamp(view.Volume + step, 0, 100))]);

    private static KeyEffect Edit(KeyState state, string text, ConsoleKeyInfo key) => key switch
    {
        { Key: ConsoleKey.Escape } => new(state with { Text = null }, []),
        { Key: ConsoleKey.Enter } => new(
            state with { Text = null }, text.Trim().Length > 0 ? [new SayCommand(text.Trim())] : []),
        { Key: ConsoleKey.Backspace } => new(state with { Text = text.Length > 0 ? text[..^1] : text }, []),
        { KeyChar: var c } when !char.IsControl(c) && text.Length < MaxText => new(state with { Text = text + c }, []),
        _ => new(state, []),
    };
}
