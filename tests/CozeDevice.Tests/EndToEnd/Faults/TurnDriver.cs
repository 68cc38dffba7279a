using System.Diagnostics;
using System.Runtime.CompilerServices;
using CozeDevice.Conversation;
using CozeDevice.Tests.Support;

namespace CozeDevice.Tests.EndToEnd.Faults;

/// <summary>Someone who presses the button of a rig, and what became of each turn.</summary>
internal sealed class TurnDriver(DeviceRig rig)
{
    /// <summary>The last turn.</summary>
    public int Turn { get; private set; }

    public async Task PressAsync()
    {
        Turn++;
        await rig.CommandAsync(new PressCommand());
        await rig.UntilTurnAsync("listening", Turn);
    }

    /// <summary>Holds for so many frames, at least longer than a tap, and lets go.</summary>
    public async Task ReleaseAsync(int frames)
    {
        long start = Stopwatch.GetTimestamp();
        long enough = rig.Device.Capture.Counters.FramesCaptured + frames;
        await UntilAsync(() => rig.Device.Capture.Counters.FramesCaptured >= enough
            && Stopwatch.GetElapsedTime(start) > TurnRules.MinHold);
        await rig.CommandAsync(new ReleaseCommand());
    }

    public async Task TapAsync()
    {
        Turn++;
        await rig.CommandAsync(new PressCommand());
        await rig.CommandAsync(new ReleaseCommand());
    }

    /// <summary>Waits for the end of the last turn: <c>answered</c>, or why it ended otherwise.</summary>
    public async Task<string> OutcomeAsync()
    {
        TurnEvent end = rig.Events.OfType<TurnEvent>().LastOrDefault(e => e.Turn.Turn == Turn && e.Turn.State == "ready")
            ?? await rig.UntilTurnAsync("ready", Turn);
        return end.Turn.Reason ?? (States().Contains("speaking") ? "answered" : "nothing");
    }

    /// <summary>The states of the last turn so far, in order.</summary>
    public IEnumerable<string> States() =>
        rig.Events.OfType<TurnEvent>().Where(e => e.Turn.Turn == Turn).Select(e => e.Turn.State);

    /// <summary>After a refusal that the owner has mended: a press asks again, five seconds after the last dial at the earliest.
    /// </summary>
    public async Task AuthorisedAsync()
    {
        await UntilAsync(() => rig.Device.Loop.Snapshot().Link is { State: "online" or "need_auth" } or { Reason: "account" });
        if (rig.Device.Loop.Snapshot().Link.State == "online")
            return;
        await TapAsync();
        await UntilAsync(() => rig.Device.Loop.Snapshot().Link.State == "online");
    }

    public static Task UntilAsync(Func<bool> reached, [CallerArgumentExpression(nameof(reached))] string what = "") =>
        Deadline.UntilAsync(reached, DeviceRig.Limit, what);
}
