using System.Threading.Channels;
using CozeDevice.Audio;
using CozeDevice.Link;

namespace CozeDevice.Tests.Support.Link;

/// <summary>What a session stands between, all real but the clock and the log.</summary>
internal sealed class LinkBench : IDisposable
{
    private readonly Channel<LinkNotice> _notices = Channel.CreateUnbounded<LinkNotice>();

    public LinkBench(bool keepUtterances = true, ChannelWriter<LinkNotice>? notices = null)
    {
        Gate = new ReplyGate(Time);
        Outbound = new OutboundQueue(keepUtterances);
        Parts = new LinkParts(
            Outbound, Playout, Gate, notices ?? _notices.Writer, Counters, Time, Log.CreateLogger("link"));
    }

    public ManualTimeProvider Time { get; } = new();

    public TestLog Log { get; } = new();

    public LinkCounters Counters { get; } = new();

    public PlayoutBuffer Playout { get; } = new();

    public ReplyGate Gate { get; }

    public OutboundQueue Outbound { get; }

    public LinkParts Parts { get; }

    /// <summary>Waits for the next notice of a type and returns it.</summary>
    public async Task<T> NextAsync<T>()
        where T : LinkNotice
    {
        while (true)
        {
            if (await _notices.Reader.ReadAsync().Within(10, $"a {typeof(T).Name}") is T wanted)
                return wanted;
        }
    }

    /// <summary>Waits for the next change of the link.</summary>
    public async Task<LinkStatus> NextStatusAsync() => (await NextAsync<LinkChanged>()).Status;

    /// <summary>Waits until the link is in a state.</summary>
    public async Task<LinkStatus> UntilAsync(LinkState state)
    {
        LinkStatus status;
        do
        {
            status = await NextStatusAsync();
        }
        while (status.State != state);
        return status;
    }

    /// <summary>The notices waiting now.</summary>
    public List<LinkNotice> Waiting()
    {
        List<LinkNotice> waiting = [];
        while (_notices.Reader.TryRead(out LinkNotice? notice))
            waiting.Add(notice);
        return waiting;
    }

    public void Dispose() => Log.Dispose();
}
