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
        {
            if (state.ContextDue is not { } due)
                return next;
            // It was due and could not be told, because there was no link: the one who comes now is not answered with it.
            Effect[] forget = now < due ? [] : [Forget(state), new Count("contexts_cleared")];
            return new Transition(state with { ContextDue = null }, [.. next.Effects, .. forget]);
        }
        if (before.Turn is not Ready)
            return next with { State = state with { ContextDue = now + settings.ClearAfterIdle } };
        if (!state.Online || !(now >= state.ContextDue))
            return next;
        return new Transition(
            state with { ContextDue = null },
            [.. next.Effects, Forget(state), new Count("contexts_cleared")]);
    }

    private static Effect Forget(DeviceState state) => state.Online ? new Send(new ClearConversation()) : new ForgetConversation();
}
