namespace CozeDevice.Panel;

/// <summary>Contact to gestures. Pure: no clock, no I/O. A press is told at once; what it was is told when it is known.</summary>
public static class GestureMachine
{
    /// <summary>The contact is watched from now on.</summary>
    /// <param name="state">The state before; a contact that comes back keeps nothing of it.</param>
    /// <param name="isDown">Whether it is closed already. Then nobody knows since when: it means nothing until it opens.</param>
    /// <param name="at">When.</param>
    /// <param name="told">Where gestures go.</param>
    public static GestureState Open(GestureState state, bool isDown, TimeSpan at, ICollection<Gesture> told)
    {
        state = Lose(state, at, told);
        if (!isDown)
            return state;
        told.Add(Gesture.Stuck);
        return state with { IsDown = true, IsStuck = true };
    }

    /// <summary>The contact moved.</summary>
    /// <param name="state">The state before.</param>
    /// <param name="isDown">Whether it is closed.</param>
    /// <param name="at">When it moved.</param>
    /// <param name="repeats">Whether a hold repeats.</param>
    /// <param name="told">Where gestures go.</param>
    public static GestureState Move(GestureState state, bool isDown, TimeSpan at, bool repeats, ICollection<Gesture> told)
    {
        // What fell due before it moved comes first, however late the clock was.
        state = Tick(state, at, told);
        if (isDown == state.IsDown)
            return state;
        return isDown ? Down(state, repeats, told) : Up(state, told);
    }

    /// <summary>Time passed.</summary>
    /// <param name="state">The state before.</param>
    /// <param name="now">The time.</param>
    /// <param name="told">Where gestures go.</param>
    public static GestureState Tick(GestureState state, TimeSpan now, ICollection<Gesture> told)
    {
        while (state.Due is { } due && due <= now)
        {
            if (due == state.StuckDue)
            {
                told.Add(Gesture.Stuck);
                state = state with { IsStuck = true, StuckDue = null, RepeatDue = null, CompoundDue = null };
            }
            else if (due == state.CompoundDue)
            {
                told.Add(Gesture.TapHold);
                state = state with { CompoundDue = null };
            }
            else
            {
                told.Add(Gesture.Repeat);
                state = state with { RepeatDue = due + GestureRules.RepeatEvery };
            }
        }
        return now > state.Now ? state with { Now = now } : state;
    }

    /// <summary>The contact is gone: as if it opened, but no tap.</summary>
    /// <param name="state">The state before.</param>
    /// <param name="at">When.</param>
    /// <param name="told">Where gestures go.</param>
    public static GestureState Lose(GestureState state, TimeSpan at, ICollection<Gesture> told)
    {
        state = Tick(state, at, told);
        if (state.IsTold)
            told.Add(Gesture.Release);
        if (state.IsStuck)
            told.Add(Gesture.Freed);
        return new GestureState { Now = state.Now };
    }

    private static GestureState Down(GestureState state, bool repeats, ICollection<Gesture> told)
    {
        TimeSpan at = state.Now;
        bool isBehindTap = at - state.TapAt <= GestureRules.MaxGap;
        told.Add(Gesture.Press);
        return state with
        {
            IsDown = true,
            IsTold = true,
            DownAt = at,
            TapAt = null,
            IsBehindTap = isBehindTap,
            CompoundDue = isBehindTap ? at + GestureRules.CompoundHold : null,
            RepeatDue = repeats ? at + GestureRules.RepeatAfter : null,
            StuckDue = at + GestureRules.StuckAfter,
        };
    }

    private static GestureState Up(GestureState state, ICollection<Gesture> told)
    {
        bool isTap = state.IsTold && state.Now - state.DownAt < GestureRules.MinHold;
        if (state.IsTold)
            told.Add(Gesture.Release);
        if (isTap)
            told.Add(Gesture.Tap);
        if (isTap && state.IsBehindTap)
            told.Add(Gesture.DoubleTap);
        if (state.IsStuck)
            told.Add(Gesture.Freed);
        // A third tap begins anew.
        return new GestureState { Now = state.Now, TapAt = isTap && !state.IsBehindTap ? state.Now : null };
    }
}
