using CozeDevice.Audio;
using CozeDevice.Link;

namespace CozeDevice.Conversation;

/// <summary>The names of states on the local feed (design §3, §6).</summary>
internal static class StateNames
{
    /// <summary>Every state of the link.</summary>
    public static IReadOnlyList<string> OfLinks { get; } =
        ["starting", "need_auth", "offline", "connecting", "configuring", "online"];

    /// <summary>Every phase of a turn.</summary>
    public static IReadOnlyList<string> OfTurns { get; } =
        ["ready", "listening", "finishing", "thinking", "acting", "speaking", "prompting"];

    public static LinkView ViewOf(LinkStatus link) => new(Of(link.State), Of(link.Reason), link.Attempt);

    public static TurnView ViewOf(TurnPhase turn) => new(Of(turn), turn.Turn, turn switch
    {
        Ready ready => ready.Reason,
        Prompting prompting => TurnMachine.Name(prompting.Reason),
        Listening { FollowsUp: true } => "follow_up",
        _ => null,
    });

    /// <summary>What does not work, in a fixed order.</summary>
    public static List<string> FaultsOf(DeviceState state)
    {
        List<string> faults = [];
        Add(state.CaptureFault, "capture");
        Add(state.PlaybackFault, "playback");
        Add(state.ConfigurationFault, "configuration");
        Add(state.Microphone.HasFlag(MicrophoneFaults.Silent), "microphone_silent");
        Add(state.Microphone.HasFlag(MicrophoneFaults.Clips), "microphone_clips");
        Add(state.Microphone.HasFlag(MicrophoneFaults.Offset), "microphone_dc");
        return faults;

        void Add(bool isFault, string name)
        {
            if (isFault) faults.Add(name);
        }
    }

    private static string Of(TurnPhase turn) => turn switch
    {
        Listening => "listening",
        Finishing => "finishing",
        Thinking => "thinking",
        Acting => "acting",
        Speaking => "speaking",
        Prompting => "prompting",
        _ => "ready",
    };

    private static string Of(LinkState state) => state switch
    {
        LinkState.Starting => "starting",
        LinkState.NeedAuth => "need_auth",
        LinkState.Connecting => "connecting",
        LinkState.Configuring => "configuring",
        LinkState.Online => "online",
        _ => "offline",
    };

    private static string? Of(OfflineReason reason) => reason switch
    {
        OfflineReason.NoNetwork => "no_network",
        OfflineReason.Dns => "dns",
        OfflineReason.Tls => "tls",
        OfflineReason.Clock => "clock",
        OfflineReason.Refused => "refused",
        OfflineReason.Account => "account",
        OfflineReason.CaptivePortal => "captive_portal",
        OfflineReason.Timeout => "timeout",
        OfflineReason.Closed => "closed",
        _ => null,
    };
}
