using CozeDevice.Audio;
using CozeDevice.Link;

namespace CozeDevice.Conversation;

/// <summary>Everything the machine knows: two regions and independent overlays.</summary>
/// <param name="Link">The link region, as told by the supervisor.</param>
/// <param name="LinkSince">Since when.</param>
/// <param name="Turn">The turn region.</param>
public sealed record DeviceState(LinkStatus Link, TimeSpan LinkSince, TurnPhase Turn)
{
    /// <summary>The state at the start.</summary>
    /// <param name="now">The monotonic time.</param>
    public static DeviceState Initial(TimeSpan now) => new(new LinkStatus(LinkState.Starting), now, new Ready(0));

    /// <summary>Whether the microphone is muted: nothing is recorded, nothing leaves.</summary>
    public bool Muted { get; init; }

    /// <summary>Whether the microphone does not work.</summary>
    public bool CaptureFault { get; init; }

    /// <summary>What is wrong with the sound of a microphone that works.</summary>
    public MicrophoneFaults Microphone { get; init; }

    /// <summary>Whether the speaker does not work.</summary>
    public bool PlaybackFault { get; init; }

    /// <summary>Whether the configuration keeps the device from starting (starting for more than 10 s).</summary>
    public bool ConfigurationFault { get; init; }

    /// <summary>Until when it counts that an update is being installed, or null when none is. An updater that died takes nothing
    /// back.</summary>
    public TimeSpan? UpdatingDue { get; init; }

    /// <summary>Whether an update is being installed.</summary>
    public bool Updating => UpdatingDue is not null;

    /// <summary>The light chosen for the time at rest, or null for the device's own.</summary>
    public string? Light { get; init; }

    /// <summary>When the context is to be forgotten because nobody came back, or null.</summary>
    public TimeSpan? ContextDue { get; init; }

    /// <summary>Who has the button down. A source stays here until it lets go, also when its hold means nothing any more.</summary>
    public Holders Held { get; init; }

    /// <summary>Whether there is a session that speech can be sent on.</summary>
    public bool Online => Link.State == LinkState.Online;

    /// <summary>When the machine must be stepped even if nothing happens, or null.</summary>
    public TimeSpan? Due
    {
        get
        {
            TimeSpan? starting = Link.State == LinkState.Starting && !ConfigurationFault
                ? LinkSince + TurnRules.StartLimit
                : null;
            TimeSpan? due = Turn.Due is { } turn && !(starting < turn) ? turn : starting;
            if (UpdatingDue is { } updating && !(due < updating)) due = updating;
            // Without a link there is nobody to tell: the next session is.
            return Online && ContextDue is { } context && !(due < context) ? context : due;
        }
    }
}
