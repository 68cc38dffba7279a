using System.Collections.Concurrent;
using CozeDevice.Account;
using CozeDevice.Conversation;
using CozeDevice.HardwareTests.Board;
using CozeDevice.Hosting;
using CozeDevice.Options;
using CozeDevice.Tests.Support;

namespace CozeDevice.HardwareTests.Gpio;

/// <summary>The whole agent without a service: buttons of the board on one side, the feed on the other.</summary>
internal sealed class AgentRig : IAsyncDisposable
{
    private const double Limit = 30;

    private readonly CancellationTokenSource _stop = new();
    private readonly Device _device;
    private readonly FeedSubscription _feed;
    private readonly Task _running;
    private readonly Task _reading;
    private int _presses;
    private int _releases;
    private volatile string _turn = "ready";
    private volatile IReadOnlyList<string> _faults = [];

    private AgentRig(TestLog log, string[] sets)
    {
        LoadedConfiguration loaded = ConfigurationLoader.Load(new ConfigurationRequest(null,
        [
            "Coze:BotId=73", "Coze:ApiUrl=http://127.0.0.1:1", "Coze:WebSocketUrl=ws://127.0.0.1:1",
            "Audio:Capture=null", "Audio:Playback=null", "Audio:Codec=pcm", "Audio:PreRollMs=0", "Led:Kind=none",
            "Gesture:DoubleTap=none", "Gesture:TapHold=none", .. sets,
        ], new Dictionary<string, string>())
        { Directory = "/nonexistent" });
        DeviceOptions options = loaded.Options ?? throw new ArgumentException(string.Join('\n', loaded.Errors), nameof(sets));
        _device = new Device(options, new NoToken(), new DeviceStart(100, Muted: false), log, TimeProvider.System);
        _feed = _device.Loop.Subscribe();
        _reading = ReadAsync();
        _running = _device.RunAsync(_stop.Token);
    }

    /// <summary>How often the device began to listen.</summary>
    public int Presses => Volatile.Read(ref _presses);

    /// <summary>How often it stopped listening.</summary>
    public int Releases => Volatile.Read(ref _releases);

    /// <summary>The state of the turn.</summary>
    public string Turn => _turn;

    /// <summary>What does not work.</summary>
    public IReadOnlyList<string> Faults => _faults;

    /// <summary>Milliseconds from the kernel's edge to the capture gate, one per turn.</summary>
    public ConcurrentQueue<double> Gates { get; } = new();

    /// <summary>The commands of the control socket.</summary>
    public ConversationLoop Loop => _device.Loop;

    /// <summary>Starts the agent and waits until its button is watched, or known not to be.</summary>
    public static async Task<AgentRig> StartAsync(TestLog log, params string[] sets)
    {
        var rig = new AgentRig(log, sets);
        await KernelFile.UntilAsync(
            () => rig._faults.Count > 0 || log.Entries.Any(entry => entry.Id.Id is 4100 or 4102 or 4103), "the button is watched", Limit);
        return rig;
    }

    /// <summary>Waits for a number of presses and releases.</summary>
    public Task CountAsync(int presses, int releases) => KernelFile.UntilAsync(
        () => Presses == presses && Releases == releases,
        $"{presses} presses and {releases} releases; there are {Presses} and {Releases}", Limit);

    /// <summary>Waits for a fault, or its end.</summary>
    public Task FaultAsync(string fault, bool isPresent) => KernelFile.UntilAsync(
        () => _faults.Contains(fault) == isPresent, $"fault {fault}: {isPresent}; there are {string.Join(", ", _faults)}", Limit);

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _running.Within(Limit);
        _device.Dispose();
        _feed.Dispose();
        await _reading.Within(Limit);
        _stop.Dispose();
    }

    private async Task ReadAsync()
    {
        await foreach (DeviceEvent told in _feed.Events.ReadAllAsync(CancellationToken.None))
        {
            switch (told)
            {
                case SnapshotEvent snapshot:
                    _faults = snapshot.State.Faults;
                    break;
                case FaultsEvent faults:
                    _faults = faults.Faults;
                    break;
                case TurnEvent turn:
                    if (turn.Turn.State == "listening") Interlocked.Increment(ref _presses);
                    else if (_turn == "listening") Interlocked.Increment(ref _releases);
                    _turn = turn.Turn.State;
                    break;
                case StatsEvent stats when stats.Stats.Latencies.TryGetValue("press_to_gate", out double ms):
                    Gates.Enqueue(ms);
                    break;
            }
        }
    }

    // Signed out, a press does not dial: nothing but the button is at work.
    private sealed class NoToken : ITokenSource
    {
        public ValueTask<string> GetTokenAsync(CancellationToken cancellationToken) => throw new TokenException("none here");

        public ValueTask<bool> RenewAsync(string refused, CancellationToken cancellationToken) => ValueTask.FromResult(false);
    }
}
