using CozeDevice.Conversation;
using CozeDevice.Link;
using CozeDevice.Panel;
using CozeDevice.Protocol;
using Xunit;

namespace CozeDevice.Tests.Panel;

public sealed class IndicatorTests
{
    private static readonly TimeSpan Now = TimeSpan.FromSeconds(100);
    private static readonly Await Waits = new(TurnKind.Speech, Now, Now, Now);

    // The table of design §4, top row first. Each row holds below every row above it.
    private static readonly (string Pattern, Func<DeviceState, DeviceState> Apply)[] Rows =
    [
        ("fault", state => state with { CaptureFault = true }),
        ("updating", state => state with { UpdatingDue = TimeSpan.MaxValue }),
        ("listening_offline", state => state with { Turn = new Listening(1, Now, Now) }),
        ("need_auth", state => state with { Link = new LinkStatus(LinkState.NeedAuth) }),
        ("muted", state => state with { Muted = true }),
    ];

    public static TheoryData<string, TurnPhase> Turns => new()
    {
        { "ready", new Ready(1) },
        { "listening", new Listening(1, Now, Now) },
        { "thinking", new Finishing(1, Now, Now) },
        { "thinking", new Thinking(1, Waits, true) },
        { "acting", new Acting(1, Waits, Now, Now, new RequiresAction([])) },
        { "speaking", new Speaking(1, TurnKind.Speech, false, null, false, Now) },
        { "prompting", new Prompting(1, PromptReason.TryAgain, Now) },
    };

    [Theory]
    [MemberData(nameof(Turns))]
    public void Each_turn_has_its_pattern(string pattern, TurnPhase turn)
    {
        Assert.Equal(pattern, Show(State(LinkState.Online) with { Turn = turn }));
        // The turn wins over the link, except that a hold shows that the link is gone.
        Assert.Equal(
            turn switch { Listening => "listening_offline", Ready => "offline_network", _ => pattern },
            Show(State(LinkState.Offline, OfflineReason.NoNetwork) with { Turn = turn, Muted = true }));
    }

    [Theory]
    [InlineData(LinkState.Starting, OfflineReason.None, "starting")]
    [InlineData(LinkState.NeedAuth, OfflineReason.Refused, "need_auth")]
    [InlineData(LinkState.Offline, OfflineReason.NoNetwork, "offline_network")]
    [InlineData(LinkState.Offline, OfflineReason.Dns, "offline_dns")]
    [InlineData(LinkState.Offline, OfflineReason.CaptivePortal, "offline_dns")]
    [InlineData(LinkState.Offline, OfflineReason.Refused, "offline_service")]
    [InlineData(LinkState.Offline, OfflineReason.Account, "offline_service")]
    [InlineData(LinkState.Offline, OfflineReason.Tls, "offline_service")]
    [InlineData(LinkState.Offline, OfflineReason.Clock, "offline_service")]
    [InlineData(LinkState.Offline, OfflineReason.Timeout, "offline_service")]
    [InlineData(LinkState.Offline, OfflineReason.Closed, "offline_service")]
    [InlineData(LinkState.Connecting, OfflineReason.None, "connecting")]
    [InlineData(LinkState.Configuring, OfflineReason.None, "connecting")]
    [InlineData(LinkState.Online, OfflineReason.None, "ready")]
    public void At_rest_the_link_is_shown(LinkState link, OfflineReason reason, string pattern) =>
        Assert.Equal(pattern, Show(State(link, reason)));

    [Theory]
    [InlineData(LinkState.Connecting)]
    [InlineData(LinkState.Configuring)]
    public void Connecting_is_not_mentioned_for_3_s(LinkState link)
    {
        DeviceState state = State(link) with { LinkSince = Now };

        Assert.Equal("ready", Show(state));
        Assert.Equal(Now + TimeSpan.FromSeconds(3), Indicator.NextChange(state, Now));
        Assert.Equal("connecting", Indicator.Show(state, Now + TimeSpan.FromSeconds(3)).Name);
        Assert.Null(Indicator.NextChange(state, Now + TimeSpan.FromSeconds(3)));
    }

    [Fact]
    public void Muted_is_shown_while_connecting_is_not_mentioned() =>
        Assert.Equal("muted", Show(State(LinkState.Connecting) with { LinkSince = Now, Muted = true }));

    [Theory]
    [InlineData(LinkState.Offline, "offline_service")]
    [InlineData(LinkState.Connecting, "connecting")]
    [InlineData(LinkState.Starting, "muted")]
    [InlineData(LinkState.Online, "muted")]
    public void Muted_stands_below_the_trouble_of_the_link(LinkState link, string pattern) =>
        Assert.Equal(pattern, Show(State(link) with { Muted = true }));

    [Fact]
    public void The_top_row_wins()
    {
        for (int top = 0; top < Rows.Length; top++)
        {
            DeviceState state = State(LinkState.Online);
            for (int row = top; row < Rows.Length; row++) state = Rows[row].Apply(state);
            Assert.Equal(Rows[top].Pattern, Show(state));
        }
    }

    [Fact]
    public void Every_kind_of_fault_is_shown()
    {
        Assert.Equal("fault", Show(State(LinkState.Online) with { PlaybackFault = true }));
        Assert.Equal("fault", Show(State(LinkState.Starting) with { ConfigurationFault = true }));
    }

    private static string Show(DeviceState state) => Indicator.Show(state, Now).Name;

    private static DeviceState State(LinkState link, OfflineReason reason = OfflineReason.None) =>
        new(new LinkStatus(link, reason), TimeSpan.Zero, new Ready(1));
}
