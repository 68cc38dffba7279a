using CozeDevice.Conversation;
using CozeDevice.Link;
using CozeDevice.Simulator.Recording;
using Xunit;
using UtteranceEnd = CozeDevice.Simulator.Recording.UtteranceEnd;

namespace CozeDevice.Tests.EndToEnd.Faults;

/// <content>What must be so after the fault, and after the press that follows.</content>
internal sealed partial class FaultCell
{
    private async Task CheckOutcomeAsync()
    {
        string outcome = await _driver.OutcomeAsync();
        Assert.Contains(outcome, CellRules.Outcomes(_fault, _moment));
        // A prompt says why; what ends by itself is not explained.
        Assert.Equal(outcome is not ("answered" or "stalled"), _driver.States().Contains("prompting"));
        // An utterance that was answered is at the service whole and once, on the connection that answered.
        if (outcome == "answered" && _moment != TurnMoment.Draining)
        {
            ConnectionRecord[] accepted = [.. _rig.Simulator.Record.Connections.Where(c => c.RefusedStatus is null)];
            Assert.Equal(
                accepted.Length == 1 ? _driver.Turn : 1,
                accepted[^1].Utterances.Count(utterance => utterance.End == UtteranceEnd.Completed));
        }
    }

    // Whatever happened, the device can be talked to.
    private async Task PressAgainAsync()
    {
        if (_fault == LinkFault.RefusedRedial)
            await _driver.AuthorisedAsync();
        await AskAsync();
        await _rig.UntilTurnAsync("ready", _driver.Turn);
        await _rig.UntilAsync<LedEvent>(e => e.Led.Pattern == "ready");

        // On a new connection the tool may be asked for once more.
        IEnumerable<string> states = _driver.States().Where(state => state != "acting").Distinct();
        Assert.Equal(["listening", "finishing", "thinking", "speaking", "ready"], states);
    }

    private async Task CheckNothingLeftAsync()
    {
        LinkParts parts = _rig.Device.LinkParts;
        await TurnDriver.UntilAsync(() => _rig.Simulator.Network!.Clients == 1);
        if (_fault != LinkFault.HalfOpen)
            await TurnDriver.UntilAsync(() => _rig.Simulator.Live.Count == 1);
        DeviceSnapshot now = _rig.Device.Loop.Snapshot();
        Assert.Equal(("online", "ready", "ready"), (now.Link.State, now.Turn.State, now.Led.Pattern));
        Assert.Empty(now.Faults);
        Assert.False(parts.Outbound.SpeechWaits);
        Assert.Equal(OutboundKind.None, parts.Outbound.Take(new byte[4096], mostFrames: 1).Kind);
        Assert.Equal(0, parts.Playout.Look().QueuedMs);
        LedWitness.Check(_rig.Events);
    }
}
