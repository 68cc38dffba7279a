using CozeDevice.Conversation;
using CozeDevice.Simulator;
using CozeDevice.Simulator.Network;
using CozeDevice.Simulator.Recording;
using CozeDevice.Tests.Support;

namespace CozeDevice.Tests.EndToEnd.Faults;

/// <summary>One cell of the matrix: a device of its own, one turn with a fault in it, and one press after it.</summary>
/// <remarks>The simulator's clock stands still until the fault has happened, so the turn waits for it where it should. From then
/// on its time goes faster than ours.</remarks>
internal sealed partial class FaultCell : IAsyncDisposable
{
    private const int HoldFrames = 17;
    private const string Append = "input_audio_buffer.append";

    private readonly LinkFault _fault;
    private readonly TurnMoment _moment;
    private readonly ManualTimeProvider _time = new();
    private readonly CancellationTokenSource _over = new();
    private DeviceRig _rig = null!;
    private TurnDriver _driver = null!;
    private Task _flowing = Task.CompletedTask;

    private FaultCell(LinkFault fault, TurnMoment moment) => (_fault, _moment) = (fault, moment);

    private ConnectionRecord First => _rig.Simulator.Record.Connections[0];

    /// <summary>Runs a cell to its end.</summary>
    /// <param name="fault">What happens.</param>
    /// <param name="moment">When.</param>
    /// <param name="codec">The codec of both ways.</param>
    /// <param name="prompts">Short sounds for the prompts.</param>
    public static async Task RunAsync(LinkFault fault, TurnMoment moment, string codec, string prompts)
    {
        await using var cell = new FaultCell(fault, moment);
        await cell.OpenAsync(codec, prompts);
        await cell.SpoilAsync();
        await cell.CheckOutcomeAsync();
        await cell.PressAgainAsync();
        await cell.CheckNothingLeftAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (_rig is not null)
            await _rig.DisposeAsync();
        await _over.CancelAsync();
        await _flowing.Within(DeviceRig.Limit);
        _over.Dispose();
    }

    private async Task OpenAsync(string codec, string prompts)
    {
        _rig = await DeviceRig.StartAsync(
            codec,
            new SimulatorOptions { Scenario = CellScenario.For(_fault, _moment), UseNetwork = true, TimeProvider = _time },
            question: null,
            "Audio:PreRollMs=0", $"Prompts:Directory={prompts}");
        _driver = new TurnDriver(_rig);
        if (_moment != TurnMoment.Opening)
            await OnlineAsync();
    }

    // The turn up to the fault, the fault, and what the person does meanwhile.
    private async Task SpoilAsync()
    {
        switch (_moment)
        {
            case TurnMoment.Opening:
                ConnectionRecord opening = await _rig.Simulator.Record.WaitForConnectionAsync(1).Within(DeviceRig.Limit);
                await opening.WaitForUplinkAsync("chat.update").Within(DeviceRig.Limit);
                break;
            case TurnMoment.Ready:
                break;
            case TurnMoment.FirstAppend or TurnMoment.Listening:
                await _driver.PressAsync();
                await First.WaitForUplinkAsync(Append, _moment == TurnMoment.Listening ? 8 : 1).Within(DeviceRig.Limit);
                break;
            case TurnMoment.BargeIn:
                await AskAsync();
                await _rig.UntilTurnAsync("speaking", _driver.Turn);
                int before = First.Uplink.Count(uplink => uplink.Type == Append);
                await _driver.PressAsync();
                await First.WaitForUplinkAsync(Append, before + 1).Within(DeviceRig.Limit);
                break;
            default:
                await AskAsync();
                await ReachAsync();
                break;
        }
        Happen();
        if (_moment is TurnMoment.Opening or TurnMoment.Ready)
            await _driver.PressAsync();
        if (_moment is TurnMoment.Opening or TurnMoment.Ready or TurnMoment.FirstAppend or TurnMoment.Listening or TurnMoment.BargeIn)
            await _driver.ReleaseAsync(HoldFrames);
    }

