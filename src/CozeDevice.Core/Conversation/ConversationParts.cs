using CozeDevice.Audio;
using CozeDevice.Link;
using CozeDevice.Metrics;
using CozeDevice.Tools;
using Microsoft.Extensions.Logging;

namespace CozeDevice.Conversation;

/// <summary>What the dispatcher works with. It owns none of it.</summary>
public sealed record ConversationParts
{
    /// <summary>Everything that happens.</summary>
    public required Inbox Inbox { get; init; }

    /// <summary>Which turn the wire belongs to.</summary>
    public required ReplyGate Gate { get; init; }

    /// <summary>The way up.</summary>
    public required OutboundQueue Outbound { get; init; }

    /// <summary>What is to be heard.</summary>
    public required PlayoutBuffer Playout { get; init; }

    /// <summary>The last answer, as the link keeps it.</summary>
    public AnswerMemory Answers { get; init; } = new();

    /// <summary>The microphone.</summary>
    public required CapturePump Capture { get; init; }

    /// <summary>The speaker.</summary>
    public required PlaybackPump Playback { get; init; }

    /// <summary>The volume, and the gain of software.</summary>
    public required Volume Volume { get; init; }

    /// <summary>The card's mixer, or null where the speaker has none by its nature or by configuration.</summary>
    public MixerPump? Mixer { get; init; }

    /// <summary>The link.</summary>
    public required LinkSupervisor Link { get; init; }

    /// <summary>What the link counts.</summary>
    public required LinkCounters LinkCounters { get; init; }

    /// <summary>The device's tools.</summary>
    public required DeviceTools Tools { get; init; }

    /// <summary>What happens to an answer that is a command for a machine.</summary>
    public AnswerCommandMode AnswerCommands { get; init; }

    /// <summary>What is heard when a turn does not work.</summary>
    public required PromptLibrary Prompts { get; init; }

    /// <summary>What the machine is told once.</summary>
    public required MachineSettings Settings { get; init; }

    /// <summary>How the process runs, asked for each snapshot. Any thread.</summary>
    public Func<RuntimeView> Runtime { get; init; } = static () => RuntimeView.Unknown;

    /// <summary>What is measured, or null where nobody asks.</summary>
    public DeviceMetrics? Metrics { get; init; }

    /// <summary>Monotonic clock.</summary>
    public required TimeProvider Time { get; init; }

    /// <summary>The conversation's log.</summary>
    public required ILogger Logger { get; init; }
}
