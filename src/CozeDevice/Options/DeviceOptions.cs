using CozeDevice.Protocol;

namespace CozeDevice.Options;

/// <summary>Everything that can be configured, checked and complete. Immutable: read once at start.</summary>
internal sealed record DeviceOptions
{
    /// <summary>Which bot, and where it is.</summary>
    public required CozeOptions Coze { get; init; }

    /// <summary>How the device proves who it is.</summary>
    public required AuthOptions Auth { get; init; }

    /// <summary>Microphone, speaker and codec.</summary>
    public required AudioOptions Audio { get; init; }

    /// <summary>What is said when a turn does not work.</summary>
    public required PromptOptions Prompts { get; init; }

    /// <summary>Who decides when a turn ends.</summary>
    public required TurnOptions Turn { get; init; }

    /// <summary>What is asked of the service, but for audio formats and the ids of user and conversation.</summary>
    public required ChatConfig Chat { get; init; }

    /// <summary>What the service may have the device do.</summary>
    public ToolOptions Tools { get; init; } = new();

    /// <summary>The buttons, the one to talk first.</summary>
    public required IReadOnlyList<ButtonOptions> Buttons { get; init; }

    /// <summary>What the talk button means beyond a press.</summary>
    public required GestureOptions Gesture { get; init; }

    /// <summary>The status LED.</summary>
    public required LedOptions Led { get; init; }

    /// <summary>Where the device remembers things.</summary>
    public required StateOptions State { get; init; }

    /// <summary>Where measurements go.</summary>
    public MetricsOptions Metrics { get; init; } = new();

    /// <summary>The control socket.</summary>
    public required ControlOptions Control { get; init; }
}