    // After the release, until the simulator waits.
    private Task ReachAsync() => _moment switch
    {
        TurnMoment.Completed => First.WaitForUplinkAsync("input_audio_buffer.complete").Within(DeviceRig.Limit),
        TurnMoment.Thinking => _rig.UntilAsync<TranscriptEvent>(e => e.Final),
        TurnMoment.Acting => First.WaitForUplinkAsync("conversation.chat.submit_tool_outputs").Within(DeviceRig.Limit),
        TurnMoment.SpeakingStart => _rig.UntilTurnAsync("speaking", _driver.Turn),
        TurnMoment.Speaking => SpeakingAsync(),
        TurnMoment.Draining => DrainingAsync(),
        _ => Task.CompletedTask,
    };

    private async Task SpeakingAsync()
    {
        await _rig.UntilTurnAsync("speaking", _driver.Turn);
        long some = _rig.Device.Playback.Counters.FramesWritten + 15;
        await TurnDriver.UntilAsync(() => _rig.Device.Playback.Counters.FramesWritten >= some);
    }

    private async Task DrainingAsync()
    {
        await _rig.UntilTurnAsync("speaking", _driver.Turn);
        // On a very busy machine all of it may have been heard already.
        await TurnDriver.UntilAsync(() => _rig.Device.LinkParts.Playout.Look().IsComplete || _rig.Device.Loop.Snapshot().Turn.State == "ready");
    }

    private void Happen()
    {
        NetworkProxy network = _rig.Simulator.Network!;
        switch (_fault)
        {
            case LinkFault.Reset or LinkFault.RefusedRedial:
                network.Inject(new NetworkFault(NetworkFaultKind.Reset));
                break;
            case LinkFault.Fin:
                network.Inject(new NetworkFault(NetworkFaultKind.Truncate));
                break;
            case LinkFault.HalfOpen:
                network.Inject(new NetworkFault(NetworkFaultKind.HalfOpen));
                break;
            case LinkFault.Stall:
                network.Inject(new NetworkFault(NetworkFaultKind.Stall) { For = TimeSpan.FromSeconds(1) });
                break;
            case LinkFault.Truncate:
                network.Inject(new NetworkFault(NetworkFaultKind.Truncate) { Bytes = 10, Direction = NextWay() });
                break;
            case LinkFault.Close1001 or LinkFault.Close1011:
                _rig.Simulator.Live[0].Close(_fault == LinkFault.Close1001 ? 1001 : 1011, "the test closes");
                break;
            case LinkFault.Error5000:
                _rig.Simulator.Live[0].SendRaw("""{"event_type":"error","id":"e","data":{"code":5000,"msg":"internal error"}}""");
                break;
            case LinkFault.Garbage:
                _rig.Simulator.Live[0].SendRaw("""{"event_type": "conversation.audio.del""");
                break;
            case LinkFault.Binary:
                _rig.Simulator.Live[0].SendBinary(64);
                break;
        }
        _flowing = FlowAsync();
    }

    // The way of the next message.
    private NetworkDirection NextWay() => _moment is TurnMoment.Opening or TurnMoment.Completed or TurnMoment.Thinking
        or TurnMoment.Acting or TurnMoment.SpeakingStart or TurnMoment.Speaking
        ? NetworkDirection.Down
        : NetworkDirection.Up;

    private async Task FlowAsync()
    {
        while (!_over.IsCancellationRequested)
        {
            _time.Advance(50);
            await Task.Delay(10, _over.Token).ContinueWith(static _ => { }, TaskScheduler.Default);
        }
    }

    private async Task OnlineAsync()
    {
        if (_rig.Device.Loop.Snapshot().Link.State != "online")
            await _rig.UntilAsync<LinkEvent>(e => e.Link.State == "online");
    }

    private async Task AskAsync()
    {
        await _driver.PressAsync();
        await _driver.ReleaseAsync(HoldFrames);
    }
}
