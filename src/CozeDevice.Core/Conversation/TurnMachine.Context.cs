using CozeDevice.Protocol;

namespace CozeDevice.Conversation;

/// <content>A kiosk's memory: what one customer said is not context of the next.</content>
public static partial class TurnMachine
{
    // Behind every step: a turn that ended starts the count, a new one stops it, and its end clears the context once.
    private static Transition Forgets(DeviceState before, Transition next, TimeSpan now, MachineSettings settings)
    {
        if (settings.ClearAfterIdle <= TimeSpan.Zero)
            return next;
        DeviceState state = next.State;
        if (state.Turn is not Ready)
            return state.ContextDue is null ? next : next with { State = state with { ContextDue = null } };
        if (before.Turn is not Ready)
            return next with { State = state with { ContextDue = now + settings.ClearAfterIdle } };
        if (!state.Online || !(now >= state.ContextDue))
            return next;
        return new Transition(
            state with { ContextDue = null },
            [.. next.Effects, new Send(new ClearConversation()), new Count("contexts_cleared")]);
    }
}
