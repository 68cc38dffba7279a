using System.Threading.Channels;
using CozeDevice.Account;
using CozeDevice.Audio;
using CozeDevice.Codecs;
using CozeDevice.Hosting;
using CozeDevice.Link;
using CozeDevice.Protocol;
using CozeDevice.Simulator;
using CozeDevice.Simulator.Network;
using CozeDevice.Simulator.Recording;
using CozeDevice.Simulator.Scenarios;
using CozeDevice.Tests.Support;
using Xunit;
using UtteranceEnd = CozeDevice.Audio.UtteranceEnd;

namespace CozeDevice.Tests.Link;

/// <summary>The whole link of the agent, from the queue the microphone writes to, against the simulator behind a network that
/// can be cut. The simulator's clock moves only when a test moves it, so an answer comes when the test says.</summary>
internal sealed class CutBench : IAsyncDisposable
{
    public const double Limit = 30;

    private const string BotId = "7350000000000000001";

    private readonly TestLog _log = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly Channel<LinkNotice> _notices = Channel.CreateUnbounded<LinkNotice>();
    private readonly CozeDialer _dialer = new("cozedevice/test", null, TimeProvider.System);
    private readonly ReplyGate _gate = new(TimeProvider.System);
    private readonly Task _running;
    private int _turn;

    private CutBench(SimulatorHost simulator, ManualTimeProvider time, AudioCodec codec)
    {
        (Simulator, Time) = (simulator, time);
        var parts = new LinkParts(
            Outbound, new PlayoutBuffer(), _gate, _notices.Writer, new LinkCounters(), TimeProvider.System,
            _log.CreateLogger("link"));
        WireFormat format = ChatSettings.FormatOf(codec);
        var settings = new LinkSettings
        {
            Endpoint = new Uri(simulator.WebSocketUri, $"/v1/chat?bot_id={BotId}"),
            Chat = new ChatConfig
            {
                InputAudio = InputAudioConfig.For(format),
                OutputAudio = OutputAudioConfig.For(format, AudioFormat.FrameMs, new LimitConfig(1, 60)),
                TurnDetection = new TurnDetectionConfig { Type = TurnDetectionConfig.ClientInterrupt },
            },
        };
        var supervisor = new LinkSupervisor(
            settings, _dialer, new TokenLocator(new TokenPlaces { EnvironmentToken = "pat_" + TestLog.Canary }), parts, static () => 0);
        _running = supervisor.RunAsync(_stop.Token);
    }

    public OutboundQueue Outbound { get; } = new(keepUtterances: true);

    public SimulatorHost Simulator { get; }

    public ManualTimeProvider Time { get; }

    /// <summary>The last connection.</summary>
    public ConnectionRecord Last => Simulator.Record.Connections[^1];

    public static async Task<CutBench> StartAsync(AudioCodec codec, string scenario)
    {
        var time = new ManualTimeProvider();
        SimulatorHost simulator = await SimulatorHost.StartAsync(new SimulatorOptions
        {
            Scenario = ScenarioCatalog.Parse(scenario),
            UseNetwork = true,
            TimeProvider = time,
        }).Within(Limit);
        var bench = new CutBench(simulator, time, codec);
        await bench.OnlineAsync();
        return bench;
    }

    /// <summary>Begins an utterance.</summary>
    public int Begin()
    {
        _turn = _gate.NextTurn();
        _gate.Begin(_turn, expecting: false);
        Outbound.Begin(_turn);
        return _turn;
    }

    public void Write(IEnumerable<byte[]> frames)
    {
        foreach (byte[] frame in frames)
            Assert.True(Outbound.Write(_turn, frame));
    }

    public void Complete() => Outbound.End(_turn, UtteranceEnd.Complete);

    /// <summary>Resets the connection.</summary>
    public void Cut() => Simulator.Network!.Inject(new NetworkFault(NetworkFaultKind.Reset));

    /// <summary>Nothing comes down any more; what goes up still arrives.</summary>
    public void Deafen() => Simulator.Network!.Inject(new NetworkFault(NetworkFaultKind.Stall) { Direction = NetworkDirection.Down });

    public Task OnlineAsync() => NoticeAsync(notice => notice is LinkChanged { Status.State: LinkState.Online });

    /// <summary>Waits until the agent has got an event of the current turn.</summary>
    public Task EventAsync(Func<ServerEvent, bool> fits) =>
        NoticeAsync(notice => notice is WireEvent wire && wire.Turn == _turn && fits(wire.Event));

    public async Task NoticeAsync(Func<LinkNotice, bool> fits)
    {
        while (!fits(await _notices.Reader.ReadAsync().Within(Limit)))
        {
        }
    }

    /// <summary>Lets the simulator's time go on until the turn is answered.</summary>
    public async Task AnsweredAsync()
    {
        Task answered = EventAsync(static e => e is TurnCompleted);
        while (!answered.IsCompleted)
        {
            Time.AdvanceToNextTimer();
            await Task.WhenAny(answered, Task.Delay(1));
        }
        await answered;
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _running.Within(Limit);
        await Simulator.DisposeAsync();
        _dialer.Dispose();
        _stop.Dispose();
        _log.Dispose();
    }
}
