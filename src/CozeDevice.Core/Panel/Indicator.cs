using CozeDevice.Conversation;
using CozeDevice.Link;

namespace CozeDevice.Panel;

/// <summary>State to LED: one pure function, top row wins (design §4).</summary>
public static class Indicator
{
    /// <summary>How long connecting and configuring stay unmentioned.</summary>
    public static readonly TimeSpan QuietConnecting = TimeSpan.FromSeconds(3);

    /// <summary>What the LED shows.</summary>
    /// <param name="state">The state.</param>
    /// <param name="now">The monotonic time.</param>
    public static LedPattern Show(DeviceState state, TimeSpan now) => state switch
    {
        { CaptureFault: true } or { PlaybackFault: true } or { ConfigurationFault: true } => LedPatterns.Fault,
        { Updating: true } => LedPatterns.Updating,
        { Turn: Listening, Online: true } => LedPatterns.Listening,
        { Turn: Listening } => LedPatterns.ListeningOffline,
        { Turn: Finishing or Thinking } => LedPatterns.Thinking,
        { Turn: Acting } => LedPatterns.Acting,
        { Turn: Speaking } => LedPatterns.Speaking,
        { Turn: Prompting } => LedPatterns.Prompting,
        { Link.State: LinkState.NeedAuth } => LedPatterns.NeedAuth,
        { Link.State: LinkState.Offline } => Offline(state.Link.Reason),
        { Link.State: LinkState.Connecting or LinkState.Configuring } when !IsQuiet(state, now) => LedPatterns.Connecting,
        { Muted: true } => LedPatterns.Muted,
        { Link.State: LinkState.Starting } => LedPatterns.Starting,
        _ => LightPatterns.Find(state.Light) ?? LedPatterns.Ready,
    };

    /// <summary>When the LED changes although nothing happens, or null.</summary>
    public static TimeSpan? NextChange(DeviceState state, TimeSpan now) =>
        IsQuiet(state, now) ? state.LinkSince + QuietConnecting : null;

    private static bool IsQuiet(DeviceState state, TimeSpan now) =>
        state.Link.State is LinkState.Connecting or LinkState.Configuring && now < state.LinkSince + QuietConnecting;

    private static LedPattern Offline(OfflineReason reason) => reason switch
    {
        OfflineReason.NoNetwork => LedPatterns.OfflineNetwork,
        OfflineReason.Dns or OfflineReason.CaptivePortal => LedPatterns.OfflineDns,
        _ => LedPatterns.OfflineService,
    };
}
