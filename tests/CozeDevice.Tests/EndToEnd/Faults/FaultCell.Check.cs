using CozeDevice.Conversation;
using CozeDevice.Link;
using CozeDevice.Simulator.Recording;
using CozeDevice.Tests.Support;
using Xunit;
using UtteranceEnd = CozeDevice.Simulator.Recording.UtteranceEnd;

namespace CozeDevice.Tests.EndToEnd.Faults;

/// <content>What must be so after the fault, and after the press that follows.</content>
internal sealed partial class FaultCell
{
    private async Task CheckOutcomeAsync()
    {
        TurnEvent end = _rig.Events.OfType<TurnEvent>().LastOrDefault(e => e.Turn.Turn == _turn && e.Turn.State == "ready")
            ?? await _rig.UntilTurnAsync("ready", _turn);
        string[] states = [.. StatesOf(_turn)];
        string outcome = end.Turn.Reason ?? (states.Contains("speaking") ? "answered" : "nothing");
        Assert.Contains(outcome, CellRules.Outcomes(_fault, _moment));
        // A prompt says why; what ends by itself is not explained.
        Assert.Equal(outcome is not ("answered" or "stalled"), states.Contains("prompting"));
        // An utterance that was answered is at the service whole and once, on the connection that answered.
        if (outcome == "answered" && _moment != TurnMoment.Draining)
        {
            ConnectionRecord[] accepted = [.. _rig.Simulator.Record.Connections.Where(c => c.RefusedStatus is null)];
            Assert.Equal(
                accepted.Length == 1 ? _turn : 1,
                accepted[^1].Utterances.Count(utterance => utterance.End == UtteranceEnd.Completed));
        }
    }

    private IEnumerable<string> StatesOf(int turn) =>
        _rig.Events.OfType<TurnEvent>().Where(e => e.Turn.Turn == turn).Select(e => e.Turn.State);

    // Whatever happened, the device can be talked to.
    private async Task PressAgainAsync()
    {
        if (_fault == LinkFault.RefusedRedial)
            await AuthorisedAsync();
        await AskAsync();
        await _rig.UntilTurnAsync("ready", _turn);
        await _rig.UntilAsync<LedEvent>(e => e.Led.Pattern == "ready");

        // On a new connection the tool may be asked for once more.
        IEnumerable<string> states = StatesOf(_turn).Where(state => state != "acting").Distinct();
        Assert.Equal(["listening", "finishing", "thinking", "speaking", "ready"], states);
    }

    // The owner has mended it; a press asks at once, five seconds after the last dial at the earliest.
    private async Task AuthorisedAsync()
    {
        await UntilAsync(() => _rig.Device.Loop.Snapshot().Link.State is "online" or "need_auth");
        if (_rig.Device.Loop.Snapshot().Link.State == "online")
            return;
        _turn++;
        await _rig.CommandAsync(new PressCommand());
        await _rig.CommandAsync(new ReleaseCommand());
        await _rig.UntilAsync<LinkEvent>(e => e.Link.State == "online");
    }

    private async Task CheckNothingLeftAsync()
    {
        LinkParts parts = _rig.Device.LinkParts;
        await UntilAsync(() => _rig.Simulator.Network!.Clients == 1);
        if (_fault != LinkFault.HalfOpen)
            await UntilAsync(() => _rig.Simulator.Live.Count == 1);
        DeviceSnapshot now = _rig.Device.Loop.Snapshot();
        Assert.Equal(("online", "ready", "ready"), (now.Link.State, now.Turn.State, now.Led.Pattern));
        Assert.Empty(now.Faults);
        Assert.False(parts.Outbound.SpeechWaits);
        Assert.Equal(OutboundKind.None, parts.Outbound.TryTake(new byte[4096], out _, out _, out _, out _));
        Assert.Equal(0, parts.Playout.Look().QueuedMs);
        LedWitness.Check(_rig.Events);
    }
}
