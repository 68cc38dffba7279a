using System.Diagnostics;
using CozeDevice.Conversation;
using CozeDevice.Hosting;
using CozeDevice.Simulator;
using CozeDevice.Simulator.Chat;
using CozeDevice.Tests.Support;
using CozeDevice.Tests.Support.Endurance;
using Xunit;

namespace CozeDevice.Tests.Endurance;

/// <summary>One device with a service on a bad day, somebody who plays with the button, and somebody who pulls the cable.</summary>
internal sealed class SoakedDevice : IAsyncDisposable
{
    private const double Limit = 30;

    // Longest chain of deadlines of a turn, and what a busy machine adds.
    private static readonly TimeSpan Calm = TimeSpan.FromSeconds(45);

    private readonly CancellationTokenSource _stop = new();
    private readonly TempDirectory _directory = new();
    private readonly SimulatorHost _simulator;
    private readonly Device _device;
    private readonly FeedSubscription _feed;
    private readonly Task _running;
    private readonly Task _watching;
    private readonly Random _hand;
    private readonly Random _cable;

    private SoakedDevice(SimulatorHost simulator, string codec, int seed)
    {
        (_simulator, _hand, _cable) = (simulator, new Random(seed), new Random(seed + 1));
        _device = VirtualBoard.Make(
            simulator, _directory, Log, $"file:{RepositoryRoot.File("tests/speech/question.wav")}", codec);
        _feed = _device.Loop.Subscribe();
        _watching = Watch.RunAsync(_feed, _stop.Token);
        _running = _device.RunAsync(_stop.Token);
    }

    public ErrorLog Log { get; } = new();

    public StateWatch Watch { get; } = new();

    /// <summary>The longest time a command took.</summary>
    public TimeSpan SlowestCommand { get; private set; }

    public int Commands { get; private set; }

    /// <summary>Cables pulled and rubbish thrown in between, beside the faults of the scenario.</summary>
    public int Cuts { get; private set; }

    public IReadOnlyDictionary<string, long> Counters => _device.Loop.Snapshot().Stats.Counters;

    public static async Task<SoakedDevice> StartAsync(string codec, int seed) => new(
        await SimulatorHost.StartAsync(new SimulatorOptions { Recording = false, Scenario = RandomScenario.Make(seed) }).Within(Limit),
        codec, seed);

    /// <summary>Plays until the time is over, then lets everything come to rest.</summary>
    public async Task SoakAsync(TimeSpan time)
    {
        long start = Stopwatch.GetTimestamp();
        await Task.WhenAll(PressAsync(start, time), CutAsync(start, time), LookAsync(start, time));
        await RestAsync();
    }

    /// <summary>Asks until there is an answer. The service is still on its bad day: some session soon is a good one.</summary>
    public async Task AnswerAsync()
    {
        int answered = Watch.Ends.GetValueOrDefault("answered");
        for (int attempt = 0; attempt < 20; attempt++)
        {
            await DoAsync(new PressCommand());
            await Task.Delay(600);
            await DoAsync(new ReleaseCommand());
            await RestAsync();
            await Task.Delay(100); // the feed is read on another thread
            if (Watch.Ends.GetValueOrDefault("answered") > answered)
                return;
        }
        Assert.Fail($"twenty questions in a row without an answer; {string.Join(", ", Watch.Ends)}; {_device.Loop.Snapshot().Link}");
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _running.Within(Limit);
        await _watching.Within(Limit);
        _device.Dispose();
        _feed.Dispose();
        await _simulator.DisposeAsync();
        _directory.Dispose();
        _stop.Dispose();
    }

    private async Task PressAsync(long start, TimeSpan time)
    {
        while (Stopwatch.GetElapsedTime(start) < time)
        {
            switch (_hand.Next(20))
            {
                case < 12:
                    await DoAsync(new PressCommand());
                    await Task.Delay(_hand.Next(4) == 0 ? _hand.Next(300) : 300 + _hand.Next(2_000));
                    await DoAsync(new ReleaseCommand());
                    break;
                case 12:
                    await DoAsync(new TapCommand());
                    break;
                case 13:
                    await DoAsync(new CancelCommand());
                    break;
                case 14:
                    await DoAsync(new MuteCommand(true));
                    await Task.Delay(_hand.Next(500));
                    await DoAsync(new MuteCommand(false));
                    break;
                case 15:
                    await DoAsync(new SayCommand("It is ten past nine."));
                    break;
                case 16:
                    await DoAsync(new RepeatCommand());
                    break;
                case 17:
                    await DoAsync(new ClearContextCommand());
                    break;
            }
            // Mostly in the middle of what follows, sometimes after it.
            await Task.Delay(_hand.Next(6) == 0 ? _hand.Next(6_000) : _hand.Next(1_200));
        }
    }

    private async Task CutAsync(long start, TimeSpan time)
    {
        while (Stopwatch.GetElapsedTime(start) < time)
        {
            await Task.Delay(_cable.Next(5_000));
            foreach (SocketConnection live in _simulator.Live)
            {
                Cuts++;
                switch (_cable.Next(4))
                {
                    case 0:
                        live.Close(1001, "restart");
                        break;
                    case 1:
                        live.SendRaw("{\"event_type\":\"conversation.chat.completed\",\"data\":");
                        break;
                    case 2:
                        live.SendRaw("""{"event_type":"conversation.chat.canceled","data":{"code":1}}""");
                        break;
                    default:
                        live.Abort();
                        break;
                }
            }
        }
    }

    private async Task LookAsync(long start, TimeSpan time)
    {
        while (Stopwatch.GetElapsedTime(start) < time)
        {
            Watch.Look();
            await Task.Delay(250);
        }
    }

    private async Task<CommandResult> DoAsync(DeviceCommand command)
    {
        long start = Stopwatch.GetTimestamp();
        CommandResult result = await _device.Loop.ExecuteAsync(command, CancellationToken.None).AsTask().Within(Limit, command.ToString());
        TimeSpan took = Stopwatch.GetElapsedTime(start);
        SlowestCommand = took > SlowestCommand ? took : SlowestCommand;
        Commands++;
        return result;
    }

    private async Task RestAsync()
    {
        long start = Stopwatch.GetTimestamp();
        while (_device.Loop.Snapshot().Turn.State != "ready")
        {
            Assert.True(Stopwatch.GetElapsedTime(start) < Calm, $"not at rest: {_device.Loop.Snapshot().Turn} {_device.Loop.Snapshot().Link}");
            await Task.Delay(50);
        }
    }
}
