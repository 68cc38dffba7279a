namespace CozeDevice.Conversation;

/// <summary>What a person or a program may ask of the device, from the button, the control socket or the terminal view.</summary>
public abstract record DeviceCommand
{
    private protected DeviceCommand() { }
}

/// <summary>The button goes down.</summary>
/// <param name="Source">Which of <see cref="Holders"/>: the control socket, or a contact of the panel.</param>
/// <param name="Timestamp">When the contact closed, on <see cref="TimeProvider.GetTimestamp"/>; 0 for now.</param>
public sealed record PressCommand(int Source = Holders.Control, long Timestamp = 0) : DeviceCommand;

/// <summary>The button goes up.</summary>
/// <param name="Source">Which of <see cref="Holders"/>.</param>
/// <param name="Timestamp">When the contact opened, on <see cref="TimeProvider.GetTimestamp"/>; 0 for now.</param>
public sealed record ReleaseCommand(int Source = Holders.Control, long Timestamp = 0) : DeviceCommand;

/// <summary>A short press: stops what is speaking.</summary>
public sealed record TapCommand : DeviceCommand;

/// <summary>Stops the current turn without a new one.</summary>
public sealed record CancelCommand : DeviceCommand;

/// <summary>Mutes or unmutes the microphone.</summary>
/// <param name="Muted">The new state.</param>
public sealed record MuteCommand(bool Muted) : DeviceCommand;

/// <summary>Sets the volume.</summary>
/// <param name="Percent">0 to 100; above the allowed maximum, the maximum is set.</param>
public sealed record VolumeCommand(int Percent) : DeviceCommand;

/// <summary>Makes it louder or quieter, as far as the scale and the allowed maximum go.</summary>
/// <param name="Step">-100 to 100 percent, added to the volume.</param>
public sealed record VolumeStepCommand(int Step) : DeviceCommand;

/// <summary>Speaks a text without the model.</summary>
/// <param name="Text">UTF-8 length in (0, 1024) bytes.</param>
public sealed record SayCommand(string Text) : DeviceCommand;

/// <summary>Asks the model in text; its answer is heard as if it had been asked aloud.</summary>
/// <param name="Text">Not empty.</param>
public sealed record AskCommand(string Text) : DeviceCommand;

/// <summary>Plays the last answer once more, from memory; the service is not asked.</summary>
public sealed record RepeatCommand : DeviceCommand;

/// <summary>Says why nobody is signed in, or the code of a login, without a press. Only at rest, and only while that is so.</summary>
public sealed record AnnounceCommand : DeviceCommand;

/// <summary>Lets the bot forget what was said: the conversation goes on in a new context.</summary>
public sealed record ClearContextCommand : DeviceCommand;

/// <summary>Sets the light that is shown while the device rests.</summary>
/// <param name="Pattern">One of <see cref="Panel.LightPatterns.Names"/>.</param>
public sealed record LightCommand(string Pattern) : DeviceCommand;

/// <summary>Shows that an update is being installed, whatever else goes on.</summary>
/// <param name="Seconds">For how long at most, up to 3600; 0 takes it back.</param>
public sealed record UpdatingCommand(int Seconds) : DeviceCommand
{
    /// <summary>The longest.</summary>
    public const int MaxSeconds = 3_600;
}

/// <summary>Runs a tool of the device as the service would; no turn is begun.</summary>
/// <param name="Name">The tool.</param>
/// <param name="Arguments">JSON text; empty for none.</param>
public sealed record CallToolCommand(string Name, string Arguments) : DeviceCommand;

/// <summary>Reads the configuration again and uses what can be used without a restart. The dispatcher itself knows nothing of it.</summary>
public sealed record ReloadCommand : DeviceCommand;

/// <summary>The answer to a command.</summary>
/// <param name="Error">Null when it was accepted; otherwise a short code such as <c>bad_value</c> or <c>offline</c>.</param>
/// <param name="Message">One line for people, with the refusal.</param>
public readonly record struct CommandResult(string? Error = null, string? Message = null)
{
    /// <summary>What a tool answered, as JSON text; null for other commands.</summary>
    public string? Output { get; init; }
}
