using System.Buffers.Binary;
using CozeDevice.Account;
using CozeDevice.Audio;
using CozeDevice.Conversation;
using CozeDevice.Hosting;
using CozeDevice.Options;
using CozeDevice.Simulator;
using CozeDevice.Simulator.Recording;
using CozeDevice.Simulator.Scenarios;
using CozeDevice.Tests.Support;

namespace CozeDevice.Tests.EndToEnd;

/// <summary>The whole agent as the program composes it, on a virtual board, against the simulator, in one process.</summary>
internal sealed class DeviceRig : IAsyncDisposable
{
    /// <summary>Seconds everything is awaited for. The hardware tests, under emulation, are more patient.</summary>
    public static double Limit { get; set; } = 30;

    private readonly CancellationTokenSource _stop = new();
    private readonly List<DeviceEvent> _events = [];
    private readonly FeedSubscription _feed;
    private readonly Task _running;

    private DeviceRig(TestLog log, TempDirectory directory, SimulatorHost simulator, Device device)
    {
        (Log, Directory, Simulator, Device) = (log, directory, simulator, device);
        _feed = device.Loop.Subscribe();
        _running = device.RunAsync(_stop.Token);
    }

    /// <summary>What it is configured with.</summary>
    public IReadOnlyList<string> Sets { get; private init; } = [];

    public TestLog Log { get; }

    public TempDirectory Directory { get; }

    public SimulatorHost Simulator { get; }

    public Device Device { get; }

    public string HeardFile => Directory["heard.wav"];

    public IReadOnlyList<DeviceEvent> Events => _events;

    public static Task<DeviceRig> StartAsync(
        string codec, Scenario? scenario = null, string? question = null, params string[] settings) =>
        StartAsync(codec, new SimulatorOptions { Scenario = scenario ?? Scenario.Parrot }, question, settings);

    public static Task<DeviceRig> StartAsync(
        string codec, SimulatorOptions service, string? question = null, params string[] settings) =>
        StartAsync(codec, service, sound: null, isCancellerTrusted: false, question, settings);

    /// <summary>In a room of a test, with PCM. <paramref name="isCancellerTrusted"/> stands in for an echo canceller; with null it is
    /// the configured one.</summary>
    public static Task<DeviceRig> StartAsync(
        Scenario scenario, IAudioDevices room, bool? isCancellerTrusted, params string[] settings) =>
        StartAsync("pcm", new SimulatorOptions { Scenario = scenario }, room, isCancellerTrusted, null, settings);

    private static async Task<DeviceRig> StartAsync(
        string codec, SimulatorOptions service, IAudioDevices? sound, bool? isCancellerTrusted, string? question, string[] settings)
    {
        var log = new TestLog();
        var directory = new TempDirectory();
        SimulatorHost simulator = await SimulatorHost.StartAsync(service).Within(Limit);
        string capture = question ?? RepositoryRoot.File("tests/speech/question.wav");
        string[] sets =
        [
            "Coze:BotId=7350000000000000001",
            $"Coze:WebSocketUrl={simulator.WebSocketUri}",
            $"Coze:ApiUrl={simulator.BaseUri}",
            $"Audio:Capture=file:{capture}",
            $"Audio:Playback=file:{directory["heard.wav"]}",
            $"Audio:Codec={codec}",
            "Button:Line=none",
            "Led:Kind=none",
            .. settings,
        ];
        LoadedConfiguration loaded = ConfigurationLoader.Load(
            new ConfigurationRequest(null, sets, new Dictionary<string, string>()) { Directory = directory.Path });
        Xunit.Assert.Empty(loaded.Errors);
        var tokens = new TokenLocator(new TokenPlaces { EnvironmentToken = "pat_" + TestLog.Canary });
        var device = new Device(
            loaded.Options!, tokens, new DeviceStart(Volume: 100, Muted: false), log, TimeProvider.System, sound,
            isCancellerTrusted is { } isTrusted ? () => isTrusted : null);
        return new DeviceRig(log, directory, simulator, device) { Sets = sets };
    }

    /// <summary>Reads the feed until an event fits; what came before is in <see cref="Events"/>.</summary>
    public async Task<T> UntilAsync<T>(Func<T, bool> fits)
        where T : DeviceEvent
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(Limit));
        try
        {
            while (true)
            {
                DeviceEvent next = await _feed.Events.ReadAsync(limit.Token);
                _events.Add(next);
                if (next is T wanted && fits(wanted))
                    return wanted;
            }
        }
        catch (OperationCanceledException)
        {
            throw new TimeoutException($"no such {typeof(T).Name}; seen: {string.Join(" | ", _events)}");
        }
    }

    public Task<TurnEvent> UntilTurnAsync(string state, int? turn = null) =>
        UntilAsync<TurnEvent>(e => e.Turn.State == state && (turn is null || e.Turn.Turn == turn));

    public async Task OnlineAsync()
    {
        await Simulator.Record.WaitForConnectionAsync(1).Within(Limit);
        if (Device.Loop.Snapshot().Link.State != "online")
            await UntilAsync<LinkEvent>(e => e.Link.State == "online");
        // The pre-roll is full: 200 ms.
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(Limit));
        while (Device.Capture.Counters.FramesCaptured <= SpokenTurn.PreRollFrames)
            await Task.Delay(5, limit.Token);
    }

    public async Task CommandAsync(DeviceCommand command)
    {
        CommandResult result = await Device.Loop.ExecuteAsync(command, CancellationToken.None).Within(Limit);
        Xunit.Assert.Null(result.Error);
    }

    /// <summary>Holds the button until so many frames of the turn are at the server.</summary>
    public async Task HoldAsync(int frames, int connection = 1)
    {
        ConnectionRecord record = await Simulator.Record.WaitForConnectionAsync(connection).Within(Limit);
        int before = record.Uplink.Count(uplink => uplink.Type == "input_audio_buffer.append");
        await CommandAsync(new PressCommand());
        await record.WaitForUplinkAsync("input_audio_buffer.append", before + frames).Within(Limit);
        await CommandAsync(new ReleaseCommand());
    }

    /// <summary>Stops the agent and reads what was heard.</summary>
    public async Task<short[]> HeardAsync()
    {
        await StopAsync();
        return WavFile.Read(HeardFile).ToHouseRate();
    }

    public static short[] Samples(byte[] bytes)
    {
        var samples = new short[bytes.Length / 2];
        for (int i = 0; i < samples.Length; i++)
            samples[i] = BinaryPrimitives.ReadInt16LittleEndian(bytes.AsSpan(2 * i));
        return samples;
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        await Simulator.DisposeAsync();
        _feed.Dispose();
        Directory.Dispose();
        _stop.Dispose();
        Log.Dispose();
    }

    private async Task StopAsync()
    {
        await _stop.CancelAsync();
        await _running.Within(Limit);
        Device.Dispose();
    }
}
