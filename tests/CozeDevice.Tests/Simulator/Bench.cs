using CozeDevice.Simulator;
using CozeDevice.Simulator.Recording;
using CozeDevice.Simulator.Scenarios;

namespace CozeDevice.Tests.Simulator;

/// <summary>A simulator of its own and one configured client on it.</summary>
internal sealed class Bench : IAsyncDisposable
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(20);

    private Bench(SimulatorHost host, WireClient client)
    {
        Host = host;
        Client = client;
    }

    public SimulatorHost Host { get; }

    public WireClient Client { get; }

    /// <summary>Starts both; the client has <c>chat.updated</c> behind it.</summary>
    /// <param name="config">The <c>data</c> of <c>chat.update</c>.</param>
    /// <param name="scenario">The JSON of a scenario.</param>
    /// <param name="time">The simulator's clock.</param>
    public static async Task<Bench> OpenAsync(string config = Requests.Pcm16, string scenario = "{}", TimeProvider? time = null)
    {
        SimulatorHost host = await StartAsync(ScenarioCatalog.Parse(scenario), time);
        return new Bench(host, await WireClient.OpenAsync(host, config));
    }

    /// <summary>Starts the simulator alone.</summary>
    public static Task<SimulatorHost> StartAsync(Scenario scenario, TimeProvider? time = null) => SimulatorHost
        .StartAsync(new SimulatorOptions { Scenario = scenario, TimeProvider = time ?? TimeProvider.System })
        .WaitAsync(Deadline);

    /// <summary>What the simulator noted of the first connection.</summary>
    public Task<ConnectionRecord> RecordAsync() => Host.Record.WaitForConnectionAsync(1).WaitAsync(Deadline);

    /// <summary>The next event of the type <c>error</c>.</summary>
    public async Task<WireEvent> ErrorAsync() => (await Client.UntilAsync("error"))[^1];

    /// <summary>Asks in text and reads the whole turn.</summary>
    public async Task<List<WireEvent>> AskAsync(string text)
    {
        await Client.SendAsync("conversation.message.create", Requests.TextMessage(text));
        return await Client.UntilAsync("conversation.chat.completed");
    }

    /// <summary>Says something and reads the whole turn.</summary>
    public async Task<List<WireEvent>> SayAsync(byte[] audio, int appendBytes = 640)
    {
        await Client.SayAsync(audio, appendBytes);
        return await Client.UntilAsync("conversation.chat.completed");
    }

    public async ValueTask DisposeAsync()
    {
        await Client.DisposeAsync();
        await Host.DisposeAsync();
    }
}
